/** The embedded corpus, played: one WAV file per planned track. Synthesiser: src/music/corpus/. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { encodeWav16 } from "../../src/music/audio/wav.ts"
import { renderTrack } from "../../src/music/corpus/corpus.ts"
import { corpusSampleRateHz } from "../../src/music/corpus/oscillator.ts"
import { corpusPath, PlannedTrack } from "../row/planned-track.ts"

/**
 * @example
 * ```ts
 * import { renderCorpus } from "partita/nodes/ingest"
 * function* part({ planned }: Parameters<typeof renderCorpus>[0]) {
 *   const { audio } = yield* renderCorpus({ planned }, { durationSec: 10 })
 *   return { audio }
 * }
 * ```
 */
export const renderCorpus = /*#__PURE__*/ Node.map("render-corpus", {
  labels: "carries",
  over: "planned",
  itemKey: (track) => [track.id, track.genre, track.seed],
  itemName: (track) => track.title,
  itemNoun: "track",
  params: Schema.Struct({ durationSec: Schema.Finite.check(Schema.isBetween({ minimum: 1, maximum: 600 })) }),
  inputs: { planned: table(PlannedTrack) },
  outputs: { audio: files },
  run: ({ item, params }) =>
    Effect.sync(() => ({
      audio: { [corpusPath(item)]: encodeWav16(renderTrack(item, params.durationSec), corpusSampleRateHz) }
    }))
})
