/** Guards nodes that put what comes from two places side by side, row by row. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** Two inputs that are not about the same tracks in the same order. */
export class TracksDiffer extends Schema.TaggedError<TracksDiffer>()("TracksDiffer", {
  first: Schema.String,
  second: Schema.String,
  problem: Schema.String
}) {
  get hint() {
    return "wire both inputs from nodes that keep every track, in the order of the tracks table"
  }
  override get message() {
    return `"${this.first}" and "${this.second}" are not about the same tracks: ${this.problem}.`
  }
}

/** Fails with TracksDiffer unless both lists of ids are equal. `ports` name the inputs they come from. */
export const sameTracks = Effect.fnUntraced(function*(
  ports: readonly [string, string],
  first: ReadonlyArray<string>,
  second: ReadonlyArray<string>
) {
  const at = first.findIndex((id, i) => id !== second[i])
  if (at === -1 && first.length === second.length) return
  const problem = first.length !== second.length
    ? `${first.length} and ${second.length} of them`
    : `row ${at + 1} is "${first[at]}" in one and "${second[at]}" in the other`
  return yield* new TracksDiffer({ first: ports[0], second: ports[1], problem })
})
