/** The smoothest functions of a graph of alike tracks. Source: von Luxburg 2007, A tutorial on spectral clustering. */
import { assertFinite } from "../../math/assert-finite.ts"
import { largestEigen } from "../../math/largest-eigen.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"
import type { SparseMatrix } from "../../math/sparse-matrix.ts"
import { gaussianAffinity, neighbourAffinity } from "./affinity.ts"

/** Which tracks are alike: nearest neighbours, each track counted as its own first, or all by a Gaussian of distance. */
export type Affinity =
  | { readonly kind: "neighbours"; readonly neighbours: number }
  | { readonly kind: "gaussian"; readonly gamma: number }

/**
 * Tracks as coordinates in which connected ones lie together.
 *
 * Shapes: `points` [track, count]; `eigenvalues` [count], the smallest of the normalised Laplacian: as many zeros as the
 * graph has parts.
 */
export interface SpectralEmbedding {
  readonly points: Matrix
  readonly eigenvalues: Float64Array
}

const mostPairs = 5000 ** 2 // 300 MB

/** D^−½ · W · D^−½ and the roots of the degrees; a track without neighbours is its own. */
const normalize = (w: SparseMatrix): { readonly matrix: SparseMatrix; readonly roots: Float64Array } => {
  const roots = Float64Array.from({ length: w.rows }, (_, i) => {
    let degree = 0
    for (let at = w.starts[i]!; at < w.starts[i + 1]!; at++) degree += w.values[at]!
    return Math.sqrt(degree)
  })
  const isolated = roots.findIndex((root) => !(root > 0))
  if (isolated >= 0) {
    throw new RangeError(`spectral clustering: row ${isolated} is like no other; choose a smaller gamma`)
  }
  const values = w.values.slice()
  for (let i = 0; i < w.rows; i++) {
    for (let at = w.starts[i]!; at < w.starts[i + 1]!; at++) values[at]! /= roots[i]! * roots[w.columns[at]!]!
  }
  return { matrix: { ...w, values }, roots }
}

const affinityOf = (x: Matrix, affinity: Affinity): SparseMatrix => {
  if (affinity.kind === "neighbours") {
    const { neighbours } = affinity
    if (!(neighbours >= 2 && neighbours <= x.rows)) {
      throw new RangeError(`spectral clustering by ${neighbours} neighbours of ${x.rows} tracks; choose 2 to ${x.rows}`)
    }
    return neighbourAffinity(x, neighbours)
  }
  if (!(affinity.gamma > 0 && x.rows ** 2 <= mostPairs)) {
    throw new RangeError(
      `spectral clustering of ${x.rows} tracks with gamma ${affinity.gamma}; ` +
        "give a positive gamma and at most 5000 tracks, or use nearest neighbours"
    )
  }
  return gaussianAffinity(x, affinity.gamma)
}

/**
 * The first `count` eigenvectors of the random-walk Laplacian of an affinity, as scikit-learn scales them.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError when there are fewer tracks than eigenvectors or neighbours, a
 * Gaussian leaves a track alone, or data are not finite.
 *
 * @example
 * ```ts
 * import { spectralEmbedding } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * const { points } = spectralEmbedding(matrix([[0], [1], [2], [20], [21], [22]]), {
 *   affinity: { kind: "gaussian", gamma: 0.1 }, count: 2, random: new Random(7)
 * })
 * points.cols // → 2
 * ```
 */
export const spectralEmbedding = (
  x: Matrix,
  { affinity, count, random }: { readonly affinity: Affinity; readonly count: number; readonly random: Random }
): SpectralEmbedding => {
  assertFinite(x, "spectral clustering")
  const { matrix, roots } = normalize(affinityOf(x, affinity))
  const { values, vectors } = largestEigen(matrix, { count, tolerance: 1e-7, random })
  const points = zeros(x.rows, count)
  for (let i = 0; i < x.rows; i++) {
    for (let c = 0; c < count; c++) points.data[i * count + c] = vectors.data[c * x.rows + i]! / roots[i]!
  }
  return { points, eigenvalues: values.map((value) => 1 - value) }
}
