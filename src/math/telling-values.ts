/** Whether the values of one column give away those of another: a code of it, or one number for each of its values. */

/** Values of rows, null where a row has none. */
type Values = ReadonlyArray<string | number | null>

/** Rows in which both columns have a value, by the value of the first. */
const grouped = (by: Values, of: Values): ReadonlyMap<unknown, ReadonlyArray<unknown>> => {
  const groups = new Map<unknown, Array<unknown>>()
  by.forEach((value, i) => {
    if (value === null || of[i] === null || of[i] === undefined) return
    const group = groups.get(value)
    if (group === undefined) groups.set(value, [of[i]])
    else group.push(of[i])
  })
  return groups
}

/**
 * Logarithm of the chance that equal values of `by` would all have equal values of `of` if these were dealt out blindly,
 * in groups of the same sizes; null where they have not, and where `of` has fewer than two values.
 *
 * Units: natural logarithm, at most 0; 0 where no value of `by` comes twice, so that nothing is shown.
 *
 * @example
 * ```ts
 * import { chanceOfTelling } from "partita/math"
 * const genre = ["folk", "folk", "rock", "rock"]
 * chanceOfTelling([10, 10, 20, 20], genre) // → -1.39
 * chanceOfTelling([10, 20, 10, 20], genre) // → null
 * chanceOfTelling([1, 2, 3, 4], genre) // → 0
 * ```
 */
export const chanceOfTelling = (by: Values, of: Values): number | null => {
  const groups = [...grouped(by, of).values()]
  if (!groups.every((group) => group.every((value) => value === group[0]))) return null
  const counts = new Map<unknown, number>()
  for (const group of groups) counts.set(group[0], (counts.get(group[0]) ?? 0) + group.length)
  if (counts.size < 2) return null
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const shares = [...counts.values()].map((count) => count / rows)
  return groups.reduce((sum, { length }) => {
    if (length === 1) return sum // a value that comes once tells nothing
    return sum + Math.log(shares.reduce((chance, share) => chance + share ** length, 0))
  }, 0)
}

const rarest = 0.1 // share of rows whose value may be theirs alone: more of them, and the values are measured, no code

/** Whether nearly all rows share their value with another row. */
const isRepeated = (values: Values): boolean => {
  const counts = new Map<unknown, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return [...counts.values()].filter((count) => count === 1).length <= rarest * rows
}

/**
 * How a column of numbers and a column of labels give each other away by more than chance: "tells" where equal numbers
 * always have one label and nearly all come more than once, "told" where equal labels always have one number; null where neither.
 *
 * @example
 * ```ts
 * import { givesAway } from "partita/math"
 * const genre = Array.from({ length: 24 }, (_, i) => ["rock", "jazz", "pop"][i % 3]!)
 * givesAway(genre.map((_, i) => 10 * (i % 3)), genre) // → "tells"
 * givesAway(genre.map((_, i) => Math.sin(i)), genre) // → null
 * ```
 */
export const givesAway = (numbers: Values, labels: Values): "tells" | "told" | null => {
  const unlikely = Math.log(1e-3)
  const tells = chanceOfTelling(numbers, labels)
  if (tells !== null && tells <= unlikely && isRepeated(numbers)) return "tells"
  const told = chanceOfTelling(labels, numbers)
  return told !== null && told <= unlikely && isRepeated(labels) ? "told" : null
}
