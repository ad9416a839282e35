/** Guards what the mathematics of clustering refuses. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** Parameters that these tracks do not allow, such as more clusters than tracks. */
export class CannotCluster extends Schema.TaggedError<CannotCluster>()("CannotCluster", {
  method: Schema.String,
  tracks: Schema.Int,
  problem: Schema.String
}) {
  get hint() {
    return "give more tracks, or change the parameter named"
  }
  override get message() {
    return `${this.method} cannot cluster ${this.tracks === 1 ? "1 track" : `${this.tracks} tracks`}: ${this.problem}.`
  }
}

/** Runs `work`; its RangeErrors fail with CannotCluster, all else is a defect. */
export const clustering = <A>(method: string, tracks: number, work: () => A): Effect.Effect<A, CannotCluster> =>
  Effect.try({
    try: work,
    catch: (cause) => {
      if (cause instanceof RangeError) return new CannotCluster({ method, tracks, problem: cause.message })
      throw cause
    }
  })
