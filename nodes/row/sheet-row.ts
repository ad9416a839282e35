/** What a CUE sheet says of a track that it cuts from an album's file: src/music/ingest/dataset/album-sheets.ts. */
import * as Schema from "effect/Schema"
import { label } from "../../src/dataflow/kind/label.ts"

/** As tags are, this is what people called a track. `number` is that of the track on its disc. */
export const SheetRow = Schema.Struct({
  id: Schema.String,
  album: label(Schema.NullOr(Schema.String)),
  genre: label(Schema.NullOr(Schema.String)),
  year: label(Schema.NullOr(Schema.Number)),
  number: label(Schema.Number)
})
