/** What the tags of one file say: src/music/ingest/reader/tags.ts. */
import * as Schema from "effect/Schema"
import { label } from "../../src/dataflow/kind/label.ts"
import { toldEncodings } from "../../src/music/ingest/reader/letters-of-encodings.ts"

/** Tags are what people called a track: none of them may be seen by what learns without labels. */
export const TagRow = Schema.Struct({
  id: Schema.String,
  title: Schema.NullOr(Schema.String),
  artist: label(Schema.NullOr(Schema.String)),
  albumArtist: label(Schema.NullOr(Schema.String)),
  album: label(Schema.NullOr(Schema.String)),
  /** One after another, with "; " between. */
  genres: label(Schema.NullOr(Schema.String)),
  year: label(Schema.NullOr(Schema.Number)),
  language: label(Schema.NullOr(Schema.String)),
  track: label(Schema.NullOr(Schema.Number)),
  disc: label(Schema.NullOr(Schema.Number)),
  gainDb: Schema.NullOr(Schema.Number),
  lyrics: Schema.NullOr(Schema.String),
  /** The encoding that its tags were told to be of by their letters. */
  letters: Schema.NullOr(Schema.Literals(toldEncodings)),
  problem: Schema.NullOr(Schema.String)
})
