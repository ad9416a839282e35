/** One item a mapped node set aside, and why. */
import * as Schema from "effect/Schema"

/** `item` is the name the node gives its rows, such as a track's path. */
export const Quarantined = Schema.Struct({ item: Schema.String, reason: Schema.String })
export type Quarantined = typeof Quarantined.Type
