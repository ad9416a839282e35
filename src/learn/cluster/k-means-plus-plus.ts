/** Seeding of K-Means. Source: Arthur & Vassilvitskii 2007, k-means++: the advantages of careful seeding. */
import type { DistanceKernel } from "../../math/distance-kernel.ts"
import { type Matrix, row, zeros } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"

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

/** A row tried as the next seed: squared distances of all tracks to the nearest seed then, and their sum. */
interface Trial {
  candidate: number
  sum: number
  readonly squared: Float64Array
}

/** Completes the trials for seeds whose nearest so far is at `squared`. */
const measureTrials = (trials: ReadonlyArray<Trial>, squared: Float64Array, kernel: DistanceKernel): void => {
  const { distances } = kernel
  for (let from = 0; from < squared.length; from += block) {
    const to = Math.min(squared.length, from + block)
    for (const trial of trials) {
      kernel.measure(trial.candidate, from, to)
      const next = trial.squared
      let sum = 0
      for (let i = from; i < to; i++) {
        const nearer = Math.min(squared[i]!, distances[i]!)
        next[i] = nearer
        sum += nearer
      }
      trial.sum += sum
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
  const newTrial = (): Trial => ({ candidate: 0, sum: 0, squared: new Float64Array(x.rows) })
  let best = newTrial()
  best.candidate = random.int(x.rows)
  measureTrials([best], new Float64Array(x.rows).fill(Infinity), kernel)
  row(seeds, 0).set(row(x, best.candidate))
  const trials = Array.from({ length: k === 1 ? 0 : 2 + Math.floor(Math.log(k)) }, newTrial)
  for (let seed = 1; seed < k; seed++) {
    let total = 0
    for (let i = 0; i < x.rows; i++) sums[i] = total += best.squared[i]!
    for (const trial of trials) {
      trial.candidate = firstAbove(sums, random.uniform() * total)
      trial.sum = 0
    }
    measureTrials(trials, best.squared, kernel)
    const winner = trials.reduce((least, trial, i) => trial.sum < trials[least]!.sum ? i : least, 0)
    ;[best, trials[winner]] = [trials[winner]!, best]
    row(seeds, seed).set(row(x, best.candidate))
  }
  return seeds
}
