/** Where a track's sound lies: all that measuring it needs to know of it. */
import * as Schema from "effect/Schema"

/** The stretch of its file that a track is, in seconds; absent or null where it is all of it. Keys: src/music/audio/cut.ts. */
export const cutColumns = {
  startSec: Schema.optionalKey(Schema.NullOr(Schema.Number)),
  /** Null also where the stretch lasts to the file's end. */
  endSec: Schema.optionalKey(Schema.NullOr(Schema.Number))
}

/** The columns of Track that say so. */
export const TrackFile = Schema.Struct({
  id: Schema.String,
  path: Schema.String,
  digest: Schema.String,
  ...cutColumns
})
