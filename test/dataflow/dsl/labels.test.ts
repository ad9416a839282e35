import { describe, expect, it } from "vitest"
import { Rig } from "../rig.ts"

const nodes = `
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import { label } from "@src/dataflow/kind/label.ts"
import { many } from "@src/dataflow/kind/many.ts"
import { table } from "@src/dataflow/kind/table.ts"
import * as Node from "@src/dataflow/dsl/node.ts"

const Track = Schema.Struct({ id: Schema.String, genre: label(Schema.NullOr(Schema.String)) })
const Seen = Schema.Struct({ id: Schema.String })
const empty = Schema.Struct({})
const number = json(Schema.Number)

export const ingest = /*#__PURE__*/ Node.make("ingest", {
  params: empty, inputs: {}, outputs: { tracks: table(Track) },
  run: () => Effect.succeed({ tracks: [{ id: "a", genre: "jazz" }] })
})
export const count = /*#__PURE__*/ Node.make("count", {
  params: empty, inputs: { tracks: table(Seen) }, outputs: { value: number },
  run: ({ inputs }) => inputs.tracks.rows.pipe(Effect.map((rows) => ({ value: Object.keys(rows[0]!).length })))
})
export const peek = /*#__PURE__*/ Node.make("peek", {
  params: empty, inputs: { tracks: table(Track) }, outputs: { value: number },
  run: () => Effect.succeed({ value: 1 })
})
export const condition = /*#__PURE__*/ Node.make("condition", {
  labels: "conditions",
  params: empty, inputs: { tracks: table(Track) }, outputs: { value: number },
  run: () => Effect.succeed({ value: 2 })
})
export const evaluate = /*#__PURE__*/ Node.make("evaluate", {
  labels: "evaluates",
  params: empty, inputs: { tracks: table(Track), value: number }, outputs: { score: number },
  run: ({ isLabelConditioned }) => Effect.succeed({ score: isLabelConditioned ? 1 : 0 })
})
export const cluster = /*#__PURE__*/ Node.make("cluster", {
  params: empty, inputs: { value: number }, outputs: { value: number },
  run: ({ inputs }) => inputs.value.value.pipe(Effect.map((value) => ({ value: value + 10 })))
})
export const rank = /*#__PURE__*/ Node.make("rank", {
  labels: "evaluates",
  params: empty, inputs: { scores: many(number) }, outputs: { all: json(Schema.Array(Schema.Number)) },
  run: Effect.fnUntraced(function*({ inputs }) {
    return { all: yield* Effect.forEach(inputs.scores, (score) => score.value) }
  })
})
`

const rig = (body: string) =>
  new Rig({
    "nodes/n.ts": nodes,
    "pipelines/p.ts": `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { cluster, condition, count, evaluate, ingest, peek, rank } from "../nodes/n.ts"
void [cluster, condition, count, evaluate, peek, rank]
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { tracks } = yield* ingest({}, {})
${body}
  return {}
})
`
  })

const refusal = async (body: string) => {
  using project = rig(body)
  const error = await project.load().catch((cause: unknown) => cause) as Error & { readonly hint?: string }
  return `${error.message}\n${error.hint}`
}

describe("labels", () => {
  it("never reach a node that asks for a table without them", async () => {
    using project = rig(`  yield* count({ tracks }, {})`)

    const { digests, failed } = await project.run()

    expect(failed).toEqual([])
    expect(Buffer.from(project.store().readObject(digests["count.value"]!)).toString().trim()).toBe("1")
  })

  it("stop a pipeline whose node reads them without saying so", async () => {
    expect(await refusal(`  yield* peek({ tracks }, {})`)).toMatchInlineSnapshot(`
      "Step "peek" of pipeline "p" reads the label column "genre" of "tracks" without declaring it.
      in the node: ask for a table without them, or declare labels: "evaluates" or "conditions""
    `)
  })

  it("stop a pipeline that feeds a condition into an undeclared clustering, and name the way they took", async () => {
    const found = await refusal(`
  const { value } = yield* condition({ tracks }, {})
  const told = yield* cluster.as("embed", { labels: "conditions" })({ value }, {})
  yield* cluster.as("cluster-told")({ value: told.value }, {})`)

    expect(found).toMatchInlineSnapshot(`
      "Step "cluster-told" of pipeline "p" takes "value", into which labels went (condition → embed), without declaring it.
      in the pipeline: cluster.as("cluster-told", { labels: "conditions" })   if that is what you mean"
    `)
  })

  it("stop a pipeline that chooses by an evaluation", async () => {
    const found = await refusal(`
  const { value } = yield* count({ tracks }, {})
  const { score } = yield* evaluate({ tracks, value }, {})
  yield* cluster({ value: score }, {})`)

    expect(found).toContain(`takes "value", into which labels went (evaluate), without declaring it`)
  })

  it("mark what they conditioned, and only that, where it is evaluated", async () => {
    using project = rig(`
  const clean = yield* count({ tracks }, {})
  const told = yield* condition({ tracks }, {})
  const groups = yield* cluster.as("cluster-told", { labels: "conditions" })({ value: told.value }, {})
  const a = yield* evaluate({ tracks, value: clean.value }, {})
  const b = yield* evaluate.as("evaluate-told")({ tracks, value: groups.value }, {})
  yield* rank({ scores: [a.score, b.score] }, {})`)

    const { digests, failed } = await project.run()

    expect(failed).toEqual([])
    expect(JSON.parse(Buffer.from(project.store().readObject(digests["rank.all"]!)).toString())).toEqual([0, 1])
  })

  it("make a result stale when they begin to condition what goes into it", async () => {
    const body = `
  const told = yield* condition({ tracks }, {})
  const clean = yield* count({ tracks }, {})
  yield* evaluate({ tracks, value: clean.value }, {})
  yield* evaluate.as("other")({ tracks, value: told.value }, {})`
    using project = rig(body)
    await project.run()
    project.edit("pipelines/p.ts", "value: clean.value", "value: told.value")

    const { ran } = await project.run()

    expect(ran).toEqual([]) // the same key as "other" by now: same inputs, same labels
  })
})

describe("lists of artifacts", () => {
  it("are read in the order they are wired, and are stale when it changes", async () => {
    using project = rig(`
  const one = yield* count({ tracks }, {})
  const two = yield* cluster({ value: one.value }, {})
  yield* rank({ scores: [one.value, two.value] }, {})`)
    const read = (digests: Readonly<Record<string, string>>) =>
      JSON.parse(Buffer.from(project.store().readObject(digests["rank.all"]!)).toString()) as unknown

    const first = await project.run()
    project.edit("pipelines/p.ts", "[one.value, two.value]", "[two.value, one.value, two.value]")
    const second = await project.run()

    expect(read(first.digests)).toEqual([1, 11])
    expect(second.ran).toEqual(["rank"])
    expect(read(second.digests)).toEqual([11, 1, 11])
  })

  it("may be empty", async () => {
    using project = rig(`  yield* rank({ scores: [] }, {})`)

    expect((await project.run()).failed).toEqual([])
  })
})
