/** One track, decoded, resampled and measured: what is done to a library and to new tracks alike. */
import { peakOf, SILENCE_PEAK } from "./assert-clip.ts"
import type { Audio } from "./audio.ts"
import { BadAudio } from "./bad-audio.ts"
import type { Cut } from "./cut.ts"
import { hear } from "./decode.ts"
import { FEATURE_NAMES } from "./feature-names.ts"
import { librosaFeatures } from "./librosa-features.ts"
import { logMelSquare } from "./log-mel-square.ts"
import { melStatistics } from "./mel-statistics.ts"
import { meydaFeatures } from "./meyda-features.ts"
import { resample, toMono } from "./resample.ts"
import type { SoundFile } from "./sound-file.ts"

/** Whose definitions the features follow. */
export const measuredProfiles = ["librosa", "meyda"] as const

/** How a track is measured. */
export interface Measurement {
  readonly profile: typeof measuredProfiles[number]
  /** Longest stretch measured, taken from the middle of the track, or from where it sounds if that is silent. */
  readonly excerptSec: number
  /** The stretch of the file that is the track; without it all of it is. */
  readonly cut?: Cut | null
  /** A program that decodes what the packages here do not; decode.ts says what that is. */
  readonly ffmpeg?: string | undefined
}

const sampleRateHz = 22_050 // every definition in this folder is for this rate

const cancelled = 1e-6 // −60 dB of the channels' energy: what is left of a mix is the rounding of two that cancel

/** Mean energy of what sounds: a constant that both channels are shifted by is left in a mix of two that cancel. */
const energyOf = (samples: Float32Array): number => {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length
  return samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / samples.length
}

/** Whether nothing moves, however far from zero it stands still. */
const isConstant = (samples: Float32Array): boolean => {
  const [first = 0] = samples
  return samples.every((value) => Math.abs(value - first) < SILENCE_PEAK)
}

/** The stretch as one channel. Throws BadAudio where it is silent, and where its channels cancel each other. */
const monoOf = (audio: Audio, name: string): Float32Array => {
  const { channels } = audio
  if (peakOf(channels) < SILENCE_PEAK) throw new BadAudio("silent", name, "in the middle, which is what is measured")
  if (channels.every(isConstant)) throw new BadAudio("silent", name, "one value, that of its offset")
  const mono = toMono(audio, audio.sampleRateHz)
  const mean = channels.reduce((sum, channel) => sum + energyOf(channel), 0) / channels.length
  if (channels.length > 1 && energyOf(mono) < cancelled * mean) throw new BadAudio("cancels", name)
  return resample(mono, audio.sampleRateHz, sampleRateHz)
}

/**
 * Features of the profile, the log-mel spectrogram as a square picture, its statistics, and what is wrong with the sound.
 * Failure: BadAudio for a file that is no music, and where a number would not be finite; `name` is the file's name, which
 * it quotes.
 */
export const measureTrack = async (file: SoundFile, name: string, params: Measurement) => {
  const { audio, sound } = await hear(file, name, {
    excerptSec: params.excerptSec,
    ffmpeg: params.ffmpeg,
    cut: params.cut ?? null
  })
  const samples = monoOf(audio, name)
  const { logMel, vector } = librosaFeatures(samples)
  const features = params.profile === "librosa"
    ? { names: FEATURE_NAMES, values: vector }
    : await meydaFeatures(samples).then(({ names, vector: values }) => ({ names, values }))
  const measured = { features, square: logMelSquare(logMel), statistics: melStatistics(logMel), sound }
  if (![features.values, measured.square.data, measured.statistics].every(areFinite)) {
    throw new BadAudio("no-features", name)
  }
  return measured
}

const areFinite = (values: Iterable<number>): boolean => {
  for (const value of values) if (!Number.isFinite(value)) return false
  return true
}
