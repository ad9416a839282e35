/**
 * Randomised truncated singular value decomposition of a sparse matrix; of TF-IDF weights: latent semantic analysis.
 *
 * Source: Halko, Martinsson & Tropp 2011, "Finding structure with randomness", algorithms 4.4 and 5.1
 * (arXiv:0909.4061); Deerwester et al. 1990, "Indexing by latent semantic analysis".
 */
import { gramMatrix, multiply, transpose } from "../../math/matrix-product.ts"
import { type Matrix, row, zeros } from "../../math/matrix.ts"
import { orthonormalColumns } from "../../math/orthonormal-columns.ts"
import type { Random } from "../../math/random.ts"
import { multiplySparse, type SparseMatrix, transposeSparse } from "../../math/sparse-matrix.ts"
import { symmetricEigen } from "../../math/symmetric-eigen.ts"

/** `oversampling` and `iterations` buy accuracy; scikit-learn takes 10 and 5. */
export interface TruncatedSvdOptions {
  readonly components: number
  readonly oversampling: number
  /** Passes of power iteration, each two products with the matrix. */
  readonly iterations: number
  readonly random: Random
}

/**
 * A matrix in few dimensions.
 *
 * Shapes: `components` [component, term], `singularValues` [component] descending, `scores` [document, component].
 * Components beyond the rank of the matrix are zero, and so may be those below 1/1000 of the first. In each, the entry
 * largest in size is positive.
 */
export interface TruncatedSvd {
  readonly components: Matrix
  readonly singularValues: Float64Array
  readonly scores: Matrix
}

const leastShare = 1e-12 // of the largest squared singular value: below, digits are rounding

/**
 * The first components of a sparse matrix that is not centred, as latent semantic analysis takes them.
 *
 * Throws a RangeError when `a` has fewer rows or columns than components are asked for.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { truncatedSvd } from "partita/text"
 * const counts = {
 *   rows: 2, cols: 2, starts: Int32Array.of(0, 1, 2), columns: Int32Array.of(0, 1), values: Float64Array.of(3, 2)
 * }
 * const options = { components: 2, oversampling: 10, iterations: 5, random: new Random(7) }
 * truncatedSvd(counts, options).singularValues // → [3, 2]
 * ```
 */
export const truncatedSvd = (a: SparseMatrix, options: TruncatedSvdOptions): TruncatedSvd => {
  const { components: count } = options
  const most = Math.min(a.rows, a.cols)
  if (!(Number.isInteger(count) && count >= 1 && count <= most)) {
    throw new RangeError(`${a.rows} documents of ${a.cols} terms have 1 to ${most} components, not ${count}`)
  }
  const across = transposeSparse(a)
  const projected = multiplySparse(across, findRange(a, across, options)) // [term, sketch]
  const { values, vectors } = symmetricEigen(gramMatrix(projected))
  const turn = zeros(projected.cols, count) // [sketch, component]
  const singularValues = new Float64Array(count)
  for (let c = 0; c < Math.min(count, values.length) && values[c]! > leastShare * values[0]!; c++) {
    const size = Math.sqrt(values[c]!)
    singularValues[c] = size
    for (let s = 0; s < projected.cols; s++) turn.data[s * count + c] = vectors.data[c * vectors.cols + s]! / size
  }
  const components = transpose(multiply(projected, turn))
  fixSigns(components)
  return { components, singularValues, scores: projectSparse(a, components) }
}

/**
 * Scores of other documents. Shapes: `a` [document, term], `components` [component, term].
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { projectSparse, truncatedSvd } from "partita/text"
 * const counts = {
 *   rows: 2, cols: 2, starts: Int32Array.of(0, 1, 2), columns: Int32Array.of(0, 1), values: Float64Array.of(3, 2)
 * }
 * const options = { components: 1, oversampling: 10, iterations: 5, random: new Random(7) }
 * const { components } = truncatedSvd(counts, options)
 * projectSparse(counts, components).data // → [3, 0]
 * ```
 */
export const projectSparse = (a: SparseMatrix, components: Matrix): Matrix => multiplySparse(a, transpose(components))

/** An orthonormal basis that nearly holds the largest singular directions. Shapes: [document, sketch]. */
const findRange = (
  a: SparseMatrix,
  across: SparseMatrix,
  { components, iterations, oversampling, random }: TruncatedSvdOptions
): Matrix => {
  const width = Math.min(components + oversampling, a.rows, a.cols)
  let basis = multiplySparse(a, randomSigns(a.cols, width, random))
  for (let pass = 0; pass < iterations; pass++) {
    // the paper straightens on both sides; the shorter one alone costs less and keeps seven digits between passes
    const isWide = a.cols >= a.rows
    const back = multiplySparse(across, isWide ? orthonormalColumns(basis, 1) : basis)
    basis = multiplySparse(a, isWide ? back : orthonormalColumns(back, 1))
  }
  return orthonormalColumns(basis, 2)
}

/** Entries +1 or −1: as good a sketch as the paper's normal numbers, at one bit instead of four words each. */
const randomSigns = (rows: number, cols: number, random: Random): Matrix => {
  const out = zeros(rows, cols)
  let bits = 0
  for (let i = 0; i < out.data.length; i++) {
    if (i % 32 === 0) bits = random.word()
    out.data[i] = (bits & 1) * 2 - 1
    bits >>>= 1
  }
  return out
}

const fixSigns = (components: Matrix): void => {
  for (let c = 0; c < components.rows; c++) {
    const entries = row(components, c)
    let largest = 0
    for (const entry of entries) if (Math.abs(entry) > Math.abs(largest)) largest = entry
    if (largest < 0) { for (let j = 0; j < entries.length; j++) entries[j] = -entries[j]! }
  }
}
