/** A track that nothing can be learnt from. */
import * as Schema from "effect/Schema"

/** A number of a track is NaN or infinite before training begins. */
export class TrackNotFinite extends Schema.TaggedError<TrackNotFinite>()("TrackNotFinite", {
  track: Schema.String,
  problem: Schema.String,
  hint: Schema.String
}) {
  override get message() {
    return `${this.problem} That is the track ${this.track}.`
  }
}
