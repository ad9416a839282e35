/** Eigenvalues and eigenvectors of a real symmetric matrix. */
import { type Matrix, zeros } from "./matrix.ts"

/** Shapes: `values` [i] in descending order; `vectors` [i, column], one unit eigenvector per row. */
export interface Eigen {
  readonly values: Float64Array
  readonly vectors: Matrix
}

const maxSweeps = 60

/**
 * Cyclic Jacobi rotations: slow beside tridiagonal methods for n > 500, but accurate to the last digits.
 *
 * Shapes: `m` [n, n] symmetric. Source: Golub & Van Loan 2013, Matrix Computations, §8.5.
 */
export const symmetricEigen = (m: Matrix): Eigen => {
  const n = m.rows
  const a = m.data.slice()
  const v = zeros(n, n).data
  for (let i = 0; i < n; i++) v[i * n + i] = 1
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let off = 0
    let diagonal = 0
    for (let p = 0; p < n; p++) {
      diagonal += a[p * n + p]! ** 2
      for (let q = p + 1; q < n; q++) off += a[p * n + q]! ** 2
    }
    if (off <= Number.EPSILON ** 2 * diagonal) break
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q)
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j]! - a[i * n + i]!)
  const vectors = zeros(n, n)
  order.forEach((from, to) => vectors.data.set(v.subarray(from * n, (from + 1) * n), to * n))
  return { values: Float64Array.from(order, (i) => a[i * n + i]!), vectors }
}

/** One rotation that zeroes a[p, q]; rows of `v` collect the eigenvectors. */
const rotate = (a: Float64Array, v: Float64Array, n: number, p: number, q: number): void => {
  const apq = a[p * n + q]!
  if (apq === 0) return
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < n; k++) {
    const akp = a[k * n + p]!
    const akq = a[k * n + q]!
    a[k * n + p] = c * akp - s * akq
    a[k * n + q] = s * akp + c * akq
  }
  for (let k = 0; k < n; k++) {
    const apk = a[p * n + k]!
    const aqk = a[q * n + k]!
    a[p * n + k] = c * apk - s * aqk
    a[q * n + k] = s * apk + c * aqk
    const vpk = v[p * n + k]!
    const vqk = v[q * n + k]!
    v[p * n + k] = c * vpk - s * vqk
    v[q * n + k] = s * vpk + c * vqk
  }
}
