import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { chunksOf } from "../../../src/dataflow/store/chunks.ts"
import { collectGarbage } from "../../../src/dataflow/store/gc.ts"
import { verifyStore } from "../../../src/dataflow/store/verify.ts"
import { readTable } from "../../../src/format/parquet.ts"
import { readVectorTable } from "../../../src/format/vector-table.ts"
import { Rig, type RunReport } from "../rig.ts"

const tracks = 4500

const imports = `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import { table } from "@src/dataflow/kind/table.ts"
import { vectors } from "@src/dataflow/kind/vectors.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
`

/** Many names, of which each is measured; one is set aside. */
const project: Readonly<Record<string, string>> = {
  "nodes/list.ts": `${imports}
export const Row = Schema.Struct({ id: Schema.String, take: Schema.Int })
export const list = /*#__PURE__*/ Node.make("list", {
  params: Schema.Struct({ added: Schema.Int, changed: Schema.Int, removed: Schema.Int, isReversed: Schema.Boolean }),
  inputs: {},
  outputs: { rows: table(Row) },
  run: ({ params: { added, changed, isReversed, removed } }) => Effect.sync(() => {
    const takeOf = (i) => i >= 1000 && i < 1000 + changed ? 2 : 1
    const rows = Array.from({ length: ${tracks} }, (_, i) => ({ id: "track" + i, take: takeOf(i) }))
    rows.splice(3600, removed, ...Array.from({ length: added }, (_, i) => ({ id: "new" + i, take: 1 })))
    return { rows: isReversed ? rows.reverse() : rows }
  })
})
`,
  "nodes/measure.ts": `${imports}
import { Row } from "./list.ts"
class Silent extends Schema.TaggedError<Silent>()("Silent", {}) {}
export const measure = /*#__PURE__*/ Node.map("measure", {
  over: "rows",
  itemKey: (row) => [row.id, row.take],
  itemName: (row) => row.id,
  attach: ["id"],
  quarantine: ["Silent"],
  params: Schema.Struct({ silent: Schema.String }),
  inputs: { rows: table(Row) },
  outputs: {
    sizes: vectors("size"),
    halves: table(Schema.Struct({ id: Schema.String, half: Schema.Int })),
    marks: json(Schema.Int)
  },
  run: Effect.fnUntraced(function*({ item, params }) {
    const digits = item.id.length
    if (item.id === params.silent) return yield* new Silent()
    return {
      sizes: { names: ["digits", "take"], values: [digits, item.take] },
      halves: [{ half: 0 }, { half: 1 }],
      marks: digits
    }
  })
})
`,
  "nodes/total.ts": `${imports}
export const total = /*#__PURE__*/ Node.make("total", {
  params: Schema.Struct({}),
  inputs: { sizes: vectors("size"), halves: table(Schema.Struct({ id: Schema.String, half: Schema.Int })) },
  outputs: { result: json(Schema.Unknown) },
  run: Effect.fnUntraced(function*({ inputs }) {
    const halves = yield* inputs.halves.rows
    const { ids, matrix } = yield* inputs.sizes.load
    return {
      result: {
        isInOrder: halves.every((row, i) => row.half === i % 2 && row.id === ids[i >> 1]),
        ids: ids.length,
        around: ids.slice(3598, 3601),
        takes: matrix.data.filter((_, i) => i % 2 === 1).reduce((sum, take) => sum + take, 0)
      }
    }
  })
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { list } from "../nodes/list.ts"
import { measure } from "../nodes/measure.ts"
import { total } from "../nodes/total.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { rows } = yield* list({}, { added: 0, changed: 0, removed: 0, isReversed: false })
  const { halves, marks, quarantine, sizes } = yield* measure({ rows }, { silent: "track9" })
  const { result } = yield* total({ halves, sizes }, {})
  return { marks, quarantine, result }
})
`
}

const filesBelow = (folder: string): ReadonlyArray<string> =>
  fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name))

let rig: Rig
let cold: RunReport

const digestsOf = (report: RunReport, output: string): ReadonlyArray<string> =>
  chunksOf(rig.store(), report.digests[output]!)!.map(({ digest }) => digest)

/** How many chunks of an output another run did not have. */
const newChunks = (now: RunReport, before: RunReport, output: string): number => {
  const known = new Set(digestsOf(before, output))
  return digestsOf(now, output).filter((digest) => !known.has(digest)).length
}

