import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { TensorFile } from "../../../src/format/npy-file.ts"
import { Rig } from "../rig.ts"

const imports = `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { table } from "@src/dataflow/kind/table.ts"
import { files } from "@src/dataflow/kind/files.ts"
import { vectors } from "@src/dataflow/kind/vectors.ts"
import { tensor } from "@src/dataflow/kind/tensor.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
`

/** A folder of text files; each is measured by itself, and files that say "bad" are set aside. */
const folder: Readonly<Record<string, string>> = {
  "texts/one.txt": "one",
  "texts/two.txt": "twotwo",
  "texts/three.txt": "three",
  "nodes/list.ts": `${imports}
export const Row = Schema.Struct({ id: Schema.String, digest: Schema.String })
export const list = /*#__PURE__*/ Node.make("list", {
  params: Schema.Struct({ dir: Schema.String }),
  sources: { texts: (params) => params.dir },
  inputs: {},
  outputs: { rows: table(Row), texts: files },
  run: Effect.fnUntraced(function*({ inputs }) {
    const entries = yield* inputs.texts.entries
    return {
      rows: entries.map((entry) => ({ id: entry.path, digest: entry.digest })),
      texts: yield* inputs.texts.pick(entries.map((entry) => entry.path))
    }
  })
})
`,
  "nodes/measure.ts": `${imports}
import { Row } from "./list.ts"
class BadText extends Schema.TaggedError<BadText>()("BadText", { id: Schema.String }) {
  override get message() { return this.id + " says bad" }
}
export const measure = /*#__PURE__*/ Node.map("measure", {
  over: "rows",
  itemKey: (row) => [row.id, row.digest],
  itemName: (row) => row.id,
  byReference: ["texts"],
  quarantine: ["BadText"],
  params: Schema.Struct({ scale: Schema.Finite }),
  inputs: { rows: table(Row), texts: files },
  outputs: { lengths: vectors("length"), grid: tensor(["text", "pair"]), notes: table(Schema.Struct({ id: Schema.String })) },
  run: Effect.fnUntraced(function*({ inputs, item, params }) {
    const text = new TextDecoder().decode(yield* inputs.texts.read(item.id))
    if (text.includes("bad")) return yield* new BadText({ id: item.id })
    return {
      lengths: { id: item.id, names: ["length"], values: [text.length * params.scale] },
      grid: { shape: [2] as const, data: Float32Array.of(text.length, 1) },
      notes: text.length > 4 ? [{ id: item.id }, { id: item.id + "!" }] : []
    }
  })
})
`,
  "nodes/total.ts": `${imports}
import { json } from "@src/dataflow/kind/json.ts"
export const total = /*#__PURE__*/ Node.make("total", {
  params: Schema.Struct({}),
  inputs: {
    lengths: vectors("length"),
    grid: tensor(["text", "pair"]),
    notes: table(Schema.Struct({ id: Schema.String })),
    quarantine: table(Schema.Struct({ item: Schema.String, reason: Schema.String }))
  },
  outputs: { result: json(Schema.Unknown) },
  run: Effect.fnUntraced(function*({ inputs }) {
    const { ids, matrix } = yield* inputs.lengths.load
    const grid = yield* inputs.grid.load
    return { result: {
      lengths: ids.map((id, i) => [id, matrix.data[i]]),
      shape: grid.shape,
      grid: Array.from(grid.data),
      notes: (yield* inputs.notes.rows).map((row) => row.id),
      quarantine: (yield* inputs.quarantine.rows).map((row) => row.reason)
    } }
  })
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { list } from "../nodes/list.ts"
import { measure } from "../nodes/measure.ts"
import { total } from "../nodes/total.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { rows, texts } = yield* list({}, { dir: "DIR" })
  const { lengths, grid, notes, quarantine } = yield* measure({ rows, texts }, { scale: 1 })
  const { result } = yield* total({ lengths, grid, notes, quarantine }, {})
  return { result }
})
`
}

const rigOf = () => {
  const rig = new Rig(folder)
  rig.edit("pipelines/p.ts", "DIR", path.join(rig.root, "texts"))
  return rig
}

const result = (rig: Rig): unknown =>
  JSON.parse(fs.readFileSync(path.join(rig.root, "artifacts", "p", "total", "result.json"), "utf8"))

