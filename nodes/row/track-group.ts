/** What a track must not be torn from when tracks are split, such as its artist. */
import * as Schema from "effect/Schema"

/** The columns of Track that say so. */
export const TrackGroup = Schema.Struct({
  id: Schema.String,
  artist: Schema.NullOr(Schema.String),
  group: Schema.NullOr(Schema.String)
})
