/**
 * One track of each label to show the reconstruction of: the one whose error is the median of its label, so that no one can
 * choose the pretty ones. Next: nodes/embed/decode.ts. Without labels: choose-examples.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentPoints } from "../../src/learn/model/latent-points.ts"
import { row } from "../../src/math/matrix.ts"
import { LabelColumn } from "../row/label-column.ts"
import { placesByLabel } from "../row/places-by-label.ts"
import { TrackError } from "../row/track-error.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { choosePerLabel } from "partita/nodes/embed"
 * function* part({ latents, errors, tracks }: Parameters<typeof choosePerLabel>[0]) {
 *   const { points } = yield* choosePerLabel({ latents, errors, tracks }, { column: "label", most: 6 })
 *   return { points }
 * }
 * ```
 */
export const choosePerLabel = /*#__PURE__*/ Node.make("choose-per-label", {
  labels: "evaluates",
  /** `most` is how many labels are shown, those of the most tracks. */
  params: Schema.Struct({ column: LabelColumn, most: Param.positiveInt }),
  inputs: { latents: vectors("latent"), errors: table(TrackError), tracks: table(Track) },
  outputs: { points: vectors("latent") },
  run: Effect.fnUntraced(function*({ inputs, params: { column, most }, report }) {
    const { errors, latents: { ids, matrix }, tracks } = yield* aligned({
      latents: inputs.latents,
      errors: inputs.errors,
      tracks: inputs.tracks
    }, { wider: ["tracks"] })
    const labels = placesByLabel(tracks, column)
    const middle = (places: ReadonlyArray<number>) =>
      places.toSorted((a, b) => errors[a]!.error - errors[b]!.error || a - b).at((places.length - 1) >> 1)
    // tracks without any label are shown all the same, by the middle one
    const groups = labels.length > 0 ? labels.map(([, places]) => places) : [ids.map((_, i) => i)]
    const shown = groups.slice(0, most).flatMap((places) => middle(places) ?? [])
    report.summary(`${shown.length} tracks; there are ${labels.length} ${column}s`)
    return { points: latentPoints(matrix.cols, shown.map((i) => ({ id: ids[i]!, z: row(matrix, i) }))) }
  })
})
