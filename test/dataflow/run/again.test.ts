/** A node whose result depends on what it does not declare: forced it is replaced, checked it is compared. */
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { Rig, type RunReport } from "../rig.ts"

const imports = `import * as fs from "node:fs"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import { table } from "@src/dataflow/kind/table.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
`

const outside = path.join(import.meta.dirname, "..", "..", ".rig", `outside-${crypto.randomUUID()}`)
const setOutside = (value: number): void => fs.writeFileSync(outside, String(value))
const seen = `Number(fs.readFileSync(${JSON.stringify(outside)}, "utf8"))`

const project = {
  "nodes/look.ts": `${imports}
export const look = /*#__PURE__*/ Node.make("look", {
  params: Schema.Struct({}),
  inputs: {},
  outputs: {
    n: json(Schema.Finite),
    rows: table(Schema.Struct({ id: Schema.String, value: Schema.Finite, fixed: Schema.Finite }))
  },
  run: () => Effect.sync(() => {
    const n = ${seen}
    return { n, rows: [{ id: "x", value: 0, fixed: 7 }, { id: "y", value: n, fixed: 7 }] }
  })
})
`,
  "nodes/twice.ts": `${imports}
export const twice = /*#__PURE__*/ Node.make("twice", {
  params: Schema.Struct({}),
  inputs: { n: json(Schema.Finite) },
  outputs: { n: json(Schema.Finite) },
  run: ({ inputs }) => Effect.map(inputs.n.value, (n) => ({ n: 2 * n }))
})
`,
  "nodes/list.ts": `${imports}
export const Id = Schema.Struct({ id: Schema.String })
export const list = /*#__PURE__*/ Node.make("list", {
  params: Schema.Struct({ count: Schema.Int }),
  inputs: {},
  outputs: { rows: table(Id) },
  run: ({ params }) => Effect.succeed({ rows: Array.from({ length: params.count }, (_, i) => ({ id: String(i) })) })
})
`,
  "nodes/each.ts": `${imports}
import { Id } from "./list.ts"
export const each = /*#__PURE__*/ Node.map("each", {
  over: "rows",
  itemKey: (row) => [row.id],
  itemName: (row) => row.id,
  params: Schema.Struct({}),
  inputs: { rows: table(Id) },
  outputs: { seen: table(Schema.Struct({ id: Schema.String, value: Schema.Finite })) },
  run: ({ item }) => Effect.sync(() => ({ seen: [{ id: item.id, value: ${seen} }] }))
})
`,
  "nodes/values.ts": `${imports}
export const values = /*#__PURE__*/ Node.make("values", {
  params: Schema.Struct({}),
  inputs: { seen: table(Schema.Struct({ value: Schema.Finite })) },
  outputs: { values: json(Schema.Array(Schema.Finite)) },
  run: ({ inputs }) => Effect.map(inputs.seen.rows, (rows) => ({ values: rows.map(({ value }) => value) }))
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { look } from "../nodes/look.ts"
import { twice } from "../nodes/twice.ts"
import { list } from "../nodes/list.ts"
import { each } from "../nodes/each.ts"
import { values } from "../nodes/values.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { n } = yield* look({}, {})
  const doubled = yield* twice({ n }, {})
  const { rows } = yield* list({}, { count: 2 })
  const { seen } = yield* each({ rows }, {})
  const all = yield* values({ seen }, {})
  return { n: doubled.n, values: all.values }
})
`,
  "pipelines/q.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { look } from "../nodes/look.ts"
import { twice } from "../nodes/twice.ts"
export default Pipeline.gen("q", { seed: 1 }, function*() {
  let { n } = yield* look({}, {})
  const count = yield* Pipeline.read(n)
  for (let i = 1; i <= count; i++) n = (yield* twice.as(\`twice-\${i}\`)({ n }, {})).n
  return { n }
})
`
}

let rig: Rig
let first: RunReport
beforeAll(async () => {
  rig = new Rig(project)
  setOutside(1)
  first = await rig.run()
})
afterAll(() => {
  rig[Symbol.dispose]()
  fs.rmSync(outside, { force: true })
})

const valueOf = ({ digests }: RunReport, output: string): unknown =>
  JSON.parse(Buffer.from(rig.store().readObject(digests[output]!)).toString())

const replaced = ({ events }: RunReport) => events.flatMap((event) => event._tag === "NodeReplaced" ? [event] : [])

const failureOf = ({ events }: RunReport, node: string) =>
  events.flatMap((event) => event._tag === "NodeFailed" && event.node === node ? [event.failure] : [])[0]

it("a forced node that gives the same bytes is not spoken of, and nothing after it runs", async () => {
  const again = await rig.run({ force: ["look"] })

  expect(again.ran).toEqual(["look"])
  expect(replaced(again)).toEqual([])
  expect(again.digests).toEqual(first.digests)
})

it("a forced node that gives other bytes replaces its result, runs what depends on it, and says what differs", async () => {
  setOutside(2)
  const forced = await rig.run({ force: ["look"] })
  const next = await rig.run()

  expect(forced.ran).toEqual(["look", "twice"])
  expect(replaced(forced)).toMatchObject([{
    node: "look",
    differences: [
      { port: "n", before: first.digests["look.n"], after: forced.digests["look.n"], what: "1 → 2" },
      { port: "rows", what: "column value; row 2: value 1 → 2" }
    ]
  }])
  expect(valueOf(forced, "twice.n")).toBe(4)
  expect(next).toMatchObject({ ran: [], digests: forced.digests })
})

it("a checked node that gives other bytes fails with what differs and what causes that, and its result stays", async () => {
  setOutside(1)
  await rig.run({ force: ["look", "each"] })
  setOutside(3)

  const checked = await rig.run({ check: true, keepGoing: true })
  const next = await rig.run()

  expect(checked.failed.toSorted()).toEqual(["each", "look"])
  expect(replaced(checked)).toEqual([])
  expect(failureOf(checked, "look")).toMatchObject({
    tag: "Nondeterministic",
    message: expect.stringContaining("n, rows")
  })
  expect(failureOf(checked, "look")?.hint).toMatch(/row 2: value 1 → 3[^]*usual causes: the clock, randomness/)
  expect(failureOf(checked, "each")?.hint).toContain("row 1: value 1 → 3")
  expect(next).toMatchObject({ ran: [], digests: first.digests })
})

it("forced items replace the recorded ones, for an item that is added later too", async () => {
  setOutside(5)
  const forced = await rig.run({ force: ["each"] })
  setOutside(6)
  const longer = await rig.run({ set: { "list.count": "3" } })

  expect(replaced(forced)).toMatchObject([{ node: "each", differences: [{ port: "seen" }] }])
  expect(valueOf(forced, "values.values")).toEqual([5, 5])
  expect(longer.items["each"]).toBe(1)
  expect(valueOf(longer, "values.values")).toEqual([5, 5, 6])
})

it("checked items are compared apart, and never mixed with the recorded ones", async () => {
  setOutside(7)
  await rig.run({ check: true, keepGoing: true })
  setOutside(8)
  const longer = await rig.run({ set: { "list.count": "4" } })

  expect(longer.items["each"]).toBe(1)
  expect(valueOf(longer, "values.values")).toEqual([5, 5, 6, 8])
})

it("other bytes in the place of a lost result are spoken of as well", async () => {
  const whole = await rig.run()
  fs.rmSync(rig.store().objectPath(whole.digests["look.n"]!))
  setOutside(9)

  const rebuilt = await rig.run()

  expect(replaced(rebuilt)).toMatchObject([{ node: "look", differences: [{ port: "n" }, { port: "rows" }] }])
  expect(valueOf(rebuilt, "twice.n")).toBe(18)
})

it("a forced node that decides what the pipeline places decides by its new result", async () => {
  setOutside(3)
  const before = await rig.run({ name: "q", force: ["look"] })
  setOutside(4)
  const after = await rig.run({ name: "q", force: ["look"] })

  expect(before.ran).toEqual(["look", "twice-1", "twice-2", "twice-3"])
  expect(after.ran).toEqual(["look", "twice-1", "twice-2", "twice-3", "twice-4"])
})