const laidOut = (file: string): string => path.join(rig.root, "artifacts", "p", file)
const result = (): unknown => JSON.parse(fs.readFileSync(laidOut("total/result.json"), "utf8"))

const inCache = (folder: string, name: RegExp): number =>
  filesBelow(path.join(rig.project.cacheRoot, folder)).filter((file) => name.test(path.basename(file))).length

beforeAll(async () => {
  rig = new Rig(project)
  cold = await rig.run()
})
afterAll(() => rig[Symbol.dispose]())

describe("thousands of items", () => {
  it("are gathered in chunks, in the order of the table, without the one that was set aside", () => {
    expect(cold.items["measure"]).toBe(tracks)
    expect(digestsOf(cold, "list.rows").length).toBeGreaterThan(2)
    expect(digestsOf(cold, "measure.sizes")).toHaveLength(digestsOf(cold, "list.rows").length)
    expect(result()).toEqual({
      isInOrder: true,
      ids: tracks - 1,
      around: ["track3599", "track3600", "track3601"],
      takes: tracks - 1
    })
  })

  it("are laid out as one Parquet file, of which every row is there", async () => {
    const { ids, names } = await readVectorTable(laidOut("measure/sizes.parquet"))
    const halves = await readTable(laidOut("measure/halves.parquet"))

    expect([ids.length, ids[0], ids.at(-1), names]).toEqual([tracks - 1, "track0", "track4499", ["digits", "take"]])
    expect([halves.length, halves[19]]).toEqual([2 * (tracks - 1), { id: "track10", half: 1 }])
    expect(await readTable(laidOut("measure/quarantine.parquet"))).toMatchObject([{ item: "track9" }])
    expect(JSON.parse(fs.readFileSync(laidOut("measure/marks.json"), "utf8"))).toHaveLength(tracks - 1)
  })

  it("and one more cost one item, and one chunk of each table", async () => {
    const [objects, results] = [inCache("objects", /./), inCache("actions/items", /^[0-9a-f]{64}\.json$/)]

    const added = await rig.run({ set: { "list.added": "1" } })

    expect(added.items["measure"]).toBe(1)
    expect(["list.rows", "measure.sizes", "measure.halves"].map((output) => newChunks(added, cold, output))).toEqual([
      1,
      1,
      1
    ])
    expect(inCache("actions/items", /^[0-9a-f]{64}\.json$/) - results).toBeLessThanOrEqual(4) // of 12
    // three chunks and the lists of them; a batch of each of three ports; marks and the result
    expect(inCache("objects", /./) - objects).toBeLessThanOrEqual(11)
    expect(result()).toMatchObject({ isInOrder: true, ids: tracks, around: ["track3599", "new0", "track3600"] })
  })

  it("of which one is changed and one gone cost that one, and the chunks of both", async () => {
    const changed = await rig.run({ set: { "list.changed": "1", "list.removed": "1" } })

    expect([changed.items["measure"], newChunks(changed, cold, "measure.sizes")]).toEqual([1, 2])
    expect(result()).toMatchObject({ isInOrder: true, ids: tracks - 2, takes: tracks - 1 })
  })

  it("in another order are the same items", async () => {
    const turned = await rig.run({ set: { "list.isReversed": "true" } })

    expect(turned.items["measure"]).toBe(0)
    expect(result()).toMatchObject({ isInOrder: true, around: ["track901", "track900", "track899"] })
  })

  it("of which a chunk is lost run none again: it is gathered anew, to the same digest", async () => {
    await rig.run()
    const [, lost] = digestsOf(cold, "measure.sizes")
    fs.rmSync(rig.store().objectPath(lost!))

    const again = await rig.run()

    expect([again.ran, again.items["measure"], again.digests["measure.sizes"]]).toEqual([
      ["measure"],
      0,
      cold.digests["measure.sizes"]
    ])
  })

  it("outlive a collection, which leaves a sound store", async () => {
    const store = rig.store()
    const collected = collectGarbage(store, { keepRuns: 1, isDryRun: false })

    expect([collected.isPartial, verifyStore(store, { repair: false })]).toMatchObject([false, {
      damaged: [],
      missing: 0
    }])
    expect((await rig.run()).ran).toEqual([])
    expect((await rig.run({ set: { "list.added": "1" } })).items["measure"]).toBe(0)
  })

  it("that are asked for again run again, and leave what they were", async () => {
    const forced = await rig.run({ force: ["measure"] })

    expect([forced.items["measure"], forced.digests]).toEqual([tracks, cold.digests])
  })
})
