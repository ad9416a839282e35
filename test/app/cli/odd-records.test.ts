/** Records that another version, or anybody, sealed with something else inside: no state of the store is a bug. */
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { sealed, unsealed } from "../../../src/dataflow/store/seal.ts"
import { Studio } from "./studio.ts"

let studio: Studio
beforeAll(() => {
  studio = new Studio()
  studio.pipeline(["run", "demo", "-q"])
})
afterAll(() => studio[Symbol.dispose]())

type Content = Record<string, unknown>

/** Seals what `alter` makes of every file below a folder of the cache, and drops what would hide it. */
const alter = (folder: string, change: (content: Content) => void): void => {
  const root = path.join(studio.root, "cache")
  for (const each of fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!each.name.endsWith(".json")) continue
    const file = path.join(each.parentPath, each.name)
    const name = path.relative(root, file)
    const { value } = unsealed(name, fs.readFileSync(file, "utf8")) as { readonly value: Content }
    change(value)
    fs.writeFileSync(file, sealed(name, value))
  }
  for (const hint of ["index", "stamps"]) {
    for (const name of fs.readdirSync(path.join(root, hint))) fs.rmSync(path.join(root, hint, name))
  }
}

const verbs = [["why", "demo", "train", "--set", "train.beta=3"], ["assign"], ["run", "demo", "--progress", "none"]]

it.each<readonly [string, string, (content: Content) => void]>([
  ["key records that are null", "actions", (record) => record["keyRecord"] = null],
  ["key records with inputs of another kind", "actions", (record) => record["keyRecord"] = { inputs: { n: [null] } }],
  [
    "compiled code without fingerprints",
    "code/compiled-6",
    (code) => "nodes" in code && (code["nodes"] = { train: { file: "x" } })
  ],
  ["fingerprints of other parts", "code/parts", (print) => print["parts"] = { a: { b: null } }]
])("%s are read past", (_, folder, change) => {
  alter(folder, change)

  const ends = verbs.map((verb) => studio.pipeline(verb))

  expect(ends.map(({ stderr }) => stderr).join("")).not.toContain("bug")
  expect([ends[0]!.code, ends[2]!.code]).toEqual([0, 0])
})
