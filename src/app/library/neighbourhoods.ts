/** Neighbourhoods of a library: a track and what is nearest to it, again and again, the densest first. */
import type { Matrix } from "../../math/matrix.ts"
import { nearestNeighbours } from "../../math/nearest-neighbours.ts"

const further = 2 // times the size, so that there is something in place of what may not be in a list
const fresh = 0.5 // of the tracks of another neighbourhood, at least, are in none yet
const most = 100 // neighbourhoods: more are no help to anybody
const covered = 0.9 // of the tracks; the rest lie so far out that what is nearest to them is not near

/**
 * Rows of each neighbourhood, its middle first and then from the nearest on, `size` of them and as many that are next. Tracks of `middles` come first, in their order, where
 * they are in no neighbourhood yet; then whatever lies densest. A track may be in several.
 * Shapes: `points` [track, axis].
 */
export const neighbourhoods = (
  points: Matrix,
  { middles, size }: { readonly size: number; readonly middles: ReadonlyArray<number> }
): ReadonlyArray<ReadonlyArray<number>> => {
  const { rows } = points
  const count = Math.min(further * size, rows) - 1
  const own = Math.min(size, rows) - 1
  if (own < 1) return Array.from({ length: rows }, (_, row) => [row])
  const { distances, indices } = nearestNeighbours(points, count)
  const reach = (row: number): number => distances[row * count + own - 1]!
  const dense = Array.from({ length: rows }, (_, row) => row).sort((a, b) => reach(a) - reach(b) || a - b)
  const stays = new Set(middles)
  const inside = new Set<number>()
  const found: Array<ReadonlyArray<number>> = []
  for (const middle of new Set([...middles, ...dense])) {
    if (inside.size >= covered * rows || found.length === most) break
    const near = indices.subarray(middle * count, (middle + 1) * count)
    const core = [middle, ...near.subarray(0, own)]
    if (
      inside.has(middle) || (!stays.has(middle) && core.filter((row) => !inside.has(row)).length < fresh * core.length)
    ) continue
    for (const row of core) inside.add(row)
    found.push([middle, ...near])
  }
  return found
}
