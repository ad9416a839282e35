/** Two methods on the same tracks and seeds: what they share cancels, so that differences are told apart sooner. */
import type { Random } from "../../../math/random.ts"
import { errorInterval } from "../resampling/half-sample.ts"

/** One method: its value in each run, and how each value errs on halves that all methods share [run][half]. */
export interface RunErrors {
  readonly values: ReadonlyArray<number>
  readonly errors: ReadonlyArray<ArrayLike<number>>
}

/** A mean over runs and how it errs, over tracks and over runs [half]. Higher is better. */
export interface Erring {
  readonly value: number
  readonly errors: Float64Array
}

/** First minus second with its interval, and the share of errors at least as far from 0. */
export interface PairedDifference {
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly p: number
}

/** Standard error: how far errors lie from 0, root mean square. */
export const spreadOf = (errors: Float64Array): number =>
  Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)

const meanOf = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Mean over runs and its errors. Half b of the tracks is joined by runs drawn with replacement, the same numbers for all
 * methods of as many runs and equal `random`; their spread is widened by √(r / (r − 1)), which drawing from r alone
 * lacks. A method of one run, such as a linear baseline, errs over tracks alone.
 * Throws a RangeError for no runs.
 * Source: Owen 2007, The pigeonhole bootstrap; Bouthillier et al. 2021 (arXiv:2103.03098) on why seeds belong in.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { overRuns } from "partita/metric"
 * const { value, errors } = overRuns({ values: [0.2, 0.4], errors: [[-0.1, 0.1], [-0.1, 0.1]] }, new Random(7))
 * value // → 0.3
 * errors.length // → 2
 * ```
 */
export const overRuns = ({ errors, values }: RunErrors, random: Random): Erring => {
  const runs = values.length
  if (runs === 0) throw new RangeError("a method without runs has no mean; run it at least once")
  const value = meanOf(values)
  const widening = runs < 2 ? 0 : Math.sqrt(runs / (runs - 1))
  const drawn = random.fork(`runs ${runs}`)
  return {
    value,
    errors: Float64Array.from(errors[0]!, (_, half) => {
      const overTracks = meanOf(errors.map((own) => own[half]!))
      const chosen = Array.from({ length: runs }, () => values[drawn.int(runs)]!)
      return overTracks + widening * (meanOf(chosen) - value)
    })
  }
}

/**
 * First minus second, as large as it is on these tracks and seeds, with the central `level` of its errors and a
 * two-sided p: the share of centred errors at least as far from 0, the observed one counted in. Two methods that are
 * the same have a difference of 0 and p = 1.
 *
 * @example
 * ```ts
 * import { pairedDifference } from "partita/metric"
 * const first = { value: 0.5, errors: Float64Array.of(-0.3, 0, 0.3) }
 * const second = { value: 0.4, errors: Float64Array.of(-0.3, 0, 0.3) }
 * pairedDifference(first, second, 0.95) // → { difference: 0.1, low: 0.1, high: 0.1, p: 0.25 }
 * ```
 */
export const pairedDifference = (first: Erring, second: Erring, level: number): PairedDifference => {
  const difference = first.value - second.value
  const errors = first.errors.map((error, half) => error - second.errors[half]!)
  const asFar = errors.filter((error) => Math.abs(error) >= Math.abs(difference)).length
  return { difference, ...errorInterval(difference, errors, { level }), p: (asFar + 1) / (errors.length + 1) }
}
