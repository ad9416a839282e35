/** The embedded corpus, planned: who plays what, in which language, with which words. Sound: render-corpus.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { corpusTracks } from "../../src/corpus/corpus.ts"
import { table } from "../../src/engine/kind/table.ts"
import * as Node from "../../src/engine/node.ts"
import { PlannedTrack } from "./planned-track.ts"

export const corpus = /*#__PURE__*/ Node.make("corpus", {
  params: Schema.Struct({
    tracks: Schema.Int.check(Schema.isGreaterThan(0)),
    seed: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
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
