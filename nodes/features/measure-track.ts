/** One track, decoded, resampled and measured: what extract.ts does to a library and src/app/library/ to new tracks. */
import * as Schema from "effect/Schema"
import { checkSound } from "../../src/music/audio/check-sound.ts"
import { decodeAudio } from "../../src/music/audio/decode.ts"
import { excerpt } from "../../src/music/audio/excerpt.ts"
import { FEATURE_NAMES } from "../../src/music/audio/feature-names.ts"
import { librosaFeatures } from "../../src/music/audio/librosa-features.ts"
import { logMelSquare } from "../../src/music/audio/log-mel-square.ts"
import { melStatistics } from "../../src/music/audio/mel-statistics.ts"
import { meydaFeatures } from "../../src/music/audio/meyda-features.ts"
import { toMono } from "../../src/music/audio/resample.ts"

/** The parameters of a measurement. */
export const ExtractParams = Schema.Struct({
  profile: Schema.Literals(["librosa", "meyda"]),
  /** Longest stretch measured, taken from the middle of the track. */
  excerptSec: Schema.Finite.check(Schema.isGreaterThan(0))
})

const sampleRateHz = 22_050 // every definition in src/music/audio is for this rate

/**
 * Features of the profile, the log-mel spectrogram as a square picture, its statistics, and what is wrong with the sound.
 * Failure: BadAudio for bytes that are no music; `name` is the file's name, which it quotes.
 */
export const measureTrack = async (bytes: Uint8Array, name: string, params: typeof ExtractParams.Type) => {
  const audio = await decodeAudio(bytes, name)
  const length = Math.round(params.excerptSec * audio.sampleRateHz)
  const cut = { ...audio, channels: audio.channels.map((channel) => excerpt(channel, length)) }
  const samples = toMono(cut, sampleRateHz)
  const { logMel, vector } = librosaFeatures(samples)
  const features = params.profile === "librosa"
    ? { names: FEATURE_NAMES, values: vector }
    : await meydaFeatures(samples).then(({ names, vector: values }) => ({ names, values }))
  return { features, square: logMelSquare(logMel), statistics: melStatistics(logMel), sound: checkSound(audio) }
}
