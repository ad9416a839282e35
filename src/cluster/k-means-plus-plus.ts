/** Seeding of K-Means. Source: Arthur & Vassilvitskii 2007, k-means++: the advantages of careful seeding. */
import { squaredDistance } from "../math/distance.ts"
import { type Matrix, row, zeros } from "../math/matrix.ts"
import type { Random } from "../math/random.ts"

/** Index of the first entry whose running sum exceeds `target`. */
const sampleIndex = (weights: Float64Array, target: number): number => {
  let sum = 0
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]!
    if (sum > target) return i
  }
  return weights.length - 1
}

/**
 * `k` rows of `x`, far apart: each is drawn with probability proportional to its squared distance from those before it,
 * the best of 2 + ⌊ln k⌋ draws (the greedy variant scikit-learn uses). Shapes: [track, feature] → [k, feature].
 */
export const kMeansPlusPlus = (x: Matrix, k: number, random: Random): Matrix => {
  const { cols, data, rows } = x
  const centers = zeros(k, cols)
  const trials = 2 + Math.floor(Math.log(k))
  let nearest = new Float64Array(rows).fill(Infinity)
  const distancesTo = (candidate: number): Float64Array => {
    const next = new Float64Array(rows)
    for (let i = 0; i < rows; i++) {
      next[i] = Math.min(nearest[i]!, squaredDistance(data, i * cols, data, candidate * cols, cols))
    }
    return next
  }
  const first = random.int(rows)
  row(centers, 0).set(row(x, first))
  nearest = distancesTo(first) as Float64Array<ArrayBuffer>
  for (let c = 1; c < k; c++) {
    const total = nearest.reduce((sum, distance) => sum + distance, 0)
    let best: { readonly index: number; readonly distances: Float64Array; readonly sum: number } | undefined
    for (let trial = 0; trial < trials; trial++) {
      const index = sampleIndex(nearest, random.uniform() * total)
      const distances = distancesTo(index)
      const sum = distances.reduce((total, distance) => total + distance, 0)
      if (best === undefined || sum < best.sum) best = { index, distances, sum }
    }
    row(centers, c).set(row(x, best!.index))
    nearest = best!.distances as Float64Array<ArrayBuffer>
  }
  return centers
}
