/**
 * Whether models trained from several seeds agree on their latents, without labels: UDR.
 * Maths: src/learn/metric/disentanglement/unsupervised-disentanglement-ranking.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { unsupervisedDisentanglementRanking } from "../../src/learn/metric/disentanglement/unsupervised-disentanglement-ranking.ts"
import { SeedAgreement } from "../row/seed-agreement.ts"

/** Not as many divergences as models, or fewer than two models. */
export class CannotCompareSeeds extends Schema.TaggedError<CannotCompareSeeds>()("CannotCompareSeeds", {
  latents: Schema.Int,
  collapses: Schema.Int
}) {
  get hint() {
    return "wire the latents and the collapse of at least two encode steps, in the same order"
  }
  override get message() {
    return `Seeds are compared by the latents and the collapse of each; there are ${this.latents} and ${this.collapses}.`
  }
}

/**
 * @example
 * ```ts
 * import { seedAgreement } from "partita/nodes/evaluate"
 * function* part(wires: Parameters<typeof seedAgreement>[0]) { // latents, collapse
 *   const { agreement } = yield* seedAgreement(wires, {})
 *   return { agreement }
 * }
 * ```
 */
export const seedAgreement = /*#__PURE__*/ Node.make("seed-agreement", {
  params: Schema.Struct({}),
  inputs: {
    latents: many(vectors<string>("vector")),
    /** The divergence of every latent, from the same steps in the same order. */
    collapse: many(json(Schema.Struct({ klPerDimension: Schema.Array(Schema.Number) })))
  },
  outputs: { agreement: table(SeedAgreement) },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const loaded = yield* Effect.forEach(inputs.latents, (latents) => finite("Seed agreement", latents))
    const collapses = yield* Effect.forEach(inputs.collapse, (collapse) => collapse.value)
    if (loaded.length < 2 || loaded.length !== collapses.length) {
      return yield* new CannotCompareSeeds({ latents: loaded.length, collapses: collapses.length })
    }
    const joined = yield* aligned(Object.fromEntries(loaded.map((latents, i) => [`latents.${i}`, latents])))
    const models = Object.values(joined).map(({ matrix }, i) => ({
      latents: matrix,
      klPerDimension: collapses[i]!.klPerDimension
    }))
    const udr = unsupervisedDisentanglementRanking(models)
    const best = udr.reduce((most, value) => Math.max(most, value), 0)
    report.metric("UDR", { value: best, better: "higher" })
    report.summary(`UDR up to ${best.toFixed(2)} among ${models.length} seeds`)
    return { agreement: Array.from(udr, (value, model) => ({ model, udr: value })) }
  })
})
