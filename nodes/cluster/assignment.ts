/** Which cluster a track belongs to. */
import * as Schema from "effect/Schema"

/** `cluster` counts from 0; −1 is noise, for methods that leave tracks out. */
export const Assignment = Schema.Struct({ id: Schema.String, cluster: Schema.Int })
export type Assignment = typeof Assignment.Type
