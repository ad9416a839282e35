/** Sound from magnitudes alone: phases are looked for that some sound could have. Before: mel-to-stft.ts. */
import { RealFft } from "./fft.ts"
import { BINS, FRAME_SAMPLES, hann, HOP_SAMPLES } from "./profile.ts"

/** How long phases are looked for. `momentum` of 0 is the algorithm of Griffin & Lim 1984. */
export interface GriffinLimOptions {
  readonly iterations: number
  readonly momentum: number
  /** Where the search begins. Units: radians. Shapes: [frame · bin]. */
  readonly phases: Float64Array
}

/** A sound with half a frame of padding at both ends, and what the windows that overlap in each of its samples add up to. */
class Overlap {
  readonly padded: Float64Array
  readonly #weights: Float64Array
  readonly #window = hann(FRAME_SAMPLES)
  readonly #fft = new RealFft(FRAME_SAMPLES)
  readonly #samples = new Float64Array(FRAME_SAMPLES)

  constructor(frames: number) {
    const length = FRAME_SAMPLES + (frames - 1) * HOP_SAMPLES
    this.padded = new Float64Array(length)
    this.#weights = new Float64Array(length)
    for (let t = 0; t < frames; t++) {
      for (let i = 0; i < FRAME_SAMPLES; i++) this.#weights[t * HOP_SAMPLES + i]! += this.#window[i]! ** 2
    }
    const inner = length - FRAME_SAMPLES / 2
    this.#weights = this.#weights.map((sum, i) => i < FRAME_SAMPLES / 2 || i >= inner ? 0 : 1 / sum)
  }

  load(t: number, re: Float64Array, im: Float64Array): void {
    this.#fft.forward(this.padded, t * HOP_SAMPLES, this.#window, re, im)
  }

  add(t: number, re: Float64Array, im: Float64Array): void {
    const [padded, samples, window] = [this.padded, this.#samples, this.#window]
    this.#fft.inverse(re, im, samples)
    for (let i = 0, at = t * HOP_SAMPLES; i < FRAME_SAMPLES; i++, at++) padded[at]! += samples[i]! * window[i]!
  }

  /** Makes a sound of what was added: samples within, zeros in the padding. */
  settle(): void {
    const [padded, weights] = [this.padded, this.#weights]
    for (let i = 0; i < padded.length; i++) padded[i]! *= weights[i]!
  }
}

/**
 * A sound whose spectra have nearly these magnitudes; nothing is known of the phases they had.
 *
 * Shapes: `magnitudes` [frame · bin] of stft.ts → [(frame − 1) · hop]. Deterministic.
 * Source: Perraudin, Balazs & Søndergaard 2013, fast Griffin–Lim; librosa.griffinlim.
 *
 * @example
 * ```ts
 * import { griffinLim } from "partita/audio"
 * const magnitudes = new Float64Array(4 * 1025).fill(1)
 * const sound = griffinLim(magnitudes, { iterations: 8, momentum: 0.99, phases: new Float64Array(4 * 1025) })
 * sound.length // → 1536
 * ```
 */
export const griffinLim = (
  magnitudes: Float64Array,
  { iterations, momentum, phases }: GriffinLimOptions
): Float32Array => {
  const frames = magnitudes.length / BINS
  if (!Number.isInteger(frames) || frames < 2 || phases.length !== magnitudes.length) {
    throw new RangeError(
      `griffinLim: ${magnitudes.length} magnitudes and ${phases.length} phases are no two frames of ${BINS} bins.`
    )
  }
  const overlap = new Overlap(frames)
  const re = magnitudes.map((value, i) => value * Math.cos(phases[i]!))
  const im = magnitudes.map((value, i) => value * Math.sin(phases[i]!))
  const [lastRe, lastIm] = [new Float64Array(re.length), new Float64Array(re.length)]
  const [newRe, newIm] = [new Float64Array(BINS), new Float64Array(BINS)]
  const push = momentum / (1 + momentum)
  const resound = () => {
    overlap.padded.fill(0)
    for (let t = 0; t < frames; t++) {
      overlap.add(t, re.subarray(t * BINS, (t + 1) * BINS), im.subarray(t * BINS, (t + 1) * BINS))
    }
    overlap.settle()
  }
  for (let iteration = 0; iteration < iterations; iteration++) {
    resound()
    for (let t = 0; t < frames; t++) {
      overlap.load(t, newRe, newIm)
      for (let bin = 0, i = t * BINS; bin < BINS; bin++, i++) {
        const x = newRe[bin]! - push * lastRe[i]!
        const y = newIm[bin]! - push * lastIm[i]!
        const scale = magnitudes[i]! / (Math.sqrt(x * x + y * y) + Number.MIN_VALUE)
        re[i] = x * scale
        im[i] = y * scale
        lastRe[i] = newRe[bin]!
        lastIm[i] = newIm[bin]!
      }
    }
  }
  resound()
  const half = FRAME_SAMPLES / 2
  return Float32Array.from(overlap.padded.subarray(half, overlap.padded.length - half))
}
