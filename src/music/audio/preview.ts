/** A few seconds of a track, small enough to travel inside a page. */
import type { Cut } from "./cut.ts"
import { hear } from "./decode.ts"
import { encodeOpus, opusRateHz } from "./encode-opus.ts"
import { toMono } from "./resample.ts"
import type { SoundFile } from "./sound-file.ts"

/** How much of a track, and how well. Units: `kbps` in thousands of bits a second. */
export interface PreviewOptions {
  readonly seconds: number
  readonly kbps: number
  /** The stretch of the file that is the track; without it all of it is. */
  readonly cut?: Cut | null
  /** A program that decodes what the packages here do not; decode.ts says what that is. */
  readonly ffmpeg?: string | undefined
}

const fadeSec = 0.05

/** Neither a click at the beginning nor at the end. */
const faded = (samples: Float32Array): Float32Array => {
  const length = Math.min(samples.length / 2, fadeSec * opusRateHz)
  return samples.map((sample, i) => sample * Math.min(1, i / length, (samples.length - 1 - i) / length))
}

/**
 * The middle of a track as an Ogg Opus file of one channel. Failure: BadAudio for a file that is no music; `name` is the
 * file's name, which it quotes.
 */
export const previewOf = async (
  file: SoundFile,
  name: string,
  { cut = null, ffmpeg, kbps, seconds }: PreviewOptions
) => {
  const { audio } = await hear(file, name, { excerptSec: seconds, ffmpeg, cut })
  return encodeOpus(faded(toMono(audio, opusRateHz)), kbps)
}
