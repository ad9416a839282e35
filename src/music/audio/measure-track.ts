/** One track, decoded, resampled and measured: what is done to a library and to new tracks alike. */
import { checkSound } from "./check-sound.ts"
import { decodeAudio } from "./decode.ts"
import { excerpt } from "./excerpt.ts"
import { FEATURE_NAMES } from "./feature-names.ts"
import { librosaFeatures } from "./librosa-features.ts"
import { logMelSquare } from "./log-mel-square.ts"
import { melStatistics } from "./mel-statistics.ts"
import { meydaFeatures } from "./meyda-features.ts"
import { toMono } from "./resample.ts"

/** Whose definitions the features follow. */
export const measuredProfiles = ["librosa", "meyda"] as const

/** How a track is measured. */
export interface Measurement {
  readonly profile: typeof measuredProfiles[number]
  /** Longest stretch measured, taken from the middle of the track. */
  readonly excerptSec: number
  /** A program that decodes what the packages here do not; decode.ts says what that is. */
  readonly ffmpeg?: string | undefined
}

const sampleRateHz = 22_050 // every definition in this folder is for this rate

/**
 * Features of the profile, the log-mel spectrogram as a square picture, its statistics, and what is wrong with the sound.
 * Failure: BadAudio for bytes that are no music; `name` is the file's name, which it quotes.
 */
export const measureTrack = async (bytes: Uint8Array, name: string, params: Measurement) => {
  const audio = await decodeAudio(bytes, name, params.ffmpeg)
  const length = Math.round(params.excerptSec * audio.sampleRateHz)
  const cut = { ...audio, channels: audio.channels.map((channel) => excerpt(channel, length)) }
  const samples = toMono(cut, sampleRateHz)
  const { logMel, vector } = librosaFeatures(samples)
  const features = params.profile === "librosa"
    ? { names: FEATURE_NAMES, values: vector }
    : await meydaFeatures(samples).then(({ names, vector: values }) => ({ names, values }))
  return { features, square: logMelSquare(logMel), statistics: melStatistics(logMel), sound: checkSound(audio) }
}
