/** Features of every track: decoded, resampled and measured one by one. Maths: src/audio/. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { BadAudio } from "../../src/audio/bad-audio.ts"
import { decodeAudio } from "../../src/audio/decode.ts"
import { excerpt } from "../../src/audio/excerpt.ts"
import { FEATURE_NAMES } from "../../src/audio/feature-names.ts"
import { librosaFeatures } from "../../src/audio/librosa-features.ts"
import { logMelSquare } from "../../src/audio/log-mel-square.ts"
import { MEL_STATISTICS, melStatistics } from "../../src/audio/mel-statistics.ts"
import { meydaFeatures } from "../../src/audio/meyda-features.ts"
import { toMono } from "../../src/audio/resample.ts"
import { files } from "../../src/engine/kind/files.ts"
import { table } from "../../src/engine/kind/table.ts"
import { tensor } from "../../src/engine/kind/tensor.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { TrackFile } from "../ingest/track-file.ts"

/** A track that cannot be measured; it is set aside and counted. */
export class UnusableTrack extends Schema.TaggedError<UnusableTrack>()("UnusableTrack", { reason: Schema.String }) {
  override get message() {
    return this.reason
  }
}

const sampleRateHz = 22_050 // every definition in src/audio is for this rate

const statisticNames = MEL_STATISTICS.flatMap((statistic) =>
  Array.from({ length: 128 }, (_, mel) => `mel${mel + 1}_${statistic}`)
)

const measure = async (bytes: Uint8Array, name: string, params: typeof Params.Type) => {
  const audio = await decodeAudio(bytes, name)
  const length = Math.round(params.excerptSec * audio.sampleRateHz)
  const cut = { ...audio, channels: audio.channels.map((channel) => excerpt(channel, length)) }
  const samples = toMono(cut, sampleRateHz)
  const { logMel, vector } = librosaFeatures(samples)
  const features = params.profile === "librosa"
    ? { names: FEATURE_NAMES, values: vector }
    : await meydaFeatures(samples).then(({ names, vector: values }) => ({ names, values }))
  return { features, square: logMelSquare(logMel), statistics: melStatistics(logMel) }
}

const Params = Schema.Struct({
  profile: Schema.Literals(["librosa", "meyda"]),
  /** Longest stretch measured, taken from the middle of the track. */
  excerptSec: Schema.Finite.check(Schema.isGreaterThan(0))
})

export const extract = /*#__PURE__*/ Node.map("extract", {
  over: "tracks",
  itemKey: (track) => [track.id, track.digest],
  itemName: (track) => track.path,
  byReference: ["audio"],
  quarantine: ["UnusableTrack"],
  params: Params,
  inputs: { tracks: table(TrackFile), audio: files },
  outputs: {
    features: vectors("feature"),
    melStatistics: vectors("mel statistic"),
    logMel: tensor(["track", "mel", "frame"])
  },
  run: Effect.fnUntraced(function*({ inputs, item, params }) {
    const bytes = yield* inputs.audio.read(item.path)
    const { features, square, statistics } = yield* Effect.tryPromise({
      try: () => measure(bytes, item.path, params),
      catch: (cause) => {
        if (cause instanceof BadAudio) return new UnusableTrack({ reason: cause.message })
        throw cause
      }
    })
    return {
      features: { id: item.id, ...features },
      melStatistics: { id: item.id, names: statisticNames, values: statistics },
      logMel: { shape: [128, 128] as const, data: Float32Array.from(square.data) }
    }
  })
})
