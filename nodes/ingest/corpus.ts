/** The embedded corpus, planned: who plays what, in which language, with which words. Sound: render-corpus.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { corpusTracks } from "../../src/music/corpus/corpus.ts"
import { PlannedTrack } from "../row/planned-track.ts"

/**
 * @example
 * ```ts
 * import { corpus } from "partita/nodes/ingest"
 * function* part() {
 *   const { planned } = yield* corpus({}, { tracks: 320, seed: 1 })
 *   return { planned }
 * }
 * ```
 */
export const corpus = /*#__PURE__*/ Node.make("corpus", {
  params: Schema.Struct({
    tracks: Param.positiveInt,
    seed: Param.count
  }),
  inputs: {},
  outputs: { planned: table(PlannedTrack) },
  run: ({ params, report }) =>
    Effect.sync(() => {
      const planned = [...corpusTracks(params.tracks, params.seed)]
      const genres = new Set(planned.map((track) => track.genre))
      report.summary(`${planned.length} tracks of ${genres.size} genres`)
      return { planned }
    })
})
