/** Tracks to learn from and tracks to watch. */
import type { Random } from "../../math/random.ts"

type Groups = ReadonlyArray<string | null> | null

/** Rows of each group, in the order in which the groups are first met. */
const groupRows = (rows: number, groups: Groups): ReadonlyArray<ReadonlyArray<number>> => {
  const named = new Map<string | number, Array<number>>()
  for (let row = 0; row < rows; row++) {
    const name = groups?.[row] ?? row
    const members = named.get(name)
    if (members === undefined) named.set(name, [row])
    else members.push(row)
  }
  return [...named.values()]
}

/** For each sum up to `limit`, the first place whose size makes it a sum of sizes so far; -1 where none does. */
const completedSums = (sizes: ReadonlyArray<number>, target: number, limit: number): Int32Array => {
  const completedBy = new Int32Array(limit + 1).fill(-1)
  let highest = 0
  for (let place = 0; place < sizes.length && completedBy[target] === -1; place++) {
    const size = sizes[place]!
    highest = Math.min(limit, highest + size)
    for (let sum = highest; sum >= size; sum--) {
      if (completedBy[sum] === -1 && (sum === size || completedBy[sum - size] !== -1)) completedBy[sum] = place
    }
  }
  return completedBy
}

/** Places of the sizes, early ones first, whose sum is nearest to `target` but neither 0 nor all: a subset sum. */
const nearestSubset = (sizes: ReadonlyArray<number>, target: number): ReadonlyArray<number> => {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const smallest = sizes.reduce((least, size) => Math.min(least, size), total)
  const limit = Math.min(total - 1, Math.max(2 * target, smallest)) // beyond that a smaller sum is at least as near
  const completedBy = completedSums(sizes, target, limit)
  let best = 0
  for (let sum = 1; sum <= limit; sum++) {
    const isNearer = best === 0 || Math.abs(sum - target) < Math.abs(best - target)
    if (completedBy[sum] !== -1 && isNearer) best = sum
  }
  const chosen: Array<number> = []
  for (let sum = best; sum > 0; sum -= sizes[chosen.at(-1)!]!) chosen.push(completedBy[sum]!)
  return chosen
}

/**
 * As near to `share` of the rows as whole groups allow, chosen at random, for validation; at least one group is left to
 * learn from, and at least one held out where the share amounts to a row. Rows without a group stand alone. Both sides
 * in ascending order.
 *
 * Failure: a RangeError when one group holds every row, so that none can be held out.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { splitRows } from "partita/training"
 * const { train, validation } = splitRows({ rows: 10, groups: null }, 0.2, new Random(7))
 * train.length // → 8
 * validation.length // → 2
 * ```
 */
export const splitRows = (
  { groups, rows }: { readonly rows: number; readonly groups: Groups },
  share: number,
  random: Random
): { readonly train: Int32Array; readonly validation: Int32Array } => {
  const target = Math.min(rows - 1, Math.floor(rows * share))
  const all = groupRows(rows, groups)
  if (target < 1) return { train: Int32Array.from({ length: rows }, (_, row) => row), validation: new Int32Array(0) }
  if (all.length === 1) {
    throw new RangeError(
      `all ${rows} tracks are of the group "${groups?.[0]}", so none can be held out; set validationShare to 0 or `
        + "group the tracks by something finer"
    )
  }
  const order = random.permutation(all.length)
  const places = groups === null
    ? Array.from({ length: target }, (_, place) => place)
    : nearestSubset(Array.from(order, (i) => all[i]!.length), target)
  const held = new Set(places.map((place) => order[place]!))
  const rowsOf = (isHeld: boolean) => Int32Array.from(all.flatMap((group, i) => held.has(i) === isHeld ? group : []))
  return { train: rowsOf(false).sort(), validation: rowsOf(true).sort() }
}
