/** Squared Euclidean distance between rows of flat arrays. */

/** Σ (x[i + k] − y[j + k])² for k < d; four partial sums keep the processor busy and the rounding small. */
export const squaredDistance = (x: Float64Array, i: number, y: Float64Array, j: number, d: number): number => {
  let a = 0
  let b = 0
  let c = 0
  let e = 0
  let k = 0
  for (const end = d - 3; k < end; k += 4) {
    const p = x[i + k]! - y[j + k]!
    const q = x[i + k + 1]! - y[j + k + 1]!
    const r = x[i + k + 2]! - y[j + k + 2]!
    const s = x[i + k + 3]! - y[j + k + 3]!
    a += p * p
    b += q * q
    c += r * r
    e += s * s
  }
  for (; k < d; k++) {
    const p = x[i + k]! - y[j + k]!
    a += p * p
  }
  return a + b + (c + e)
}
