/** Which of several methods, run on the same seeds, differ by more than chance. */
import type { Random } from "../../../math/random.ts"
import { bootstrap } from "../resampling/bootstrap.ts"
import { holm } from "./holm.ts"
import { signFlip } from "./sign-flip.ts"
import { wilcoxonSignedRank } from "./wilcoxon.ts"

/** One value per seed, in the same order of seeds for every method. */
export interface SeededScores {
  readonly method: string
  readonly values: ArrayLike<number>
}

/**
 * First minus second: its mean with a percentile interval over seeds, and p-values of both tests before and after
 * Holm's correction for the number of pairs compared.
 */
export interface Comparison {
  readonly first: string
  readonly second: string
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly signFlip: number
  readonly signFlipHolm: number
  readonly wilcoxon: number
  readonly wilcoxonHolm: number
}

/** `resamples` serve the intervals, `permutations` the sign-flip test of more seeds than can be tried out. */
export interface CompareOptions {
  readonly permutations: number
  readonly resamples: number
  readonly level: number
  readonly random: Random
}

const requirePaired = (methods: ReadonlyArray<SeededScores>): number => {
  const seeds = methods[0]?.values.length ?? 0
  const odd = methods.find(({ values }) => values.length !== seeds)
  if (odd !== undefined) {
    throw new RangeError(
      `"${odd.method}" has ${odd.values.length} seeds, "${methods[0]!.method}" ${seeds}; run all methods on the same`
    )
  }
  if (seeds === 0 && methods.length > 0) {
    throw new RangeError("methods without seeds cannot be compared; run at least one")
  }
  return seeds
}

/**
 * All pairs in the order given. Throws a RangeError for methods with other numbers of seeds or values that are not
 * finite.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { compareMethods } from "partita/metric"
 * const scores = [{ method: "vae", values: [0.5, 0.6, 0.55] }, { method: "pca", values: [0.4, 0.4, 0.45] }]
 * const [pair] = compareMethods(scores, { permutations: 999, resamples: 999, level: 0.95, random: new Random(7) })
 * pair?.difference // → 0.133
 * pair?.signFlip // → 0.25
 * ```
 */
export const compareMethods = (
  methods: ReadonlyArray<SeededScores>,
  { level, permutations, random, resamples }: CompareOptions
): ReadonlyArray<Comparison> => {
  const seeds = requirePaired(methods)
  const pairs = methods.flatMap((first, i) => methods.slice(i + 1).map((second) => ({ first, second })))
  const tested = pairs.map(({ first, second }) => {
    const differences = Float64Array.from({ length: seeds }, (_, s) => first.values[s]! - second.values[s]!)
    const draw = random.fork(`${first.method} − ${second.method}`)
    const p = signFlip(differences, { permutations, random: draw.fork("signs") })
    const mean = (drawn: Int32Array) => drawn.reduce((sum, s) => sum + differences[s]!, 0) / seeds
    const { high, low } = bootstrap(mean, { tracks: seeds, resamples, level, random: draw.fork("seeds") })
    const difference = differences.reduce((sum, value) => sum + value, 0) / seeds
    return { difference, low, high, signFlip: p, wilcoxon: wilcoxonSignedRank(differences) }
  })
  const flips = holm(tested.map((test) => test.signFlip))
  const ranks = holm(tested.map((test) => test.wilcoxon))
  return pairs.map(({ first, second }, i) => ({
    first: first.method,
    second: second.method,
    ...tested[i]!,
    signFlipHolm: flips[i]!,
    wilcoxonHolm: ranks[i]!
  }))
}
