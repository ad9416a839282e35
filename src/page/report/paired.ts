/** What a paired difference lets a sentence say: without one, no sentence compares. */
import { numberText } from "./number-text.ts"

/**
 * A method's value less another's on the same tracks and seeds, positive where the method is better, with its interval.
 * `p` is after correction for all that the table looks at.
 */
export interface Paired {
  readonly difference: number
  readonly low: number
  readonly high: number
  readonly p: number
}

/** What may be said of two methods. */
export type Verdict = "ahead" | "tie" | "behind"

/** Chance of a false finding that a sentence takes. */
export const significance = 0.05

/** Ahead or behind only where chance alone rarely goes as far; equal values are a tie. */
export const verdictOf = ({ difference, p }: Paired): Verdict =>
  p >= significance || difference === 0 ? "tie" : difference > 0 ? "ahead" : "behind"

const two = (value: number): string => numberText(value, 2)

/** "−0.03 [−0.09, 0.04]". */
export const differenceText = ({ difference, high, low }: Omit<Paired, "p">): string =>
  `${two(difference)} [${two(low)}, ${two(high)}]`

/**
 * Whether two may be the same although the interval, which is of this one comparison, leaves 0 out as it is written: chance
 * does that now and then where many are looked at.
 */
export const isTieBesideZero = (paired: Paired): boolean => {
  const [low, high] = [paired.low, paired.high].map((end) => Number(end.toFixed(2))) as [number, number]
  return verdictOf(paired) === "tie" && (low > 0 || high < 0)
}

/** What is added to a tie whose interval seems to say otherwise; `looked` counts all that its p is corrected for. */
export const asOneOf = (paired: Paired, looked: number): string =>
  looked > 1 && isTieBesideZero(paired) ? `, as one of ${looked} comparisons` : ""

/** A paired difference from four numbers of a row, absent where the row has none. */
export const pairedOf = (
  difference: number | null,
  low: number | null,
  high: number | null,
  p: number | null
): Paired | undefined =>
  difference === null || low === null || high === null || p === null ? undefined : { difference, low, high, p }
