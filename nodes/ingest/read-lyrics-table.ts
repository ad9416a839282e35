/** A CSV of lyrics: tracks with words, for pipelines that need no sound. Rules: src/ingest/lyrics-table.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as path from "node:path"
import { table } from "../../src/engine/kind/table.ts"
import * as Node from "../../src/engine/node.ts"
import { summarise } from "../../src/ingest/dataset-summary.ts"
import { decodeText } from "../../src/ingest/decode-text.ts"
import { readLyricsTable as read } from "../../src/ingest/lyrics-table.ts"
import { Problem } from "./problem.ts"
import { Track } from "./track.ts"
import { reading } from "./unusable-input.ts"

export const readLyricsTable = /*#__PURE__*/ Node.make("read-lyrics-table", {
  params: Schema.Struct({ file: Schema.NonEmptyString }),
  sources: { csv: (params) => params.file },
  inputs: {},
  outputs: { tracks: table(Track), problems: table(Problem) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const source = path.basename(params.file)
    const text = decodeText(yield* inputs.csv.read(source))
    const { problems, tracks } = yield* reading(() => read(text, source))
    report.summary(summarise("lyrics-table", tracks, { problems: problems.length }))
    return { tracks: tracks.map((track) => ({ ...track, digest: "" })), problems }
  })
})
