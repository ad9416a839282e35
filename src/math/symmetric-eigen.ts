/** Eigenvalues and eigenvectors of a real symmetric matrix. */
import { type Matrix, zeros } from "./matrix.ts"

/**
 * Eigenvalues with their eigenvectors.
 * Shapes: `values` [i] in descending order; `vectors` [i, column], one unit eigenvector per row.
 */
export interface Eigen {
  readonly values: Float64Array
  readonly vectors: Matrix
}

/** A = Qᵀ·T·Q with T tridiagonal: its diagonal, the entries beside it, and Q, which becomes the eigenvectors. */
interface Tridiagonal {
  readonly diagonal: Float64Array
  readonly beside: Float64Array
  readonly basis: Float64Array
}

const maxSweeps = 60

/** Householder reflections, one per column. The vectors stay in the columns of `a` they have emptied. */
const tridiagonalize = (m: Matrix): Tridiagonal => {
  const n = m.rows
  const a = m.data.slice()
  const diagonal = new Float64Array(n)
  const beside = new Float64Array(n)
  const betas = new Float64Array(n)
  const v = new Float64Array(n)
  const w = new Float64Array(n)
  for (let k = 0; k < n - 1; k++) {
    let norm = 0
    for (let i = k + 1; i < n; i++) norm += a[i * n + k]! ** 2
    norm = Math.sqrt(norm)
    const first = a[(k + 1) * n + k]!
    const alpha = first > 0 ? -norm : norm
    beside[k] = alpha
    if (norm === 0 || k === n - 2) {
      beside[k] = k === n - 2 ? first : 0
      continue
    }
    for (let i = k + 1; i < n; i++) v[i] = a[i * n + k]!
    v[k + 1] = first - alpha
    const beta = 1 / (norm * (norm + Math.abs(first))) // 2 / vᵀv
    betas[k] = beta
    reflectBothSides(a, n, k, v, w, beta)
    for (let i = k + 1; i < n; i++) a[i * n + k] = v[i]!
  }
  for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i]!
  return { diagonal, beside, basis: transposedReflections(a, n, betas) }
}

/** The trailing block of `a` becomes H·a·H for H = I − beta·v·vᵀ. */
const reflectBothSides = (
  a: Float64Array,
  n: number,
  k: number,
  v: Float64Array,
  w: Float64Array,
  beta: number
): void => {
  let half = 0
  for (let i = k + 1; i < n; i++) {
    let sum = 0
    for (let j = k + 1; j < n; j++) sum += a[i * n + j]! * v[j]!
    w[i] = beta * sum
    half += w[i]! * v[i]!
  }
  half *= beta / 2
  for (let i = k + 1; i < n; i++) w[i]! -= half * v[i]!
  for (let i = k + 1; i < n; i++) {
    const vi = v[i]!
    const wi = w[i]!
    for (let j = k + 1; j < n; j++) a[i * n + j]! -= vi * w[j]! + wi * v[j]!
  }
}

/** The transpose of the product of all reflections. */
const transposedReflections = (a: Float64Array, n: number, betas: Float64Array): Float64Array => {
  const q = new Float64Array(n * n)
  for (let i = 0; i < n; i++) q[i * n + i] = 1
  const projection = new Float64Array(n)
  for (let k = n - 3; k >= 0; k--) {
    if (betas[k] === 0) continue
    projection.fill(0)
    for (let i = k + 1; i < n; i++) {
      const vi = a[i * n + k]!
      for (let j = k + 1; j < n; j++) projection[j]! += vi * q[i * n + j]!
    }
    for (let i = k + 1; i < n; i++) {
      const scaled = betas[k]! * a[i * n + k]!
      for (let j = k + 1; j < n; j++) q[i * n + j]! -= scaled * projection[j]!
    }
  }
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[j * n + i] = q[i * n + j]!
  return out
}

/** One implicit QL sweep over the unreduced block [low, high]; rotates the rows of `basis` along. */
const sweepQl = ({ basis, beside, diagonal }: Tridiagonal, low: number, high: number): void => {
  const n = diagonal.length
  const shift = (diagonal[low + 1]! - diagonal[low]!) / (2 * beside[low]!)
  const root = Math.sqrt(shift * shift + 1)
  let g = diagonal[high]! - diagonal[low]! + beside[low]! / (shift + (shift < 0 ? -root : root))
  let sine = 1
  let cosine = 1
  let p = 0
  for (let i = high - 1; i >= low; i--) {
    const f = sine * beside[i]!
    const b = cosine * beside[i]!
    const r = Math.sqrt(f * f + g * g)
    beside[i + 1] = r
    if (r === 0) {
      diagonal[i + 1]! -= p
      beside[high] = 0
      return
    }
    sine = f / r
    cosine = g / r
    g = diagonal[i + 1]! - p
    const t = (diagonal[i]! - g) * sine + 2 * cosine * b
    p = sine * t
    diagonal[i + 1] = g + p
    g = cosine * t - b
    for (let k = i * n; k < (i + 1) * n; k++) {
      const upper = basis[k]!
      const lower = basis[k + n]!
      basis[k + n] = sine * upper + cosine * lower
      basis[k] = cosine * upper - sine * lower
    }
  }
  diagonal[low]! -= p
  beside[low] = g
  beside[high] = 0
}

/**
 * Householder reduction to tridiagonal form, then implicit QL; absolute accuracy about n·ε·‖m‖.
 *
 * Shapes: `m` [n, n] symmetric. Throws a RangeError on entries that are not finite.
 * Source: Golub & Van Loan 2013, Matrix Computations, §8.3.
 *
 * @example
 * ```ts
 * import { matrix, symmetricEigen } from "partita/math"
 * symmetricEigen(matrix([[2, 1], [1, 2]])).values // → [3, 1]
 * ```
 */
export const symmetricEigen = (m: Matrix): Eigen => {
  const n = m.rows
  const form = tridiagonalize(m)
  const { basis, beside, diagonal } = form
  let size = 0
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(diagonal[i]!) + Math.abs(beside[i]!))
  for (let low = 0; low < n; low++) {
    for (let sweep = 0;; sweep++) {
      let high = low
      while (high < n - 1 && !(Math.abs(beside[high]!) <= Number.EPSILON * size)) high++
      if (high === low) break
      if (sweep === maxSweeps) {
        throw new RangeError(`${n} × ${n} matrix has entries that are not finite; check its data`)
      }
      sweepQl(form, low, high)
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => diagonal[j]! - diagonal[i]!)
  const vectors = zeros(n, n)
  order.forEach((from, to) => vectors.data.set(basis.subarray(from * n, (from + 1) * n), to * n))
  return { values: Float64Array.from(order, (i) => diagonal[i]!), vectors }
}
