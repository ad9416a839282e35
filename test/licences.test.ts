import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, expect, it } from "vitest"
import { mayShip } from "../scripts/licences/policy.ts"
import { shippedPackages } from "../scripts/licences/shipped.ts"

const root = path.resolve(import.meta.dirname, "..")
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "licences-"))
afterAll(() => fs.rmSync(folder, { recursive: true }))

it("every package that comes with partita is under a licence that may", () => {
  const refused = shippedPackages(root).filter(({ licence }) => !mayShip(licence))

  expect(refused).toEqual([])
})

it("no decoder under the GPL comes with partita", () => {
  const names = shippedPackages(root).map(({ name }) => name)

  expect(names.filter((name) => /^(audio-decode|@audio\/decode-(aac|ac3|dts|mp4|webm|avi))$/.test(name))).toEqual([])
  expect(names).toContain("@audio/decode-mp3")
})

it("GPL, no licence and a licence nobody has heard of are refused; one of two to choose from is enough", () => {
  const judged = [
    "MIT",
    "GPL-2.0",
    "AGPL-3.0-only",
    undefined,
    "SEE LICENSE IN FILE",
    "(MIT OR GPL-3.0)",
    "MIT AND GPL-2.0"
  ]
    .map(mayShip)

  expect(judged).toEqual([true, false, false, false, false, true, false])
})

it("a GPL package below a dependency is found, one for development alone is not, and package.json goes before the lockfile", () => {
  const write = (file: string, value: unknown) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), JSON.stringify(value))
  }
  write("package.json", { dependencies: { a: "1.0.0" }, devDependencies: { dev: "1.0.0" } })
  write("package-lock.json", {
    packages: {
      "node_modules/a": {
        version: "1.0.0",
        license: "MIT",
        dependencies: { b: "1.0.0" },
        optionalDependencies: { c: "2.0.0" }
      },
      "node_modules/a/node_modules/b": { version: "1.0.0", license: "MIT" },
      "node_modules/c": { version: "2.0.0", license: "GPL-3.0-only" },
      "node_modules/dev": { version: "1.0.0", license: "GPL-3.0-only" }
    }
  })
  write("node_modules/a/node_modules/b/package.json", { license: "AGPL-3.0-only" })

  expect(shippedPackages(folder)).toEqual([
    { name: "a", version: "1.0.0", licence: "MIT" },
    { name: "b", version: "1.0.0", licence: "AGPL-3.0-only" },
    { name: "c", version: "2.0.0", licence: "GPL-3.0-only" }
  ])
})
