/** Seeding of K-Means. Source: Arthur & Vassilvitskii 2007, k-means++: the advantages of careful seeding. */
import { squaredDistance } from "../math/distance.ts"
import { type Matrix, row, zeros } from "../math/matrix.ts"
import type { Random } from "../math/random.ts"

/** Squared distance of every track to its nearest seed so far, and which seed that is. */
interface Cover {
  readonly squared: Float64Array
  readonly nearest: Int32Array
}

/** Index of the first running sum above `target`; `sums` never falls. */
const firstAbove = (sums: Float64Array, target: number): number => {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > target) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Fills `next` with the cover once row `candidate` is seed number `seed`; returns its sum. A track is looked at only if
 * the candidate is nearer to the track's seed than twice the track is, as it cannot win otherwise.
 */
const coverWith = (x: Matrix, seeds: Matrix, seed: number, candidate: number, cover: Cover, next: Cover): number => {
  const { cols, data, rows } = x
  const reach = new Float64Array(seed)
  for (let s = 0; s < seed; s++) reach[s] = squaredDistance(data, candidate * cols, seeds.data, s * cols, cols) / 4
  let sum = 0
  for (let i = 0; i < rows; i++) {
    let squared = cover.squared[i]!
    let nearest = cover.nearest[i]!
    if (squared > reach[nearest]!) {
      const distance = squaredDistance(data, i * cols, data, candidate * cols, cols)
      if (distance < squared) {
        squared = distance
        nearest = seed
      }
    }
    next.squared[i] = squared
    next.nearest[i] = nearest
    sum += squared
  }
  return sum
}

const emptyCover = (rows: number): Cover => ({ squared: new Float64Array(rows), nearest: new Int32Array(rows) })

/**
 * `k` rows of `x`, far apart: each is drawn with probability proportional to its squared distance from those before it,
 * the best of 2 + ⌊ln k⌋ draws (the greedy variant scikit-learn uses). Shapes: [track, feature] → [k, feature].
 */
export const kMeansPlusPlus = (x: Matrix, k: number, random: Random): Matrix => {
  const { cols, data, rows } = x
  const seeds = zeros(k, cols)
  const trials = 2 + Math.floor(Math.log(k))
  const sums = new Float64Array(rows)
  let [cover, best, spare] = [emptyCover(rows), emptyCover(rows), emptyCover(rows)]
  const first = random.int(rows)
  row(seeds, 0).set(row(x, first))
  for (let i = 0; i < rows; i++) cover.squared[i] = squaredDistance(data, i * cols, data, first * cols, cols)
  for (let seed = 1; seed < k; seed++) {
    let total = 0
    for (let i = 0; i < rows; i++) sums[i] = total += cover.squared[i]!
    let least = Infinity
    for (let trial = 0; trial < trials; trial++) {
      const candidate = firstAbove(sums, random.uniform() * total)
      const sum = coverWith(x, seeds, seed, candidate, cover, spare)
      if (sum >= least) continue
      least = sum
      row(seeds, seed).set(row(x, candidate))
      ;[best, spare] = [spare, best]
    }
    ;[cover, best] = [best, cover]
  }
  return seeds
}
