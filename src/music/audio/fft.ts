/** The real Fourier transform under every spectrum of the project. Next: stft.ts, hpss.ts, tempo.ts. */

/**
 * Real FFT of a power-of-two size ≥ 8, through one complex transform of half the size in float64.
 *
 * Shapes: `size` samples ↔ `size / 2 + 1` bins, split into real and imaginary parts. Unnormalised forward; `inverse`
 * divides by `size`. One instance owns scratch memory, so it serves one caller at a time.
 * Failure: RangeError for any other size.
 * Source: Stockham autosort radix-4, Van Loan 1992 §1.7; real packing, Press et al. 2007 §12.3.
 *
 * @example
 * ```ts
 * import { RealFft } from "partita/audio"
 * const fft = new RealFft(8)
 * const re = new Float64Array(5)
 * const im = new Float64Array(5)
 * fft.forward(Float64Array.of(1, -1, 1, -1, 1, -1, 1, -1), 0, new Float64Array(8).fill(1), re, im)
 * re // → [0, 0, 0, 0, 8]
 * ```
 */
export class RealFft {
  readonly size: number
  readonly bins: number
  readonly #half: number
  #fromRe: Float64Array
  #fromIm: Float64Array
  #toRe: Float64Array
  #toIm: Float64Array
  readonly #stages: ReadonlyArray<Float64Array> // per stage: cos, −sin of 1, 2, 3 times the angle
  readonly #unpackCos: Float64Array
  readonly #unpackSin: Float64Array

  constructor(size: number) {
    if (size < 8 || (size & (size - 1)) !== 0) {
      throw new RangeError(`RealFft: size ${size} is not a power of two of at least 8. Pad the signal to one.`)
    }
    const half = size / 2
    this.size = size
    this.bins = half + 1
    this.#half = half
    this.#fromRe = new Float64Array(half)
    this.#fromIm = new Float64Array(half)
    this.#toRe = new Float64Array(half)
    this.#toIm = new Float64Array(half)
    const stages: Array<Float64Array> = []
    for (let n = half; n >= 4; n /= 4) stages.push(twiddles(n))
    this.#stages = stages
    this.#unpackCos = Float64Array.from({ length: half + 1 }, (_, k) => Math.cos((2 * Math.PI * k) / size))
    this.#unpackSin = Float64Array.from({ length: half + 1 }, (_, k) => Math.sin((2 * Math.PI * k) / size))
  }

  /** Transforms `samples[offset … offset + size) · window` into bins 0 … size/2 of `re` and `im`. */
  forward(
    samples: Float32Array | Float64Array,
    offset: number,
    window: Float64Array,
    re: Float64Array,
    im: Float64Array
  ) {
    const a = this.#fromRe
    const b = this.#fromIm
    for (let i = 0, j = 0; i < this.#half; i++, j += 2) {
      a[i] = samples[offset + j]! * window[j]!
      b[i] = samples[offset + j + 1]! * window[j + 1]!
    }
    this.#transform()
    this.#unpack(re, im)
  }

  /** The `size` real samples whose spectrum is `re + i·im`; the imaginary parts of the outermost bins are ignored. */
  inverse(re: Float64Array, im: Float64Array, samples: Float64Array) {
    const half = this.#half
    const a = this.#fromRe
    const b = this.#fromIm
    for (let k = 0; k < half; k++) {
      const m = half - k
      const mIm = m === half ? 0 : im[m]!
      const kIm = k === 0 ? 0 : im[k]!
      const evenRe = re[k]! + re[m]!
      const evenIm = kIm - mIm
      const diffRe = re[k]! - re[m]!
      const diffIm = kIm + mIm
      const cos = this.#unpackCos[k]!
      const sin = this.#unpackSin[k]!
      const oddRe = diffRe * cos - diffIm * sin
      const oddIm = diffRe * sin + diffIm * cos
      a[k] = evenRe - oddIm
      b[k] = -(evenIm + oddRe) // conjugated: the inverse is a forward transform between two conjugations
    }
    this.#transform()
    const scale = 1 / this.size
    for (let i = 0, j = 0; i < half; i++, j += 2) {
      samples[j] = this.#fromRe[i]! * scale
      samples[j + 1] = -this.#fromIm[i]! * scale
    }
  }

