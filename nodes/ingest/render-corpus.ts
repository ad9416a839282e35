/** The embedded corpus, played: one WAV file per planned track. Synthesiser: src/corpus/. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { encodeWav16 } from "../../src/audio/wav.ts"
import { renderTrack } from "../../src/corpus/corpus.ts"
import { corpusSampleRateHz } from "../../src/corpus/oscillator.ts"
import { files } from "../../src/engine/kind/files.ts"
import { table } from "../../src/engine/kind/table.ts"
import * as Node from "../../src/engine/node.ts"
import { corpusPath, PlannedTrack } from "./planned-track.ts"

export const renderCorpus = /*#__PURE__*/ Node.map("render-corpus", {
  labels: "carries",
  over: "planned",
  itemKey: (track) => [track.id, track.genre, track.seed],
  itemName: (track) => track.title,
  params: Schema.Struct({ durationSec: Schema.Finite.check(Schema.isBetween({ minimum: 1, maximum: 600 })) }),
  inputs: { planned: table(PlannedTrack) },
  outputs: { audio: files },
  run: ({ item, params }) =>
    Effect.sync(() => ({
      audio: { [corpusPath(item)]: encodeWav16(renderTrack(item, params.durationSec), corpusSampleRateHz) }
    }))
})
