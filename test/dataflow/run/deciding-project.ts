/** A pipeline that reads an artifact to decide how many steps it places. */
import type { Rig } from "../rig.ts"

/** What its node files begin with. */
export const header = `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "@src/dataflow/kind/json.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
`

/** measure → choose decides how many `part`s there are; `slow` reads nothing of it, `about` sees the whole pipeline. */
export const files = {
  "nodes/n.ts": `${header}
const number = json(Schema.Finite)
export const measure = /*#__PURE__*/ Node.make("measure", {
  params: Schema.Struct({ size: Schema.Int }), inputs: {}, outputs: { n: number },
  run: ({ params }) => Effect.succeed({ n: params.size })
})
export const choose = /*#__PURE__*/ Node.make("choose", {
  params: Schema.Struct({ broken: Schema.Boolean }), inputs: { n: number }, outputs: { k: number },
  run: ({ inputs, params }) => params.broken
    ? Effect.fail(new Error("no choice"))
    : Effect.map(inputs.n.value, (n) => ({ k: Math.floor(n / 10) }))
})
export const slow = /*#__PURE__*/ Node.make("slow", {
  params: Schema.Struct({}), inputs: { n: number }, outputs: { n: number },
  run: ({ inputs }) => Effect.map(inputs.n.value, (n) => ({ n }))
})
export const part = /*#__PURE__*/ Node.make("part", {
  params: Schema.Struct({ of: Schema.Int }), inputs: { n: number }, outputs: { n: number },
  run: ({ inputs, params }) => Effect.map(inputs.n.value, (n) => ({ n: n / params.of }))
})
export const about = /*#__PURE__*/ Node.make("about", {
  seesPipeline: true,
  params: Schema.Struct({}), inputs: {}, outputs: { n: number },
  run: ({ pipeline }) => Effect.succeed({ n: pipeline!.steps.length })
})
`,
  "pipelines/p.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { about, choose, measure, part, slow } from "../nodes/n.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { n } = yield* measure({}, { size: 24 })
  const whole = yield* about({}, {})
  const { n: late } = yield* slow({ n }, {})
  const choice = yield* choose({ n }, { broken: false })
  const k = yield* Pipeline.read(choice.k)
  let last = late
  for (let i = 1; i <= k; i++) last = (yield* part.as(\`part-\${i}\`)({ n: last }, { of: k })).n
  return { last, steps: whole.n }
})
`
}

/** The value of a JSON artifact. */
export const read = (rig: Rig, digest: string | undefined): unknown =>
  JSON.parse(Buffer.from(rig.store().readObject(digest!)).toString())
