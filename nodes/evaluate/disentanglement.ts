/** Whether single latents speak of single properties of tracks. Maths: src/learn/metric/, one file per measure. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { disentanglementMeasures } from "../../src/learn/metric/disentanglement/disentanglement-measures.ts"
import { type Matrix, takeRows } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { disentanglementParams } from "../row/disentanglement-params.ts"
import { DisentanglementRow } from "../row/disentanglement-row.ts"
import { LabelColumn, labelColumns } from "../row/label-column.ts"
import { Track } from "../row/track.ts"

const Params = Schema.Struct({
  /** What the space is called in tables. */
  space: Schema.NonEmptyString,
  ...disentanglementParams
})

/** Tracks with all factors known. Shapes: `codes` [track, latent], `factors` [track, factor] of class numbers. */
interface Known {
  readonly codes: Matrix
  readonly factors: Matrix
  readonly names: ReadonlyArray<string>
}

const knownOf = (latents: Matrix, tracks: ReadonlyArray<Track>): Known => {
  const values = (column: LabelColumn) => new Set(tracks.flatMap((track) => track[column] ?? []))
  const used = labelColumns.filter((column) => values(column).size > 1)
  const rows = tracks.flatMap((track, i) => used.every((column) => track[column] !== null) ? [i] : [])
  const numbers = used.map((column) => [...values(column)].sort())
  const factors = rows.map((i) => used.map((column, f) => numbers[f]!.indexOf(tracks[i]![column]!)))
  return {
    codes: takeRows(latents, rows),
    factors: { rows: rows.length, cols: used.length, data: Float64Array.from(factors.flat()) },
    names: used
  }
}

const metrics = DisentanglementRow.fields.metric.literals

/**
 * @example
 * ```ts
 * import { disentanglement } from "partita/nodes/evaluate"
 * function* part({ latents, tracks }: Parameters<typeof disentanglement>[0]) {
 *   const { measures } = yield* disentanglement({ latents, tracks }, {
 *     space: "VAE", bins: 20, lassoPenalty: 0.01, folds: 5, penalty: 1, maxIterations: 500,
 *     tolerance: 1e-6
 *   })
 *   return { measures }
 * }
 * ```
 */
export const disentanglement = /*#__PURE__*/ Node.make("disentanglement", {
  labels: "evaluates",
  seeded: true,
  params: Params,
  inputs: { latents: vectors<string>("vector"), tracks: table(Track) },
  outputs: { measures: table(DisentanglementRow) },
  run: Effect.fnUntraced(function*({ inputs, isLabelConditioned, params, report, seed }) {
    const { latents, tracks } = yield* aligned({
      latents: yield* finite("Disentanglement", inputs.latents),
      tracks: inputs.tracks
    }, { wider: ["tracks"] })
    const known = knownOf(latents.matrix, tracks)
    const names = known.names.join(", ")
    const head = { space: params.space, isLabelConditioned, factors: names, tracks: known.codes.rows }
    if (known.names.length === 0 || known.codes.rows < 2 * params.folds) {
      const reason = known.names.length === 0
        ? "no label has two values"
        : `${known.codes.rows} tracks with all of ${names} are too few for ${params.folds} folds`
      report.summary(reason)
      return { measures: metrics.map((metric) => ({ ...head, metric, value: null, reason })) }
    }
    const found = disentanglementMeasures(known, { ...params, random: new Random(seed) })
    report.summary(`MIG ${found.MIG!.toFixed(3)} of ${names}`)
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
