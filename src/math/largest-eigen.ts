/**
 * A few eigenvectors of a large sparse symmetric matrix: subspace iteration with a filter, of the matrix itself or, where
 * its leading eigenvalues lie close together and its factor is sparse, of its shifted inverse.
 * Source: Zhou, Saad, Tiago & Chelikowsky 2006, Self-consistent-field calculations using Chebyshev-filtered subspace
 * iteration; Saad 2011, Numerical methods for large eigenvalue problems, §4.1 (shift and invert).
 */
import { multiply, transpose } from "./matrix-product.ts"
import { type Matrix, zeros } from "./matrix.ts"
import { orthonormalColumns } from "./orthonormal-columns.ts"
import type { Random } from "./random.ts"
import { choleskySolver, factorShifted } from "./sparse-cholesky.ts"
import { multiplySparse, type SparseMatrix, sparseProduct, toDense } from "./sparse-matrix.ts"
import { type Eigen, symmetricEigen } from "./symmetric-eigen.ts"

/** `tolerance` bounds the length of m·v − λ·v for each unit eigenvector v. */
export interface LargestEigenOptions {
  readonly count: number
  readonly tolerance: number
  readonly random: Random
}

const densest = 200 // rows up to which all eigenvectors are as quick to find
const mostRounds = 300
const mostGain = 1e5 // a filter stronger than that makes the columns too dependent to orthonormalise
const mostDegree = 200
const longDegree = 20 // from which on solving by a sparse factor is worth a try
const mostFill = 100 // entries of the factor per row
const leastShift = 1e-6

/** A matrix with the wanted eigenvectors on top: eigenvalues in [least, most], and the one where that of `m` is λ. */
interface Operator {
  /** Made ready for so many columns; to be used before any other product. */
  readonly ready: (cols: number) => (y: Matrix) => Matrix
  readonly least: number
  readonly most: number
  readonly at: (lambda: number) => number
}

const itself = (m: SparseMatrix): Operator => ({
  ready: (cols) => sparseProduct(m, cols),
  least: -1,
  most: 1,
  at: (lambda) => Math.min(lambda, 1 - 1e-6)
})

/** (1 + shift − m)⁻¹, whose leading eigenvalues lie apart; undefined where its factor is not sparse. */
const inverse = (m: SparseMatrix, shift: number): Operator | undefined => {
  const factor = factorShifted(m, 1 + shift, mostFill * m.rows)
  return factor && {
    ready: (cols) => choleskySolver(factor, cols),
    least: 0,
    most: 1 / shift,
    at: (lambda) => 1 / (1 + shift - lambda)
  }
}

/** Degree of the Chebyshev polynomial that is small below `cut` and no larger than `mostGain` above. */
const degreeOf = ({ least, most }: Operator, cut: number): number => {
  const above = (2 * most - cut - least) / (cut - least)
  return Math.min(mostDegree, Math.max(2, Math.floor(Math.acosh(mostGain) / Math.acosh(above))))
}

/** Y ↦ T(A)·Y with that polynomial T. */
const filter = (operator: Operator, y: Matrix, cut: number): Matrix => {
  const center = (cut + operator.least) / 2
  const radius = (cut - operator.least) / 2
  const degree = degreeOf(operator, cut)
  const apply = operator.ready(y.cols)
  let before = zeros(y.rows, y.cols)
  let now = y
  for (let step = 0; step < degree; step++) {
    const next = apply(now)
    const scale = (step === 0 ? 1 : 2) / radius
    for (let at = 0; at < next.data.length; at++) {
      next.data[at] = (next.data[at]! - center * now.data[at]!) * scale - before.data[at]!
    }
    before = now
    now = next
  }
  return now
}

/** The best eigenvectors within the span of the orthonormal columns `q`, and the worst residual of the first `count`. */
const rayleighRitz = (m: SparseMatrix, q: Matrix, count: number) => {
  const image = multiplySparse(m, q)
  const projected = multiply(transpose(q), image)
  for (let i = 0; i < projected.rows; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [i * projected.cols + j, j * projected.cols + i]
      projected.data[a] = projected.data[b] = (projected.data[a]! + projected.data[b]!) / 2
    }
  }
  const { values, vectors: rotation } = symmetricEigen(projected)
  const vectors = multiply(q, transpose(rotation))
  const images = multiply(image, transpose(rotation))
  const squares = new Float64Array(count)
  for (let i = 0; i < vectors.rows; i++) {
    for (let c = 0; c < count; c++) {
      const at = i * vectors.cols + c
      squares[c]! += (images.data[at]! - values[c]! * vectors.data[at]!) ** 2
    }
  }
  return { values, vectors, residual: Math.sqrt(Math.max(...squares)) }
}

/** The first `count` columns as rows, each with its largest entry positive, so that no rounding decides the sign. */
const leading = (values: Float64Array, columns: Matrix, count: number): Eigen => {
  const vectors = zeros(count, columns.rows)
  for (let c = 0; c < count; c++) {
    let largest = 0
    for (let i = 0; i < columns.rows; i++) {
      const value = columns.data[i * columns.cols + c]!
      vectors.data[c * columns.rows + i] = value
      if (Math.abs(value) > Math.abs(largest)) largest = value
    }
    if (largest < 0) { for (let at = c * columns.rows; at < (c + 1) * columns.rows; at++) vectors.data[at]! *= -1 }
  }
  return { values: values.slice(0, count), vectors }
}

/**
 * The `count` largest eigenvalues of a symmetric matrix whose eigenvalues lie in [−1, 1], and their eigenvectors. Those
 * that are equal or nearly so are found together. Gaps below 1e-5 may leave residuals above `tolerance` where no factor is
 * sparse.
 *
 * Shapes: `m` [n, n]; `vectors` [count, n]. Throws a RangeError unless count is 1 … n.
 *
 * @example
 * ```ts
 * import { largestEigen, Random } from "partita/math"
 * const diagonal = {
 *   rows: 2,
 *   cols: 2,
 *   starts: Int32Array.of(0, 1, 2),
 *   columns: Int32Array.of(0, 1),
 *   values: Float64Array.of(0.9, 0.1)
 * }
 * largestEigen(diagonal, { count: 1, tolerance: 1e-9, random: new Random(7) }).values // → [0.9]
 * ```
 */
export const largestEigen = (m: SparseMatrix, { count, random, tolerance }: LargestEigenOptions): Eigen => {
  const n = m.rows
  if (!(count >= 1 && count <= n)) throw new RangeError(`${count} eigenvectors of ${n} × ${n}; ask for 1 to ${n}`)
  const width = count + Math.max(6, count >> 1)
  if (n <= Math.max(densest, 3 * width)) {
    const { values, vectors } = symmetricEigen(toDense(m))
    return leading(values, transpose(vectors), count)
  }
  const start = zeros(n, width)
  for (let at = 0; at < start.data.length; at++) start.data[at] = random.normal()
  let found = rayleighRitz(m, orthonormalColumns(start, 2), count)
  const own = itself(m)
  let inverted: Operator | undefined
  let isFactorable = true
  for (let round = 0; round < mostRounds && found.residual > tolerance; round++) {
    const lowest = found.values.at(-1)!
    if (isFactorable && inverted === undefined && degreeOf(own, own.at(lowest)) >= longDegree) {
      inverted = inverse(m, Math.max(leastShift, (1 - lowest) / 20))
      isFactorable = inverted !== undefined
    }
    const operator = inverted ?? own
    const filtered = filter(operator, found.vectors, operator.at(lowest))
    found = rayleighRitz(m, orthonormalColumns(filtered, 2), count)
  }
  return leading(found.values, found.vectors, count)
}
