/** The one short-time Fourier transform every feature of a clip reads. Next: librosa-features.ts. */
import { RealFft } from "./fft.ts"
import { BINS, FRAME_SAMPLES, frameCount, hann, HOP_SAMPLES } from "./profile.ts"

/**
 * Spectra of a clip, one frame at a time: `load(t)` fills `re`, `im`, `power` and `magnitude` in place.
 *
 * Shapes: each of the four is [bin]; `padded` is the clip with half a frame of zeros at both ends, so frame `t` covers
 * `padded[t · hop … t · hop + frame)`. The arrays are reused: copy what must outlive the next `load`.
 * Source: librosa.stft, centred, zero padding, periodic Hann window.
 *
 * @example
 * ```ts
 * import { Stft } from "partita/audio"
 * import { synthesizeClip } from "partita/corpus"
 * const stft = new Stft(synthesizeClip("ambient", 7, 1).samples)
 * stft.load(3)
 * stft.power.length // → 1025
 * ```
 */
export class Stft {
  readonly frames: number
  readonly padded: Float32Array
  readonly re = new Float64Array(BINS)
  readonly im = new Float64Array(BINS)
  readonly power = new Float64Array(BINS)
  readonly magnitude = new Float64Array(BINS)
  readonly #fft = new RealFft(FRAME_SAMPLES)
  readonly #window = hann(FRAME_SAMPLES)

  constructor(samples: Float32Array) {
    this.frames = frameCount(samples.length)
    this.padded = new Float32Array(samples.length + FRAME_SAMPLES)
    this.padded.set(samples, FRAME_SAMPLES / 2)
  }

  /** Computes the spectrum of frame `t`. */
  load(t: number): void {
    const { re, im, power, magnitude } = this
    this.#fft.forward(this.padded, t * HOP_SAMPLES, this.#window, re, im)
    for (let bin = 0; bin < BINS; bin++) {
      const square = re[bin]! * re[bin]! + im[bin]! * im[bin]!
      power[bin] = square
      magnitude[bin] = Math.sqrt(square)
    }
  }
}
