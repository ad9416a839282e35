/** The Sobol sequence: points that fill a cube more evenly than random ones do. */
import { Random } from "../../math/random.ts"
import { joeKuo } from "./joe-kuo.ts"

const bits = 32

/** How many dimensions the sequence has direction numbers for. */
export const sobolDimensions = joeKuo.length + 1

/** v_1 … v_32 of a dimension, the binary point left of the highest bit. */
const directionsOf = (dimension: number): Uint32Array => {
  if (dimension === 0) return Uint32Array.from({ length: bits }, (_, i) => 2 ** (bits - 1 - i))
  const [polynomial, start] = joeKuo[dimension - 1]!
  const degree = start.length
  const m = start.slice()
  for (let i = degree; i < bits; i++) {
    let next = BigInt(m[i - degree]!) ^ (BigInt(m[i - degree]!) << BigInt(degree))
    for (let k = 1; k < degree; k++) {
      if ((polynomial >>> (degree - k)) & 1) next ^= BigInt(m[i - k]!) << BigInt(k)
    }
    m.push(Number(next))
  }
  return Uint32Array.from(m, (odd, i) => odd * 2 ** (bits - 1 - i))
}

/** Bit i of the result is the parity of row i of a random lower triangle with ones on its diagonal, and `word`. */
const mixed = (word: number, rows: Uint32Array): number => {
  let result = 0
  for (let i = 0; i < bits; i++) {
    let parity = word & rows[i]!
    for (let shift = 16; shift > 0; shift >>= 1) parity ^= parity >>> shift
    if (parity & 1) result |= 1 << (bits - 1 - i)
  }
  return result >>> 0
}

/** Row i, from the highest bit, depends on the bits above it at random and on its own always. */
const triangleOf = (random: Random): Uint32Array =>
  Uint32Array.from({ length: bits }, (_, i) => {
    const own = 2 ** (bits - 1 - i)
    const higher = i === 0 ? 0 : (random.word() & ~(2 ** (bits - i) - 1)) >>> 0
    return (higher | own) >>> 0
  })

/** Coordinates in [0, 1) of the n-th point. */
export type Sobol = (n: number) => Float64Array

/**
 * The sequence in `dimensions` ≤ `sobolDimensions`; with a seed, scrambled by a random linear matrix and a digital
 * shift, which keeps how evenly it fills the cube and makes its mean over seeds unbiased.
 *
 * Source: Sobol 1967 in the order of Antonov & Saleev 1979; direction numbers of Joe & Kuo 2008; scrambling of
 * Matoušek 1998, "On the L2-discrepancy for anchored boxes".
 */
export const sobol = (dimensions: number, seed?: number): Sobol => {
  if (dimensions > sobolDimensions) throw new RangeError(`a Sobol point has at most ${sobolDimensions} coordinates`)
  const random = seed === undefined ? undefined : new Random(seed).fork("sobol")
  const directions = Array.from({ length: dimensions }, (_, i) => {
    if (random === undefined) return directionsOf(i)
    const rows = triangleOf(random.fork(`matrix ${i}`))
    return directionsOf(i).map((word) => mixed(word, rows))
  })
  const shifts = directions.map((_, i) => random?.fork(`shift ${i}`).word() ?? 0)
  return (n) => {
    const gray = (n ^ (n >>> 1)) >>> 0
    return Float64Array.from(directions, (words, i) => {
      let at = shifts[i]!
      for (let bit = 0; gray >>> bit > 0 && bit < bits; bit++) if ((gray >>> bit) & 1) at ^= words[bit]!
      return (at >>> 0) / 2 ** bits
    })
  }
}