  #transform() {
    let n = this.#half
    let stride = 1
    for (const twiddle of this.#stages) {
      if (stride === 1) radix4First(n >> 2, twiddle, this.#fromRe, this.#fromIm, this.#toRe, this.#toIm)
      else radix4(n >> 2, stride, twiddle, this.#fromRe, this.#fromIm, this.#toRe, this.#toIm)
      this.#swap()
      n >>= 2
      stride <<= 2
    }
    if (n === 2) {
      radix2Last(stride, this.#fromRe, this.#fromIm, this.#toRe, this.#toIm)
      this.#swap()
    }
  }

  #swap() {
    const re = this.#fromRe
    const im = this.#fromIm
    this.#fromRe = this.#toRe
    this.#fromIm = this.#toIm
    this.#toRe = re
    this.#toIm = im
  }

  #unpack(re: Float64Array, im: Float64Array) {
    const half = this.#half
    const a = this.#fromRe
    const b = this.#fromIm
    re[0] = a[0]! + b[0]!
    im[0] = 0
    re[half] = a[0]! - b[0]!
    im[half] = 0
    for (let k = 1, m = half - 1; k <= m; k++, m--) {
      const evenRe = (a[k]! + a[m]!) * 0.5
      const evenIm = (b[k]! - b[m]!) * 0.5
      const oddRe = (b[k]! + b[m]!) * 0.5
      const oddIm = (a[m]! - a[k]!) * 0.5
      const cos = this.#unpackCos[k]!
      const sin = this.#unpackSin[k]!
      const turnedRe = oddRe * cos + oddIm * sin
      const turnedIm = oddIm * cos - oddRe * sin
      re[k] = evenRe + turnedRe
      im[k] = evenIm + turnedIm
      re[m] = evenRe - turnedRe
      im[m] = turnedIm - evenIm
    }
  }
}

const twiddles = (n: number): Float64Array => {
  const quarter = n / 4
  const out = new Float64Array(quarter * 6)
  for (let p = 0; p < quarter; p++) {
    for (let times = 1; times <= 3; times++) {
      out[p * 6 + times * 2 - 2] = Math.cos((2 * Math.PI * p * times) / n)
      out[p * 6 + times * 2 - 1] = -Math.sin((2 * Math.PI * p * times) / n)
    }
  }
  return out
}

type Part = Float64Array

const radix4First = (quarter: number, w: Part, xr: Part, xi: Part, yr: Part, yi: Part) => {
  for (let p = 0, t = 0, o = 0; p < quarter; p++, t += 6, o += 4) {
    const q1 = p + quarter
    const q2 = q1 + quarter
    const q3 = q2 + quarter
    const sumR = xr[p]! + xr[q2]!
    const sumI = xi[p]! + xi[q2]!
    const difR = xr[p]! - xr[q2]!
    const difI = xi[p]! - xi[q2]!
    const oddR = xr[q1]! + xr[q3]!
    const oddI = xi[q1]! + xi[q3]!
    const turnR = xi[q1]! - xi[q3]! // −i (b − d)
    const turnI = xr[q3]! - xr[q1]!
    const aR = difR + turnR
    const aI = difI + turnI
    const bR = sumR - oddR
    const bI = sumI - oddI
    const cR = difR - turnR
    const cI = difI - turnI
    yr[o] = sumR + oddR
    yi[o] = sumI + oddI
    yr[o + 1] = aR * w[t]! - aI * w[t + 1]!
    yi[o + 1] = aR * w[t + 1]! + aI * w[t]!
    yr[o + 2] = bR * w[t + 2]! - bI * w[t + 3]!
    yi[o + 2] = bR * w[t + 3]! + bI * w[t + 2]!
    yr[o + 3] = cR * w[t + 4]! - cI * w[t + 5]!
    yi[o + 3] = cR * w[t + 5]! + cI * w[t + 4]!
  }
}

const radix4 = (quarter: number, stride: number, w: Part, xr: Part, xi: Part, yr: Part, yi: Part) => {
  const jump = quarter * stride
  for (let p = 0, t = 0; p < quarter; p++, t += 6) {
    const w1r = w[t]!
    const w1i = w[t + 1]!
    const w2r = w[t + 2]!
    const w2i = w[t + 3]!
    const w3r = w[t + 4]!
    const w3i = w[t + 5]!
    const end = stride * (p + 1)
    for (let i = stride * p, o = stride * 4 * p; i < end; i++, o++) {
      const i1 = i + jump
      const i2 = i1 + jump
      const i3 = i2 + jump
      const sumR = xr[i]! + xr[i2]!
      const sumI = xi[i]! + xi[i2]!
      const difR = xr[i]! - xr[i2]!
      const difI = xi[i]! - xi[i2]!
      const oddR = xr[i1]! + xr[i3]!
      const oddI = xi[i1]! + xi[i3]!
      const turnR = xi[i1]! - xi[i3]!
      const turnI = xr[i3]! - xr[i1]!
      const aR = difR + turnR
      const aI = difI + turnI
      const bR = sumR - oddR
      const bI = sumI - oddI
      const cR = difR - turnR
      const cI = difI - turnI
      const o1 = o + stride
      const o2 = o1 + stride
      const o3 = o2 + stride
      yr[o] = sumR + oddR
      yi[o] = sumI + oddI
      yr[o1] = aR * w1r - aI * w1i
      yi[o1] = aR * w1i + aI * w1r
      yr[o2] = bR * w2r - bI * w2i
      yi[o2] = bR * w2i + bI * w2r
      yr[o3] = cR * w3r - cI * w3i
      yi[o3] = cR * w3i + cI * w3r
    }
  }
}

const radix2Last = (stride: number, xr: Part, xi: Part, yr: Part, yi: Part) => {
  for (let i = 0; i < stride; i++) {
    const j = i + stride
    yr[i] = xr[i]! + xr[j]!
    yi[i] = xi[i]! + xi[j]!
    yr[j] = xr[i]! - xr[j]!
    yi[j] = xi[i]! - xi[j]!
  }
}
