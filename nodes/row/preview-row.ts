/** A few seconds of a track that a page can carry. */
import * as Schema from "effect/Schema"

/** `opus` is an Ogg Opus file in base64. */
export const PreviewRow = Schema.Struct({ id: Schema.String, opus: Schema.String })
