/**
 * Counter-based random numbers: the n-th draw depends on the seed and n alone, so any stream can be forked, split over
 * threads or resumed without replaying it.
 *
 * Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3" (Philox4x32-10).
 */

const M0 = 0xD2511F53
const M1 = 0xCD9E8D57
const W0 = 0x9E3779B9 // golden ratio
const W1 = 0xBB67AE85 // sqrt(3) - 1

/** High 32 bits of the 64-bit product of two unsigned 32-bit integers. */
const mulHigh = (a: number, b: number): number => {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const mid = aHigh * bLow + ((aLow * bLow) >>> 16)
  const carry = aLow * bHigh + (mid & 0xffff)
  return (aHigh * bHigh + Math.floor(mid / 0x10000) + Math.floor(carry / 0x10000)) >>> 0
}

/** One Philox4x32-10 block: four 32-bit words from a 128-bit counter and a 64-bit key, written into `out`. */
export const philox = (counter: Uint32Array, key: Uint32Array, out: Uint32Array): void => {
  let [c0, c1, c2, c3] = counter as unknown as [number, number, number, number]
  let [k0, k1] = key as unknown as [number, number]
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(M0, c0)
    const low0 = Math.imul(M0, c0) >>> 0
    const high1 = mulHigh(M1, c2)
    const low1 = Math.imul(M1, c2) >>> 0
    c0 = (high1 ^ c1 ^ k0) >>> 0
    c1 = low1
    c2 = (high0 ^ c3 ^ k1) >>> 0
    c3 = low0
    k0 = (k0 + W0) >>> 0
    k1 = (k1 + W1) >>> 0
  }
  out[0] = c0
  out[1] = c1
  out[2] = c2
  out[3] = c3
}

/** 64-bit FNV-1a style mix of a label into two words; only spreads names over streams, it is no hash for content. */
const mixLabel = (label: string, k0: number, k1: number): [number, number] => {
  let a = k0
  let b = k1
  for (let i = 0; i < label.length; i++) {
    const code = label.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193) >>> 0
    b = Math.imul(b ^ (code + i), 0x85EBCA6B) >>> 0
    b = (b ^ (b >>> 13) ^ a) >>> 0
  }
  return [a, b]
}

/**
 * A seeded stream of draws. Its state is its seed and `position`, nothing else.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * const random = new Random(7)
 * random.uniform() // → 0.955
 * random.int(10) // → 4
 * random.fork("noise").permutation(4) // → [3, 1, 2, 0]
 * ```
 */
export class Random {
  private readonly key: Uint32Array
  private readonly counter = new Uint32Array(4)
  private readonly block = new Uint32Array(4)
  private used = 4

  /** `seed`: an integer below 2^53, or two 32-bit words. */
  constructor(seed: number | readonly [number, number]) {
    this.key = typeof seed === "number"
      ? Uint32Array.of(seed >>> 0, Math.floor(seed / 0x1_0000_0000) >>> 0)
      : Uint32Array.from(seed)
  }

  /** An independent stream named by `label`; the parent's position does not matter. */
  fork(label: string | number): Random {
    return new Random(mixLabel(String(label), this.key[0]! ^ 0x811C9DC5, this.key[1]! ^ 0xC2B2AE35))
  }

  /** Number of 32-bit words drawn so far. */
  get position(): number {
    return (this.counter[0]! + this.counter[1]! * 0x1_0000_0000) * 4 - (4 - this.used)
  }

  /** Jumps to an absolute position, such as one read back from a checkpoint. */
  seek(position: number): void {
    const block = Math.floor(position / 4)
    this.counter[0] = block >>> 0
    this.counter[1] = Math.floor(block / 0x1_0000_0000) >>> 0
    this.used = 4
    for (let i = block * 4; i < position; i++) this.word()
  }

  /** An unsigned 32-bit integer. */
  word(): number {
    if (this.used === 4) {
      philox(this.counter, this.key, this.block)
      this.counter[0] = (this.counter[0]! + 1) >>> 0
      if (this.counter[0] === 0) this.counter[1] = (this.counter[1]! + 1) >>> 0
      this.used = 0
    }
    return this.block[this.used++]!
  }

  /** Uniform in [0, 1), 53 bits. */
  uniform(): number {
    const high = this.word() >>> 5
    const low = this.word() >>> 6
    return (high * 0x400_0000 + low) / 0x20_0000_0000_0000
  }

  /** A uniform integer in [0, n); rejection keeps it unbiased. */
  int(n: number): number {
    const limit = Math.floor(0x1_0000_0000 / n) * n
    let draw = this.word()
    while (draw >= limit) draw = this.word()
    return draw % n
  }

  /** Standard normal (Box & Muller 1958, cosine branch only, so every draw uses the same number of words). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    return radius * Math.cos(2 * Math.PI * this.uniform())
  }

  /** A random permutation of 0 … n-1 (Fisher–Yates, Durstenfeld 1964). */
  permutation(n: number): Int32Array {
    const order = Int32Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = this.int(i + 1)
      const swap = order[i]!
      order[i] = order[j]!
      order[j] = swap
    }
    return order
  }
}
