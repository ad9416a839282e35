/** Whether something that is not music, such as loudness or length, gives the label away. */
import type { Random } from "../../math/random.ts"
import { areaUnderRoc } from "../metric/probe/area-under-roc.ts"
import { permutationNull } from "../metric/resampling/permutation-null.ts"

/**
 * `etaSquared`: share of the variable's variance between the groups, 0 … 1, with the mean of its permutation null and
 * p. `telling` is the group that the variable alone tells best from all others; `area` its ROC area, 0.5 … 1 (folded).
 */
export interface Confound {
  readonly etaSquared: number
  readonly nullMean: number
  readonly p: number
  readonly telling: string
  readonly area: number
}

/** Between-group over total sum of squares; 0 where nothing varies. Source: Fisher 1925; Cohen 1988, ch. 8. */
const etaSquared = (values: Float64Array, of: Int32Array, count: number): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const sums = new Float64Array(count)
  const sizes = new Int32Array(count)
  let total = 0
  values.forEach((value, i) => {
    sums[of[i]!]! += value - mean
    sizes[of[i]!]!++
    total += (value - mean) ** 2
  })
  if (total === 0) return 0
  return sums.reduce((sum, away, g) => sizes[g] === 0 ? sum : sum + away ** 2 / sizes[g]!, 0) / total
}

/** What to compare, over the tracks that have a finite value and a group. */
export interface ConfoundData {
  readonly values: ArrayLike<number>
  readonly groups: ReadonlyArray<string | null>
}

/**
 * Null when fewer than two groups, or no group of two tracks, remain: nothing can be compared.
 *
 * @example
 * ```ts
 * import { confound } from "partita/audit"
 * import { Random } from "partita/math"
 * const lengths = { values: [30, 30, 30, 180, 181, 182], groups: ["folk", "folk", "folk", "rock", "rock", "rock"] }
 * confound(lengths, { permutations: 99, random: new Random(7) })?.area // → 1
 * ```
 */
export const confound = (
  { groups, values }: ConfoundData,
  options: { readonly permutations: number; readonly random: Random }
): Confound | null => {
  const known = groups.flatMap((group, i) => group !== null && Number.isFinite(values[i]) ? [i] : [])
  const names = [...new Set(known.map((i) => groups[i]!))].sort()
  if (names.length < 2 || names.length === known.length) return null
  const numbers = new Map(names.map((name, n) => [name, n]))
  const of = Int32Array.from(known, (i) => numbers.get(groups[i]!)!)
  const x = Float64Array.from(known, (i) => values[i]!)
  const chance = permutationNull((drawn) => etaSquared(x, drawn, names.length), of, { ...options, better: "higher" })
  let best = { telling: names[0]!, area: 0.5 }
  for (const [name, n] of numbers) {
    const area = areaUnderRoc(x, Array.from(of, (group) => group === n))!
    if (Math.max(area, 1 - area) > best.area) best = { telling: name, area: Math.max(area, 1 - area) }
  }
  return { etaSquared: etaSquared(x, of, names.length), nullMean: chance.mean, p: chance.p, ...best }
}
