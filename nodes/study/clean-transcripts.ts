/** Transcripts as a study cleaned them: what is missing, short or an error becomes the word "[Instrumental]". */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { Track } from "../row/track.ts"

const instrumental = "[Instrumental]"

/**
 * @example
 * ```ts
 * import { cleanTranscripts } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof cleanTranscripts>[0]) { // tracks
 *   const { tracks } = yield* cleanTranscripts(wires, { fewestCharacters: 10 })
 *   return { tracks }
 * }
 * ```
 */
export const cleanTranscripts = /*#__PURE__*/ Node.make("clean-transcripts", {
  labels: "carries",
  params: Schema.Struct({ fewestCharacters: Param.count }),
  inputs: { tracks: table(Track) },
  outputs: { tracks: table(Track) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const isUsable = (lyrics: string | null): boolean =>
      lyrics !== null && lyrics.length >= params.fewestCharacters && !lyrics.includes("#ERROR")
    const tracks = (yield* inputs.tracks.rows).map((track) =>
      isUsable(track.lyrics) ? track : { ...track, lyrics: instrumental }
    )
    const replaced = tracks.filter(({ lyrics }) => lyrics === instrumental).length
    report.summary(`${replaced} of ${tracks.length} say ${instrumental}`)
    return { tracks }
  })
})
