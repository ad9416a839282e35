/**
 * Points on the way from one track's latents to another's. Next: nodes/embed/decode.ts, which shows what lies between.
 * Between labels: interpolate-labels.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentPoints, pointsBetween } from "../../src/learn/model/latent-points.ts"
import { squaredDistance } from "../../src/math/distance.ts"
import { nearest } from "../../src/music/text/edit-distance.ts"

/** A track that is not among those embedded. */
export class UnknownTrack extends Schema.TaggedError<UnknownTrack>()("UnknownTrack", {
  track: Schema.String,
  nearest: Schema.UndefinedOr(Schema.String)
}) {
  get hint() {
    return this.nearest === undefined
      ? "give the id of a track, as the tracks table has it"
      : `did you mean "${this.nearest}"?`
  }
  override get message() {
    return `There is no track "${this.track}" to interpolate from or to.`
  }
}

/**
 * @example
 * ```ts
 * import { interpolate } from "partita/nodes/embed"
 * function* part({ latents }: Parameters<typeof interpolate>[0]) {
 *   const { points } = yield* interpolate({ latents }, { from: null, to: null, steps: 6 })
 *   return { points }
 * }
 * ```
 */
export const interpolate = /*#__PURE__*/ Node.make("interpolate", {
  params: Schema.Struct({
    /** Id of the track to start from; null takes the one farthest from the centre of all. */
    from: Schema.NullOr(Schema.String),
    /** Id of the track to end at; null takes the one farthest from the start. */
    to: Schema.NullOr(Schema.String),
    /** Points, both ends included. */
    steps: Schema.Int.check(Schema.isGreaterThan(1))
  }),
  inputs: { latents: vectors("latent") },
  outputs: { points: vectors("latent") },
  run: Effect.fnUntraced(function*({ inputs, params: { from, steps, to }, report }) {
    const { ids, matrix: { cols, data } } = yield* inputs.latents.load
    const rowOf = (i: number) => data.subarray(i * cols, (i + 1) * cols)
    const farthestFrom = (z: Float64Array) =>
      ids.reduce(
        (best, _, i) =>
          squaredDistance(data, i * cols, z, 0, cols) > squaredDistance(data, best * cols, z, 0, cols) ? i : best,
        0
      )
    const find = Effect.fnUntraced(function*(track: string) {
      const at = ids.indexOf(track)
      return at === -1 ? yield* new UnknownTrack({ track, nearest: nearest(track, ids) }) : at
    })
    const centre = Float64Array.from(
      { length: cols },
      (_, j) => ids.reduce((sum, __, i) => sum + data[i * cols + j]!, 0) / ids.length
    )
    const first = from === null ? farthestFrom(centre) : yield* find(from)
    const last = to === null ? farthestFrom(rowOf(first)) : yield* find(to)
    report.summary(`${ids[first]} to ${ids[last]}`)
    const points = pointsBetween(rowOf(first), rowOf(last), steps)
    return { points: latentPoints(cols, points.map(({ share, z }) => ({ id: share.toFixed(3), z }))) }
  })
})
