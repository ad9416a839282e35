/** How far a mean over seeds may lie from what infinitely many seeds would give. */
import { exceedance, type Spread } from "./chance.ts"

const level = 0.95
const steps = 60 // of a bisection: far below what is shown

/** What Student's t exceeds with a probability of (1 − level) / 2 on one side. */
const studentQuantile = ({ degrees }: Pick<Spread, "degrees">): number => {
  let [low, high] = [0, 64] // 12.7 for one degree
  for (let i = 0; i < steps; i++) {
    const middle = (low + high) / 2
    if (exceedance(middle, 1, { degrees }) > (1 - level) / 2) low = middle
    else high = middle
  }
  return high
}

/**
 * Half the width of the 95 % interval of a mean over so many seeds, by the noise of all settings together.
 *
 * @example
 * ```ts
 * halfInterval({ deviation: 1, degrees: 4 }, 1) // → 2.776: Student's t, four degrees of freedom
 * ```
 */
export const halfInterval = (spread: Spread, seeds: number): number =>
  studentQuantile(spread) * spread.deviation / Math.sqrt(seeds)
