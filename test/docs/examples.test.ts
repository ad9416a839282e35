import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { examplesOf, publicExports } from "../../scripts/docs/public-exports.ts"
import { examplesIn, writeToCheck, writeToRun } from "./examples.ts"

const root = path.join(import.meta.dirname, "../..")
const placeOf = ({ file, name }: { readonly file: string; readonly name: string }) => `${file}: ${name}`

let folder = ""
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "examples-"))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe("what the package hands out", () => {
  it("is said in a sentence each", () => {
    const silent = publicExports.filter(({ doc }) => !/^(?!Shapes|Units|Throws|Failure|Source)[^@\n]{8,}/.test(doc))
      .map(placeOf)

    expect([...new Set(silent)]).toEqual([])
  })

  it("is shown by an example each that imports it from its entry, types apart", () => {
    const bare = publicExports.filter(({ isType }) => !isType).filter(({ doc, entry, name }) =>
      !examplesOf(doc).some((code) => code.includes(`from "${entry}"`) && code.includes(name.split(".")[0]!))
    ).map(placeOf)

    expect([...new Set(bare)]).toEqual([])
  })

  it("stays few enough to be read: at most 25 values a room", () => {
    const rooms = Map.groupBy(publicExports.filter(({ isType }) => !isType), ({ file }) => path.posix.dirname(file))
    const crowded = [...rooms].filter(([, { length }]) => length > 25).map(([room, { length }]) => `${room}: ${length}`)

    expect(crowded).toEqual([])
  })
})

describe("the examples of doc comments", () => {
  it("type-check against the package's entries", () => {
    const checked = fs.mkdtempSync(path.join(folder, "check-"))
    writeToCheck(checked, examplesIn(publicExports))

    const { status, stdout } = spawnSync(path.join(root, "node_modules/.bin/tsc"), ["-p", checked, "--checkers", "1"], {
      encoding: "utf8"
    })

    expect(stdout).toBe("")
    expect(status).toBe(0)
  })

  it("run, and give the values they name", () => {
    const run = fs.mkdtempSync(path.join(folder, "run-"))
    writeToRun(run, examplesIn(publicExports))

    const { stderr, stdout } = spawnSync(process.execPath, [path.join(import.meta.dirname, "run-examples.ts")], {
      cwd: run,
      encoding: "utf8",
      maxBuffer: 2 ** 26
    })
    expect(stdout, stderr).toMatch(/^\{/)
    const { failures, lines } = JSON.parse(stdout) as {
      readonly failures: ReadonlyArray<string>
      readonly lines: ReadonlyArray<
        { readonly id: string; readonly line: number; readonly found: string; readonly isRight: boolean }
      >
    }

    expect(failures).toEqual([])
    expect(lines.filter(({ isRight }) => !isRight)).toEqual([])
    expect(lines.length).toBeGreaterThan(200)
  })
})
