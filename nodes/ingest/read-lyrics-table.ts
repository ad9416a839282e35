/** A CSV of lyrics: tracks with words, for pipelines that need no sound. Rules: src/music/ingest/dataset/lyrics-table.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as path from "node:path"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { summarise } from "../../src/music/ingest/dataset/dataset-summary.ts"
import { readLyricsTable as read } from "../../src/music/ingest/dataset/lyrics-table.ts"
import { decodeText } from "../../src/music/ingest/reader/decode-text.ts"
import { UnusableInput } from "../../src/music/ingest/reader/unusable-input.ts"
import { Problem } from "../row/problem.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { readLyricsTable } from "partita/nodes/ingest"
 * function* part() {
 *   const { tracks, problems } = yield* readLyricsTable({}, {
 *     file: "music/combined_mfcc_GTZAN_BanglaBeats__30sec.csv"
 *   })
 *   return { tracks, problems }
 * }
 * ```
 */
export const readLyricsTable = /*#__PURE__*/ Node.make("read-lyrics-table", {
  params: Schema.Struct({ file: Schema.NonEmptyString }),
  sources: { csv: (params) => params.file },
  inputs: {},
  outputs: { tracks: table(Track), problems: table(Problem) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const source = path.basename(params.file)
    const text = decodeText(yield* inputs.csv.read(source))
    const { problems, tracks } = yield* attempt(() => read(text, source), UnusableInput)
    report.summary(summarise("lyrics-table", tracks, { problems: problems.length }))
    return { tracks: tracks.map((track) => ({ ...track, digest: "" })), problems }
  })
})
