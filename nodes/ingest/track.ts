/** What is known of a track before anything is computed from it. */
import * as Schema from "effect/Schema"

/**
 * `path` lies within the audio file set that comes with the table and `digest` is of that file's bytes; tracks of a
 * feature table have neither. `label` and `language` are null where nothing says them, `lyrics` where there are none.
 */
export const Track = Schema.Struct({
  id: Schema.String,
  title: Schema.String,
  artist: Schema.NullOr(Schema.String),
  path: Schema.String,
  digest: Schema.String,
  label: Schema.NullOr(Schema.String),
  language: Schema.NullOr(Schema.String),
  lyrics: Schema.NullOr(Schema.String)
})
export type Track = typeof Track.Type
