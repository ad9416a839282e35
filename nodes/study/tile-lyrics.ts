/**
 * Gives tracks the lyrics of other songs by counting through these again and again, so that words and sound have nothing
 * to do with each other. A study did so; what clusters then find is the count.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { row, zeros } from "../../src/math/matrix.ts"
import { LyricsRow } from "../row/lyrics-row.ts"
import { plainTrack } from "../row/plain-track.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { tileLyrics } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof tileLyrics>[0]) { // vectors, weights, lyrics
 *   const { embedding, lyrics, songs } = yield* tileLyrics(wires, {})
 *   return { embedding, lyrics, songs }
 * }
 * ```
 */
export const tileLyrics = /*#__PURE__*/ Node.make("tile-lyrics", {
  params: Schema.Struct({}),
  inputs: {
    vectors: vectors<string>("vector"),
    /** The songs whose lyrics are given away. */
    weights: vectors("lyrics feature"),
    lyrics: table(LyricsRow)
  },
  outputs: {
    embedding: vectors("lyrics feature"),
    lyrics: table(LyricsRow),
    /** The tracks, labelled by the song they were given. */
    songs: table(Track)
  },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const { ids } = yield* inputs.vectors.load
    const { lyrics: rows, weights: { ids: songs, matrix, names } } = yield* aligned({
      weights: inputs.weights,
      lyrics: inputs.lyrics
    })
    const tiled = zeros(ids.length, matrix.cols)
    ids.forEach((_, i) => tiled.data.set(row(matrix, i % songs.length), i * matrix.cols))
    report.summary(`${songs.length} songs for ${ids.length} tracks`)
    return {
      embedding: { ids, names, matrix: tiled },
      lyrics: ids.map((id, i) => ({ ...rows[i % songs.length]!, id })),
      songs: ids.map((id, i) => plainTrack(id, songs[i % songs.length]!))
    }
  })
})
