/** What a track is called: all that pictures need to know of it. */
import * as Schema from "effect/Schema"

/** The columns of Track that say so. */
export const TrackTitle = Schema.Struct({ id: Schema.String, title: Schema.String })