describe("a mapped node", () => {
  it("gathers what its items produced, in the order of the table", async () => {
    using rig = rigOf()

    const report = await rig.run()

    expect(report.events.filter((event) => event._tag === "NodeFailed")).toEqual([])
    expect(report.items["measure"]).toBe(3)
    expect(result(rig)).toEqual({
      lengths: [["one.txt", 3], ["three.txt", 5], ["two.txt", 6]],
      shape: [3, 2],
      grid: [3, 1, 5, 1, 6, 1],
      notes: ["three.txt", "three.txt!", "two.txt", "two.txt!"],
      quarantine: []
    })
  })

  it("executes one item when one file is added, one when one is edited, none when one is removed", async () => {
    using rig = rigOf()
    await rig.run()

    rig.write("texts/four.txt", "fourfour")
    const added = await rig.run()
    rig.write("texts/four.txt", "fourfourfour")
    const edited = await rig.run()
    fs.rmSync(path.join(rig.root, "texts", "four.txt"))
    const removed = await rig.run()

    expect([added.items["measure"], edited.items["measure"]]).toEqual([1, 1])
    expect(removed.ran).toEqual([]) // back to a state that was computed before
  })

  it("executes nothing when a file is only touched", async () => {
    using rig = rigOf()
    await rig.run()

    fs.utimesSync(path.join(rig.root, "texts", "one.txt"), 1, 1)

    expect((await rig.run()).ran).toEqual([])
  })

  it("sets bad items aside with their reason, caches that too, and goes on", async () => {
    using rig = rigOf()
    rig.write("texts/two.txt", "too bad")

    const first = await rig.run()
    rig.write("texts/two.txt", "too bad ")
    rig.write("texts/five.txt", "five")
    const second = await rig.run()

    expect(result(rig)).toMatchObject({ quarantine: ["two.txt says bad"], shape: [3, 2] })
    expect(first.events.filter((event) => event._tag === "ItemQuarantined")).toHaveLength(1)
    expect(second.items["measure"]).toBe(2)
  })

  it("computes every item anew when a parameter of all changes", async () => {
    using rig = rigOf()
    await rig.run()

    const report = await rig.run({ set: { "measure.scale": "2" } })

    expect(report.items["measure"]).toBe(3)
    expect(result(rig)).toMatchObject({ lengths: [["one.txt", 6], ["three.txt", 10], ["two.txt", 12]] })
  })

  it("names the item that failed", async () => {
    using rig = rigOf()
    rig.edit("nodes/measure.ts", `quarantine: ["BadText"]`, "quarantine: []")
    rig.edit("nodes/measure.ts", `this.id + " says bad"`, `"it says bad"`)
    rig.write("texts/three.txt", "bad")

    const report = await rig.run()

    const [failed] = report.events.filter((event) => event._tag === "NodeFailed")
    expect(failed?.failure.message).toBe("it says bad   (item three.txt)")
  })

  it("reports a folder that is not there as wrong usage", async () => {
    using rig = rigOf()

    await expect(rig.run({ set: { "list.dir": "/nowhere/at/all" } })).rejects.toThrow(
      "Node \"list\" cannot read /nowhere/at/all"
    )
  })
})

describe("items that make much", () => {
  it("are saved as they come, and gathered in their order", async () => {
    using rig = new Rig({
      "nodes/rows.ts": `${imports}
export const rows = Node.make("rows", {
  params: Schema.Struct({}),
  inputs: {},
  outputs: { rows: table(Schema.Struct({ at: Schema.Finite })) },
  run: () => Effect.succeed({ rows: Array.from({ length: 9 }, (_, at) => ({ at })) })
})
`,
      "nodes/fill.ts": `${imports}
export const fill = Node.map("fill", {
  over: "rows",
  itemKey: (row) => row.at,
  itemName: (row) => String(row.at),
  params: Schema.Struct({}),
  inputs: { rows: table(Schema.Struct({ at: Schema.Finite })) },
  outputs: { filled: tensor(["item", "number"]) },
  run: ({ item }) => Effect.succeed({ filled: { shape: [1 << 21] as const, data: new Float32Array(1 << 21).fill(item.at) } })
})
`,
      "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { rows } from "../nodes/rows.ts"
import { fill } from "../nodes/fill.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  return yield* fill(yield* rows({}, {}), {})
})
`
    })

    const report = await rig.run()

    const whole = rig.store().objectPath(report.digests["fill.filled"]!)
    const file = TensorFile.open(whole)
    const ends = Array.from({ length: 9 }, (_, at) => [file.read(at, 1)[0], file.read(at, 1)[(1 << 21) - 1]])
    file.close()
    expect(ends).toEqual(Array.from({ length: 9 }, (_, at) => [at, at]))
    const sizes = fs.readdirSync(path.join(rig.project.cacheRoot, "objects"), { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name))
      .filter((object) => object !== whole).map((object) => fs.statSync(object).size)
    expect(sizes.filter((size) => size > 1 << 23)).toEqual(Array(9).fill((1 << 23) + 128)) // eight megabytes and a header
  })
})
