/** File sets made by somebody else: their names lead nowhere but into the folder they are laid out in. */
import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { faultOf } from "../../../src/dataflow/store/fault.ts"
import { materialize } from "../../../src/dataflow/store/materialize.ts"
import { readManifest } from "../../../src/format/manifest.ts"
import { bytesOf, temporaryFolder, temporaryStore } from "./temporary-store.ts"

const stage = () => {
  const store = temporaryStore()
  const parent = temporaryFolder()
  const home = temporaryFolder()
  fs.writeFileSync(path.join(home, "song.wav"), "mine")
  return { store, parent, home, folder: path.join(parent, "artifacts"), ...store.putBytes(bytesOf("planted")) }
}

const namesBelow = (folder: string): ReadonlyArray<string> =>
  fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort() : []

const bad: ReadonlyArray<readonly [string]> = [
  ["../x"],
  ["/etc/cron.d/x"],
  ["a/../../b"],
  ["a/./b"],
  ["a//b"],
  ["a/"],
  ["."],
  [".."],
  [""],
  ["a\0b"],
  [".partita.json"],
  [".partita.json/x"]
]

it.each(bad)("a file named %j is refused where it is laid out, and nothing is written anywhere", (name) => {
  const { digest, folder, home, parent, store } = stage()

  const tree = { files: { "a.html": digest, [name]: digest }, links: { audio: home } }

  expect(() => materialize(store, folder, tree)).toThrow(expect.objectContaining({ _tag: "ArtifactRefused" }))
  expect(namesBelow(parent)).toEqual([])
  expect(namesBelow(home)).toEqual(["song.wav"])
})

it.each(bad.slice(0, 10))("a file named %j is refused where a list of files is read", (name) => {
  const list = JSON.stringify([[name, "0".repeat(64), 1]])

  expect(() => readManifest(bytesOf(list))).toThrow(expect.objectContaining({ _tag: "ManifestRefused" }))
})

it.each([
  ["no list", `{"length":1}`],
  ["no entries", "[null]"],
  ["an endless size", `[["a","${"0".repeat(64)}",1e400]]`],
  ["a million brackets", "[".repeat(1e6)],
  ["a closed million of brackets", "[".repeat(1e6) + "]".repeat(1e6)],
  ["the same name twice", `[["a","${"0".repeat(64)}",1],["a","${"0".repeat(64)}",1]]`],
  ["a file below a file", `[["a","${"0".repeat(64)}",1],["a/b","${"0".repeat(64)}",1]]`]
])("a list of files that holds %s is refused", (_, text) => {
  expect(() => readManifest(bytesOf(text))).toThrow(expect.objectContaining({ _tag: "ManifestRefused" }))
})

it.each([["links", true], ["files", false]])(
  "a %s' name below another port's is refused in either order",
  (_, isLink) => {
    const { digest, folder, home, store } = stage()
    const above = isLink ? { files: {}, links: { "scan/audio": home } } : { files: { "scan/audio": digest }, links: {} }

    for (const name of ["scan/audio/planted.txt", "scan/audio/deep/er/planted.txt"]) {
      const tree = { files: { [name]: digest, ...above.files }, links: above.links }
      expect(() => materialize(store, folder, tree)).toThrow(/lies below/)
    }
    expect(namesBelow(home)).toEqual(["song.wav"])
  }
)

it("backslashes, new lines and percent signs are letters of a name, not ways out", () => {
  const { digest, folder, parent, store } = stage()
  const names = ["..\\x", "a\\..\\..\\b", "%2e%2e%2fx", "a\nb", "C:x", "~", "$HOME"]

  materialize(store, folder, { files: Object.fromEntries(names.map((name) => [name, digest])), links: {} })

  expect(namesBelow(parent)).toEqual(
    ["artifacts", ...[...names, ".partita.json"].map((name) => `artifacts/${name}`)].sort()
  )
})

it("a name too long for the file system is a fault that says so", () => {
  const { digest, folder, store } = stage()

  let fault: unknown
  try {
    materialize(store, folder, { files: { ["a".repeat(300)]: digest }, links: {} })
  } catch (error) {
    fault = faultOf(error)
  }

  expect(fault).toMatchObject({ _tag: "MachineFault", code: "ENAMETOOLONG" })
})

it("the folder's list in the shape of a link is replaced, and what it led to stays", () => {
  const { digest, folder, home, store } = stage()
  fs.mkdirSync(folder)
  fs.symlinkSync(path.join(home, "song.wav"), path.join(folder, ".partita.json"))

  materialize(store, folder, { files: { "a.html": digest }, links: {} })

  expect(fs.readFileSync(path.join(home, "song.wav"), "utf8")).toBe("mine")
  expect(fs.lstatSync(path.join(folder, ".partita.json")).isFile()).toBe(true)
})

it("a file laid out before that has become a link is written anew, and what it leads to stays", () => {
  const { digest, folder, home, store } = stage()
  const tree = { files: { "a.html": digest }, links: {} }
  materialize(store, folder, tree)
  fs.rmSync(path.join(folder, "a.html"))
  fs.symlinkSync(path.join(home, "song.wav"), path.join(folder, "a.html"))

  materialize(store, folder, tree)

  expect(fs.lstatSync(path.join(folder, "a.html")).isFile()).toBe(true)
  expect(fs.readFileSync(path.join(home, "song.wav"), "utf8")).toBe("mine")
})
