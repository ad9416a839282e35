import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { packagesOf } from "../../../src/dataflow/code/packages.ts"

const binary = (version: string, system: string) => ({ version, integrity: version, optional: true, os: [system] })

/** A project that imports `sound`, which has a binary for two systems, of which `installed` are there. */
const project = (windowsVersion: string, installed: ReadonlyArray<string>, hasLockfile = true): string => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "partita-packages-"))
  onTestFinished(() => fs.rmSync(root, { recursive: true }))
  const optionalDependencies = { "sound-linux": "*", "sound-windows": "*" }
  const packages = {
    "node_modules/sound": { version: "1.0.0", integrity: "s", optionalDependencies },
    "node_modules/sound-linux": binary("1.0.0", "linux"),
    "node_modules/sound-windows": binary(windowsVersion, "win32")
  }
  if (hasLockfile) fs.writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages }))
  for (const name of installed) {
    const folder = path.join(root, "node_modules", name)
    fs.mkdirSync(folder, { recursive: true })
    const version = name === "sound-windows" ? windowsVersion : "1.0.0"
    const manifest = { name, version, ...(name === "sound" ? { optionalDependencies } : {}) }
    fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest))
  }
  return root
}

const closureIn = (root: string) => packagesOf(root).closureOf({ name: "sound", from: root })

describe("the packages that code imports", () => {
  it("are those of this system: another version of a binary that is not installed changes nothing", () => {
    const closureAt = (version: string) => closureIn(project(version, ["sound", "sound-linux"]))

    expect(closureAt("1.0.0")).toEqual({ "node_modules/sound": "1.0.0#s", "node_modules/sound-linux": "1.0.0#1.0.0" })
    expect(closureAt("2.0.0")).toEqual(closureAt("1.0.0"))
  })

  it("have the version that is installed where the lockfile is ahead of it or behind", () => {
    const root = project("1.0.0", ["sound", "sound-linux"])
    const file = path.join(root, "node_modules", "sound", "package.json")
    const asLocked = closureIn(root)
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("1.0.0", "0.9.0")) // pulled, and not installed yet

    expect(closureIn(root)).toEqual({ ...asLocked, "node_modules/sound": "0.9.0#installed" })
    const packages = packagesOf(root)
    packages.closureOf({ name: "sound", from: root })
    expect(packages.files()).toContain(file) // an installation is noticed
  })

  it("count an optional one as soon as it is installed", () => {
    const root = project("2.0.0", ["sound", "sound-windows"])

    expect(closureIn(root)).toEqual({ "node_modules/sound": "1.0.0#s", "node_modules/sound-windows": "2.0.0#2.0.0" })
  })

  it.each([[], ["pnpm-lock.yaml"], ["yarn.lock"], ["bun.lock"]])(
    "have their installed versions where no package-lock.json says them %s",
    (...others) => {
      const root = project("2.0.0", ["sound", "sound-linux"], false)
      for (const other of others) fs.writeFileSync(path.join(root, other), "")
      const { closureOf, unlocked } = packagesOf(root)

      expect(closureOf({ name: "sound", from: root })).toEqual({ sound: "1.0.0", "sound-linux": "1.0.0" })
      expect(unlocked()).toEqual(["sound"])
    }
  )

  it("are not those of an npm project around one of another package manager", () => {
    const around = project("2.0.0", ["sound"])
    const root = path.join(around, "inner")
    fs.mkdirSync(root)
    fs.writeFileSync(path.join(root, "pnpm-lock.yaml"), "")

    expect(packagesOf(root).closureOf({ name: "sound", from: root })).toEqual({ sound: "1.0.0" })
  })
})
