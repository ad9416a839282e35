/** The table of the corpus's tracks, once their sound exists. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { corpusPath, PlannedTrack } from "../row/planned-track.ts"
import { Problem } from "../row/problem.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { catalogueCorpus } from "partita/nodes/ingest"
 * function* part({ planned, audio }: Parameters<typeof catalogueCorpus>[0]) {
 *   const { tracks, problems } = yield* catalogueCorpus({ planned, audio }, {})
 *   return { tracks, problems }
 * }
 * ```
 */
export const catalogueCorpus = /*#__PURE__*/ Node.make("catalogue-corpus", {
  labels: "carries",
  params: Schema.Struct({}),
  inputs: { planned: table(PlannedTrack), audio: files },
  outputs: { tracks: table(Track), problems: table(Problem) },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const digests = new Map((yield* inputs.audio.entries).map((entry) => [entry.path, entry.digest]))
    const planned = yield* inputs.planned.rows
    const tracks = planned.map((track) => {
      const path = corpusPath(track)
      const { artist, genre, id, language, lyrics, title } = track
      const known = { label: genre, language, lyrics, group: artist, split: null }
      return { id, title, artist, path, digest: digests.get(path)!, ...known }
    })
    report.summary(`${tracks.length} tracks`)
    return { tracks, problems: [] }
  })
})
