/** Seeding of K-Means. Source: Arthur & Vassilvitskii 2007, k-means++: the advantages of careful seeding. */
import type { DistanceKernel } from "../math/distance-kernel.ts"
import { type Matrix, row, zeros } from "../math/matrix.ts"
import type { Random } from "../math/random.ts"

/** The tracks are both the rows and the columns of `kernel`. */
export interface SeedingOptions {
  readonly k: number
  readonly random: Random
  readonly kernel: DistanceKernel
}

const block = 512 // tracks whose features stay in the cache while all candidates are tried

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

/** Squared distances to the nearest seed, were `candidate` one of them, and their sum. */
interface Trial {
  readonly candidate: number
  readonly squared: Float64Array
  sum: number
}

/** Fills the trials for seeds whose nearest so far is at `squared`. */
const measureTrials = (trials: ReadonlyArray<Trial>, squared: Float64Array, kernel: DistanceKernel): void => {
  const { distances } = kernel
  for (let from = 0; from < squared.length; from += block) {
    const to = Math.min(squared.length, from + block)
    for (const trial of trials) {
      kernel.measure(trial.candidate, from, to)
      let sum = trial.sum
      for (let i = from; i < to; i++) sum += trial.squared[i] = Math.min(squared[i]!, distances[i]!)
      trial.sum = sum
    }
  }
}

/**
 * `k` rows of `x`, far apart: each is drawn with probability proportional to its squared distance from those before it,
 * the best of 2 + ⌊ln k⌋ draws (the greedy variant scikit-learn uses). Shapes: [track, feature] → [k, feature].
 */
export const kMeansPlusPlus = (x: Matrix, { k, kernel, random }: SeedingOptions): Matrix => {
  const seeds = zeros(k, x.cols)
  const sums = new Float64Array(x.rows)
  const draws = 2 + Math.floor(Math.log(k))
  const trialOf = (candidate: number): Trial => ({ candidate, squared: new Float64Array(x.rows), sum: 0 })
  let squared: Float64Array = new Float64Array(x.rows).fill(Infinity)
  for (let seed = 0; seed < k; seed++) {
    let total = 0
    for (let i = 0; i < x.rows; i++) sums[i] = total += squared[i]!
    const trials = seed === 0
      ? [trialOf(random.int(x.rows))]
      : Array.from({ length: draws }, () => trialOf(firstAbove(sums, random.uniform() * total)))
    measureTrials(trials, squared, kernel)
    const best = trials.reduce((least, trial) => trial.sum < least.sum ? trial : least)
    row(seeds, seed).set(row(x, best.candidate))
    squared = best.squared
  }
  return seeds
}
