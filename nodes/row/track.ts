/** What is known of a track before anything is computed from it. */
import * as Schema from "effect/Schema"
import { label } from "../../src/dataflow/kind/label.ts"
import { cutColumns } from "./track-file.ts"

/**
 * `path` lies within the audio file set that comes with the table and `digest` is of that file's bytes, or of
 * the sound in it (name-sounds.ts); tracks of a
 * feature table have neither. `label` and `language` are null where nothing says them, `lyrics` where there are none.
 * `group` is what must not be torn apart by a split, such as an artist or the song a clip is cut from; `split` is the part
 * of the data a published split puts the track into. Of a track that a CUE sheet cuts from an album, `startSec` and `endSec` say
 * which stretch of its file it is.
 */
export const Track = Schema.Struct({
  id: Schema.String,
  title: Schema.String,
  artist: Schema.NullOr(Schema.String),
  path: Schema.String,
  digest: Schema.String,
  label: label(Schema.NullOr(Schema.String)),
  language: label(Schema.NullOr(Schema.String)),
  lyrics: Schema.NullOr(Schema.String),
  group: Schema.NullOr(Schema.String),
  split: Schema.NullOr(Schema.String),
  ...cutColumns
})
export type Track = typeof Track.Type
