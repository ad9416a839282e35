/** Files that are taken away between their listing and their reading. */
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { Rig, type RunReport } from "../rig.ts"

const all = `import { files, Node, Pipeline, Schema, table, vectors } from "@src/dataflow/index.ts"\n`

const project: Readonly<Record<string, string>> = {
  "nodes/row.ts": `${all}
export const row = { id: Schema.String, digest: Schema.String }
`,
  "nodes/list.ts": `${all}
import { row } from "./row.ts"
export const list = Node.make({
  params: { folder: Schema.String },
  sources: { texts: (params) => params.folder },
  outputs: { rows: table(row), texts: files },
  run: function*({ inputs }) {
    const entries = yield* inputs.texts.entries
    return {
      rows: entries.map(({ digest, path }) => ({ id: path, digest })),
      texts: yield* inputs.texts.pick(entries.map(({ path }) => path))
    }
  }
})
`,
  "nodes/take.ts": `${all}
import * as fs from "node:fs"
import { row } from "./row.ts"
export const take = Node.make({
  params: { file: Schema.String },
  inputs: { rows: table(row) },
  outputs: { rows: table(row) },
  run: function*({ inputs, params }) {
    fs.rmSync(params.file)
    return { rows: yield* inputs.rows.rows }
  }
})
`,
  "nodes/measure.ts": `${all}
import { row } from "./row.ts"
export const measure = Node.map({
  over: "rows",
  inputs: { rows: table(row), texts: files },
  byReference: ["texts"],
  attach: ["id"],
  itemKey: ({ digest }) => digest,
  itemName: ({ digest }) => digest.slice(0, 4),
  quarantine: ["FileChanged"],
  outputs: { sizes: vectors("size") },
  run: function*({ inputs, item }) {
    const file = yield* inputs.texts.openByDigest(item.digest)
    return { sizes: { names: ["size"], values: [file.sizeBytes] } }
  }
})
`,
  "pipelines/p.ts": `${all}
import { list } from "../nodes/list.ts"
import { take } from "../nodes/take.ts"
import { measure } from "../nodes/measure.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { rows: found, texts } = yield* list({}, { folder: "FOLDER" })
  const { rows } = yield* take({ rows: found }, { file: "FILE" })
  return yield* measure({ rows, texts })
})
`
}

let rig: Rig
beforeAll(() => void (rig = new Rig(project)))
afterAll(() => rig[Symbol.dispose]())

const at = (name: string): string => path.join(rig.root, "texts", name)
const run = (): Promise<RunReport> => rig.run({ set: { "list.folder": at(""), "take.file": at("b.txt") } })

const setAside = ({ events }: RunReport) =>
  events.flatMap((event) => event._tag === "ItemQuarantined" ? [event.reason] : [])

it("sets a file that was taken away aside for this run, and measures it in the next when it is back", async () => {
  for (const [i, name] of ["a.txt", "b.txt", "c.txt"].entries()) rig.write(`texts/${name}`, "la".repeat(i + 1))

  const without = await run()
  rig.write("texts/b.txt", "lala")
  const back = await run()
  const again = await run()

  expect([without, back, again].map(({ failed }) => failed)).toEqual([[], [], []])
  expect(setAside(without)).toEqual([
    "it was taken away or changed while the pipeline was running"
  ])
  expect(setAside(back)).toEqual([])
  expect(back.items["measure"]).toBe(1)
  expect(again.ran).toEqual([])
  expect(fs.existsSync(at("b.txt"))).toBe(true)
})
