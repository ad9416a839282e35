/** Tracks whose label is their language, for studies that ask what clusters say about language. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { relabelByLanguage } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof relabelByLanguage>[0]) { // tracks
 *   const { tracks } = yield* relabelByLanguage(wires, {})
 *   return { tracks }
 * }
 * ```
 */
export const relabelByLanguage = /*#__PURE__*/ Node.make("relabel-by-language", {
  labels: "carries",
  params: Schema.Struct({}),
  inputs: { tracks: table(Track) },
  outputs: { tracks: table(Track) },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const tracks = yield* inputs.tracks.rows
    const languages = new Set(tracks.flatMap(({ language }) => language ?? []))
    report.summary(`${languages.size} languages`)
    return { tracks: tracks.map((track) => ({ ...track, label: track.language })) }
  })
})
