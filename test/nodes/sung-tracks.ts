/** A node for tests: the lyrics of the embedded corpus on its tracks, or other words in the order given. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { corpusTracks } from "../../src/music/corpus/corpus.ts"

const Sung = Schema.Struct({
  id: Schema.String,
  language: Schema.NullOr(Schema.String),
  lyrics: Schema.NullOr(Schema.String)
})

/** `lyrics` replaces the corpus's for as many tracks as it is long. */
export const sungTracks = /*#__PURE__*/ Node.make("sung-tracks", {
  params: Schema.Struct({ tracks: Schema.Int, lyrics: Schema.Array(Schema.NullOr(Schema.String)) }),
  inputs: {},
  outputs: { tracks: table(Sung) },
  run: ({ params }) =>
    Effect.sync(() => ({
      tracks: [...corpusTracks(params.tracks, 1)].map(({ id, language, lyrics }, i) => ({
        id,
        language,
        lyrics: i < params.lyrics.length ? params.lyrics[i]! : lyrics
      }))
    }))
})
