/** Gives tracks of a folder the genre and words that a table names for their files, whatever the files' endings. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as path from "node:path"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { Track } from "../row/track.ts"

const stem = (file: string): string => path.parse(file).name.toLowerCase()

/**
 * @example
 * ```ts
 * import { joinWords } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof joinWords>[0]) { // tracks, words
 *   const { tracks } = yield* joinWords(wires, {})
 *   return { tracks }
 * }
 * ```
 */
export const joinWords = /*#__PURE__*/ Node.make("join-words", {
  labels: "carries",
  params: Schema.Struct({}),
  inputs: { tracks: table(Track), words: table(Track) },
  outputs: { tracks: table(Track) },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const said = new Map((yield* inputs.words.rows).map((row) => [stem(row.id), row]))
    const found = yield* inputs.tracks.rows
    const tracks = found.flatMap((track) => {
      const row = said.get(stem(track.path))
      return row === undefined ? [] : [{ ...track, label: row.label, language: row.language, lyrics: row.lyrics }]
    })
    report.summary(`${tracks.length} of ${found.length} tracks are in the table`)
    return { tracks }
  })
})
