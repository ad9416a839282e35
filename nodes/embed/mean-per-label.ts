/** The mean latents of the tracks of each label. Next: decode.ts, which shows what a model holds for typical of one. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentPoints } from "../../src/learn/model/latent-points.ts"
import { LabelColumn } from "../row/label-column.ts"
import { placesByLabel } from "../row/places-by-label.ts"
import { Track } from "../row/track.ts"

/**
 * Points are called after their label; of tracks without labels there is one, "all tracks".
 *
 * @example
 * ```ts
 * import { meanPerLabel } from "partita/nodes/embed"
 * function* part({ latents, tracks }: Parameters<typeof meanPerLabel>[0]) {
 *   const { points } = yield* meanPerLabel({ latents, tracks }, { column: "label", most: 6 })
 *   return { points }
 * }
 * ```
 */
export const meanPerLabel = /*#__PURE__*/ Node.make("mean-per-label", {
  labels: "evaluates",
  /** `most` is how many labels, those of the most tracks. */
  params: Schema.Struct({ column: LabelColumn, most: Param.positiveInt }),
  inputs: { latents: vectors("latent"), tracks: table(Track) },
  outputs: { points: vectors("latent") },
  run: Effect.fnUntraced(function*({ inputs, params: { column, most }, report }) {
    const { latents: { ids, matrix: { cols, data } }, tracks } = yield* aligned(
      { latents: inputs.latents, tracks: inputs.tracks },
      { wider: ["tracks"] }
    )
    const labels = placesByLabel(tracks, column)
    const groups = labels.length > 0 ? labels.slice(0, most) : [["all tracks", ids.map((_, i) => i)] as const]
    report.summary(`${groups.length} of ${labels.length} ${column}s`)
    const points = groups.map(([id, places]) => ({
      id,
      z: Float64Array.from(
        { length: cols },
        (_, j) => places.reduce((sum, i) => sum + data[i * cols + j]!, 0) / places.length
      )
    }))
    return { points: latentPoints(cols, points) }
  })
})
