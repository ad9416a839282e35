import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { Studio } from "./studio.ts"

let studio: Studio
let cache: string
beforeAll(() => {
  studio = new Studio()
  cache = path.join(studio.root, "cache")
})
beforeEach(() => {
  studio.pipeline(["run", "demo", "-q"])
})
afterAll(() => studio[Symbol.dispose]())

/** Every small file of the cache but the traces, and the list in artifacts/. */
const smallFiles = (): ReadonlyArray<string> => [
  ...["VERSION", "actions", "refs", "stamps", "code", "index", "stat"].flatMap((name) => {
    const full = path.join(cache, name)
    if (fs.statSync(full).isFile()) return [full]
    return fs.readdirSync(full, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
      .map((each) => path.join(each.parentPath, each.name))
  }),
  path.join(studio.root, "artifacts", "demo", ".partita.json")
]

const anObject = (): string => {
  const all = fs.readdirSync(path.join(cache, "objects"), { recursive: true, withFileTypes: true })
  const file = all.find((each) => each.isFile())!
  return path.join(file.parentPath, file.name)
}

describe("pipeline verify", () => {
  it("exits 0 and counts when all is what its name says", () => {
    const { code, stderr, stdout } = studio.program(["verify"])

    expect([code, stderr]).toEqual([0, ""])
    expect(stdout).toMatch(/^✓ 3 objects \(.*\) and \d+ records read: all are what their names say\n$/)
  })

  it("exits 1 and names a damaged object; a repair moves it aside, and the next run makes it anew", () => {
    const file = anObject()
    fs.chmodSync(file, 0o644)
    fs.appendFileSync(file, "!")
    const name = path.relative(cache, file)

    const found = studio.pipeline(["verify"])
    const again = JSON.parse(studio.pipeline(["verify", "--json"]).stdout) as {
      damaged: ReadonlyArray<{ name: string }>
    }
    const repaired = studio.pipeline(["verify", "--repair"])
    const after = studio.pipeline(["verify"])
    const run = studio.pipeline(["run", "demo", "-q"])

    expect(found.code).toBe(1)
    expect(found.stdout).toContain(`✗ ${name} does not hold the bytes it is named after`)
    expect(again.damaged.map((each) => each.name)).toEqual([name])
    expect([repaired.code, after.code, run.code]).toEqual([0, 0, 0])
    expect(repaired.stdout).toContain("; moved to damaged/")
    expect(fs.existsSync(file)).toBe(true)
  })
})

describe.each<readonly [string, (file: string) => void]>([
  ["empty", (file) => fs.writeFileSync(file, "")],
  ["null", (file) => fs.writeFileSync(file, "null")],
  ["torn", (file) => fs.truncateSync(file, fs.statSync(file).size >> 1)],
  ["a folder", (file) => {
    fs.rmSync(file)
    fs.mkdirSync(file)
  }]
])("every small file at once %s", (_, spoil) => {
  it("stops no command, is said in one line each, and the next run is whole", () => {
    const files = smallFiles()
    files.forEach(spoil)

    const results = [["status"], ["runs"], ["why", "demo", "score"], ["run", "demo", "-q"], ["show", "demo"], [
      "verify"
    ]]
      .map((args) => studio.pipeline(args))

    expect(files.length).toBeGreaterThan(10)
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0])
    const said = results.flatMap(({ stderr }) => stderr.split("\n").filter((line) => line !== ""))
    expect(said.filter((line) => !/^(warning: |no runs yet)/.test(line))).toEqual([])
    expect(fs.readFileSync(path.join(studio.root, "artifacts", "demo", "score", "score.json"), "utf8")).not.toBe("")
  })
})
