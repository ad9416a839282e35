/**
 * Whether single latents speak of single measured properties of tracks, such as tempo. Labels instead: disentanglement.ts.
 * Maths: src/learn/metric/disentanglement/, one file per measure.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { disentanglementMeasures } from "../../src/learn/metric/disentanglement/disentanglement-measures.ts"
import { averageRanks } from "../../src/learn/metric/test/average-ranks.ts"
import { columnOf } from "../../src/learn/metric/test/correlation.ts"
import { Random } from "../../src/math/random.ts"
import { disentanglementParams } from "../row/disentanglement-params.ts"
import { DisentanglementRow } from "../row/disentanglement-row.ts"

const Params = Schema.Struct({
  /** What the space is called in tables. */
  space: Schema.NonEmptyString,
  /** Classes of equally many tracks that every factor is cut into; equal values stay together. */
  levels: Param.several,
  ...disentanglementParams
})

/** Class numbers without gaps. */
const levelsOf = (values: Float64Array, levels: number): ReadonlyArray<number> => {
  const places = Array.from(averageRanks(values), (rank) => Math.floor((rank - 0.5) / values.length * levels))
  const used = [...new Set(places)].sort((a, b) => a - b)
  return places.map((place) => used.indexOf(place))
}

const metrics = DisentanglementRow.fields.metric.literals

/**
 * @example
 * ```ts
 * import { factorDisentanglement } from "partita/nodes/evaluate"
 * function* part({ latents, factors }: Parameters<typeof factorDisentanglement>[0]) {
 *   const { measures } = yield* factorDisentanglement({ latents, factors }, {
 *     space: "VAE", levels: 5, bins: 20, lassoPenalty: 0.01, folds: 5, penalty: 1, maxIterations: 500, tolerance: 1e-6
 *   })
 *   return { measures }
 * }
 * ```
 */
export const factorDisentanglement = /*#__PURE__*/ Node.make("factor-disentanglement", {
  seeded: true,
  params: Params,
  inputs: { latents: vectors<string>("vector"), factors: vectors("feature") },
  outputs: { measures: table(DisentanglementRow) },
  run: Effect.fnUntraced(function*({ inputs, isLabelConditioned, params, report, seed }) {
    const { factors, latents } = yield* aligned({
      latents: yield* finite("Disentanglement", inputs.latents),
      factors: yield* finite("Disentanglement", inputs.factors)
    })
    const { names } = factors
    const levelled = names.map((_, f) => levelsOf(columnOf(factors.matrix, f), params.levels))
    const used = names.flatMap((_, f) => new Set(levelled[f]).size > 1 ? [f] : [])
    const head = {
      space: params.space,
      isLabelConditioned,
      factors: used.map((f) => names[f]!).join(", "),
      tracks: latents.ids.length
    }
    if (used.length === 0 || head.tracks < 2 * params.folds) {
      const reason = used.length === 0
        ? `none of ${names.join(", ")} has two values`
        : `${head.tracks} tracks are too few for ${params.folds} folds`
      report.summary(reason)
      return { measures: metrics.map((metric) => ({ ...head, metric, value: null, reason })) }
    }
    const data = Float64Array.from(latents.ids.flatMap((_, i) => used.map((f) => levelled[f]![i]!)))
    const found = disentanglementMeasures(
      { codes: latents.matrix, factors: { rows: head.tracks, cols: used.length, data } },
      { ...params, random: new Random(seed) }
    )
    report.summary(`MIG ${found.MIG.toFixed(3)} of ${head.factors}`)
    return {
      measures: metrics.map((metric) => ({
        ...head,
        metric,
        value: found[metric],
        reason: found[metric] === null ? "one factor: every latent is faithful to it" : null
      }))
    }
  })
})
