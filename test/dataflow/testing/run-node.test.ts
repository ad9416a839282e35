import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { expect, expectTypeOf, it } from "vitest"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import { files } from "../../../src/dataflow/kind/files.ts"
import { json } from "../../../src/dataflow/kind/json.ts"
import { many } from "../../../src/dataflow/kind/many.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { vectors } from "../../../src/dataflow/kind/vectors.ts"
import { runNode } from "../../../src/dataflow/testing.ts"

class Scale extends Context.Service<Scale, { readonly by: number }>()("test/Scale") {}
const Row = Schema.Struct({ id: Schema.String, size: Schema.Finite })

const sum = Node.make("sum", {
  seeded: true,
  params: Schema.Struct({ times: Schema.Int }),
  inputs: { rows: table(Row), texts: files, more: many(json(Schema.Finite)), points: vectors("latent") },
  outputs: { total: json(Schema.Finite), seen: json(Schema.Array(Schema.String)) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const scale = yield* Scale
    const rows = yield* inputs.rows.rows
    const more = yield* Effect.forEach(inputs.more, (each) => each.value)
    const text = new TextDecoder().decode(yield* inputs.texts.read("a.txt"))
    const { ids } = yield* inputs.points.load
    report.metric("rows", { value: rows.length, better: "higher" })
    const total = [...rows.map(({ size }) => size), ...more].reduce((all, each) => all + each, 0)
    return { total: total * params.times * scale.by + seed, seen: [text, ...ids] }
  })
})

const measure = Node.map("measure", {
  over: "rows",
  params: Schema.Struct({}),
  inputs: { rows: table(Row) },
  outputs: { sizes: vectors("size") },
  itemKey: (row) => row.id,
  itemName: (row) => row.id,
  run: ({ item }) => Effect.succeed({ sizes: { id: item.id, names: ["size"], values: [item.size] } })
})

const given = {
  inputs: {
    rows: [{ id: "a", size: 2 }, { id: "b", size: 3 }],
    texts: { "a.txt": "hello" },
    more: [10, 20],
    points: { ids: ["p"], names: ["x"], matrix: { rows: 1, cols: 1, data: new Float64Array(1) } }
  },
  params: { times: 2 },
  seed: 100,
  layer: Layer.succeed(Scale, { by: 10 })
}

it("a node runs on plain values of every kind, with its services, and returns its drafts", async () => {
  const metrics: Array<string> = []

  const drafts = await runNode(sum, { ...given, report: { metric: (name) => void metrics.push(name) } })

  expectTypeOf(drafts.total).toEqualTypeOf<number>()
  expect(drafts).toEqual({ total: (2 + 3 + 10 + 20) * 2 * 10 + 100, seen: ["hello", "p"] })
  expect(metrics).toEqual(["rows"])
})

it("a mapped node runs on one row", async () => {
  const { sizes } = await runNode(measure, { item: { id: "a", size: 4 }, params: {} })

  expect(sizes).toEqual({ id: "a", names: ["size"], values: [4] })
})

it("parameters that do not fit are refused by name", async () => {
  await expect(runNode(sum, { ...given, params: { times: 1.5 } })).rejects.toThrow(/^times: /)
})
