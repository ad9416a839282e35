/**
 * Points on the way from the latents of a typical track of one label to those of another. Next: nodes/embed/decode.ts, which
 * shows what lies between. Between named tracks: interpolate.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentPoints, pointsBetween } from "../../src/learn/model/latent-points.ts"
import { squaredDistance } from "../../src/math/distance.ts"
import { type Matrix, row } from "../../src/math/matrix.ts"
import { nearest } from "../../src/music/text/edit-distance.ts"
import { LabelColumn } from "../row/label-column.ts"
import { placesByLabel } from "../row/places-by-label.ts"
import { Track } from "../row/track.ts"

/** A label that no track has. */
export class NoSuchLabel extends Schema.TaggedError<NoSuchLabel>()("NoSuchLabel", {
  label: Schema.String,
  nearest: Schema.UndefinedOr(Schema.String)
}) {
  get hint() {
    return this.nearest === undefined ? "give null to start from the largest label" : `did you mean "${this.nearest}"?`
  }
  override get message() {
    return `No track is labelled "${this.label}".`
  }
}

/** The track nearest to the mean of these. */
const typical = ({ cols, data }: Matrix, places: ReadonlyArray<number>): number => {
  const mean = Float64Array.from(
    { length: cols },
    (_, j) => places.reduce((sum, i) => sum + data[i * cols + j]!, 0) / places.length
  )
  const away = (i: number) => squaredDistance(data, i * cols, mean, 0, cols)
  return places.reduce((best, i) => away(i) < away(best) ? i : best)
}

/** Where there are no two labels: a typical track of all, and the one farthest from it. */
const unlabelledEnds = (of: Matrix) => {
  const { cols, data } = of
  const all = Array.from({ length: of.rows }, (_, i) => i)
  const start = typical(of, all)
  const away = (i: number) => squaredDistance(data, i * cols, data, start * cols, cols)
  const end = all.reduce((best, i) => away(i) > away(best) ? i : best)
  return [{ label: "a typical track", at: start }, { label: "the farthest from it", at: end }] as const
}

/**
 * @example
 * ```ts
 * import { interpolateLabels } from "partita/nodes/embed"
 * function* part({ latents, tracks }: Parameters<typeof interpolateLabels>[0]) {
 *   const { points } = yield* interpolateLabels({ latents, tracks }, {
 *     column: "label", from: "Rock", to: "Pop", steps: 8
 *   })
 *   return { points }
 * }
 * ```
 */
export const interpolateLabels = /*#__PURE__*/ Node.make("interpolate-labels", {
  labels: "evaluates",
  params: Schema.Struct({
    column: LabelColumn,
    /** Null takes the label of the most tracks, and for `to` that of the second most. */
    from: Schema.NullOr(Schema.String),
    to: Schema.NullOr(Schema.String),
    /** Points, both ends included. */
    steps: Schema.Int.check(Schema.isGreaterThan(1))
  }),
  inputs: { latents: vectors("latent"), tracks: table(Track) },
  outputs: { points: vectors("latent") },
  run: Effect.fnUntraced(function*({ inputs, params: { column, from, steps, to }, report }) {
    const { latents: { ids, matrix }, tracks } = yield* aligned(
      { latents: inputs.latents, tracks: inputs.tracks },
      { wider: ["tracks"] }
    )
    const labels = placesByLabel(tracks, column)
    const find = (named: string | null, taken: string | null) => {
      const [label, places] = labels.find(([each]) => named === null ? each !== taken : each === named) ?? []
      return label === undefined || places === undefined
        ? new NoSuchLabel({ label: named ?? "", nearest: nearest(named ?? "", labels.map(([each]) => each)) })
        : Effect.succeed({ label, at: typical(matrix, places) })
    }
    const [first, last] = from === null && to === null && labels.length < 2
      ? unlabelledEnds(matrix)
      : [yield* find(from, to), yield* find(to, from ?? labels[0]?.[0] ?? null)]
    report.summary(`${first.label} (${ids[first.at]}) to ${last.label} (${ids[last.at]})`)
    const points = pointsBetween(row(matrix, first.at), row(matrix, last.at), steps)
    const named = points.map(({ share, z }, i) => ({
      id: i === 0 ? first.label : i === steps - 1 ? last.label : `${share.toFixed(2)} of the way`,
      z
    }))
    return { points: latentPoints(matrix.cols, named) }
  })
})
