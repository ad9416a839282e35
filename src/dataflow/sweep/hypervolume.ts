/** How much of the space of losses a set of trials beats: one number for a whole Pareto front. */
import type { Losses } from "./pareto.ts"

const area = (points: Losses, [x, y]: ReadonlyArray<number>): number => {
  let [sum, lowest] = [0, y!]
  for (const [a, b] of points.toSorted((one, other) => one[0]! - other[0]! || one[1]! - other[1]!)) {
    if (b! >= lowest) continue
    sum += (x! - a!) * (lowest - b!)
    lowest = b!
  }
  return sum
}

/**
 * The volume between the losses and a point `reference` that is worse than all of them; trials that are not better than
 * it in every objective add nothing. Exact, by slices along the last objective: quick for a few hundred trials and up to
 * four objectives. Source: Zitzler & Thiele 1999; slicing as in While et al. 2006, "A faster algorithm for calculating
 * hypervolume".
 */
export const hypervolume = (losses: Losses, reference: ReadonlyArray<number>): number => {
  const last = reference.length - 1
  const inside = losses.filter((point) => point.every((loss, i) => loss < reference[i]!))
  if (inside.length === 0) return 0
  if (last === 0) return reference[0]! - Math.min(...inside.map(([loss]) => loss!))
  if (last === 1) return area(inside, reference)
  const sorted = inside.toSorted((a, b) => a[last]! - b[last]!)
  const base = reference.slice(0, last)
  let volume = 0
  for (const [i, point] of sorted.entries()) {
    const depth = (sorted[i + 1]?.[last] ?? reference[last]!) - point[last]!
    if (depth > 0) volume += depth * hypervolume(sorted.slice(0, i + 1).map((each) => each.slice(0, last)), base)
  }
  return volume
}
