/**
 * K-Means on the smoothest functions of a graph of alike tracks.
 * Source: Shi & Malik 2000, Normalized cuts and image segmentation; von Luxburg 2007, A tutorial on spectral clustering.
 */
import { type Matrix, zeros } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"
import { kMeans } from "./k-means.ts"
import { type Affinity, spectralEmbedding } from "./spectral-embedding.ts"

/** `k`: how many clusters, or between which numbers to choose. `restarts` of K-Means on the embedding. */
export interface SpectralOptions {
  readonly k: number | { readonly smallest: number; readonly largest: number }
  readonly affinity: Affinity
  readonly restarts: number
  readonly random: Random
}

/**
 * What spectral clustering finds.
 *
 * Shapes: `labels` [track]; `embedding` [track, k]; `eigenvalues` of the normalised Laplacian, smallest first: k of them,
 * or when k was chosen all that were looked at.
 */
export interface Spectral {
  readonly labels: Int32Array
  readonly k: number
  readonly embedding: Matrix
  readonly eigenvalues: Float64Array
}

/** The k before the widest gap between eigenvalues, the smaller when equal; chains of tracks have no clear gap. */
const widestGap = (eigenvalues: Float64Array, smallest: number): number => {
  const gapAfter = (k: number) => eigenvalues[k]! - eigenvalues[k - 1]!
  let best = smallest
  for (let k = smallest + 1; k < eigenvalues.length; k++) if (gapAfter(k) > gapAfter(best)) best = k
  return best
}

const firstColumns = ({ cols, data, rows }: Matrix, count: number): Matrix => {
  const out = zeros(rows, count)
  for (let i = 0; i < rows; i++) out.data.set(data.subarray(i * cols, i * cols + count), i * count)
  return out
}

/**
 * Normalised spectral clustering as scikit-learn does it; k by the eigengap where it is not given.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError when there are fewer tracks than clusters or neighbours, no k is
 * possible, a Gaussian leaves a track alone, or data are not finite.
 *
 * @example
 * ```ts
 * import { spectral } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * const { k } = spectral(matrix([[0], [1], [2], [20], [21], [22]]), {
 *   k: 2, affinity: { kind: "gaussian", gamma: 0.1 }, restarts: 5, random: new Random(7)
 * })
 * k // → 2
 * ```
 */
export const spectral = (x: Matrix, { affinity, k: wanted, random, restarts }: SpectralOptions): Spectral => {
  const isGiven = typeof wanted === "number"
  const smallest = isGiven ? wanted : wanted.smallest
  const largest = isGiven ? wanted : Math.min(wanted.largest, x.rows - 1)
  if (!(smallest >= 1 && smallest <= largest && largest <= x.rows)) {
    throw new RangeError(`spectral clustering of ${x.rows} tracks into ${smallest}; choose k between 1 and ${x.rows}`)
  }
  const count = isGiven ? wanted : largest + 1
  const { eigenvalues, points } = spectralEmbedding(x, { affinity, count, random: random.fork("eigen") })
  const k = isGiven ? wanted : widestGap(eigenvalues, smallest)
  const embedding = firstColumns(points, k)
  const options = { k, restarts, maxIterations: 300, tolerance: 1e-4, random: random.fork("k-means") }
  return { labels: kMeans(embedding, options).labels, k, embedding, eigenvalues }
}
