/** Where a track's sound lies: all that measuring it needs to know of it. */
import * as Schema from "effect/Schema"

/** The columns of Track that say so. */
export const TrackFile = Schema.Struct({ id: Schema.String, path: Schema.String, digest: Schema.String })
