import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { Rig } from "../dataflow/rig.ts"

const page = fs.readFileSync(path.join(import.meta.dirname, "..", "..", "docs", "library-use.md"), "utf8")
const blocks = [...page.matchAll(/```(ts|text)\n([\s\S]*?)```/g)].map(([, kind, text]) => ({
  kind: kind!,
  text: text!
}))
const fileOf = (text: string): string => /^\/\/ (\S+)\n/.exec(text)?.[1] ?? ""

/** Each file of the page by name, with the package's name standing for the sources. */
const files = Object.fromEntries(
  blocks.filter(({ kind }) => kind === "ts").map(({ text }) => [
    fileOf(text),
    text.replaceAll("\"partita\"", "\"@src/dataflow/index.ts\"")
  ])
)

/** What the page says a script prints: the block after it. */
const promised = (script: string): string => blocks[blocks.findIndex(({ text }) => fileOf(text) === script) + 1]!.text

let rig: Rig
beforeAll(() => {
  rig = new Rig(files)
})
afterAll(() => rig[Symbol.dispose]())

const printed = (script: string): string =>
  execFileSync(process.execPath, ["--no-warnings", path.join(rig.root, script)], { encoding: "utf8" })

it("the script of library-use.md prints what the page says", () => {
  expect(printed("script.ts")).toBe(promised("script.ts"))
})

it("the notebook of library-use.md prints what the page says", () => {
  expect(printed("notebook.ts")).toBe(promised("notebook.ts"))
})

it("the script of library-use.md that says what to work on prints what the page says", () => {
  expect(printed("data.ts")).toBe(promised("data.ts"))
})

it("the effectful script of library-use.md prints what the page says", () => {
  expect(printed("effectful.ts")).toBe(promised("effectful.ts"))
})
