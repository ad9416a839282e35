/** Pairs of tracks that are far nearer to one another than to all else: a recording that was encoded hard, most likely. */
import { fitStandardScaler, standardize } from "../../learn/projection/standard-scaler.ts"
import { type Matrix, takeRows } from "../../math/matrix.ts"
import { nearestNeighbours } from "../../math/nearest-neighbours.ts"
import type { RowGroups } from "./row-groups.ts"

const asked = 16 // neighbours among which one of another group is looked for
const further = 2.5 // times the distance within which all pairs count
const ratio = 0.7 // of the nearest to the next: Lowe 2004, §7.1, doi:10.1023/B:VISI.0000029664.99615.94, takes 0.8

const measured = ({ cols, data, rows }: Matrix): ReadonlyArray<number> =>
  Array.from({ length: rows }, (_, i) => i).filter((i) =>
    data.subarray(i * cols, (i + 1) * cols).every(Number.isFinite)
  )

/** z-scores of the rows that were measured, in the place of all; NaN in the others. Shapes: [track, feature] → the same. */
export const zScoredRows = (features: Matrix): Matrix => {
  const { cols, rows } = features
  const known = measured(features)
  const out = { rows, cols, data: new Float64Array(rows * cols).fill(NaN) }
  if (known.length === 0) return out
  const some = takeRows(features, known)
  const z = standardize(some, fitStandardScaler(some))
  known.forEach((row, i) => out.data.set(z.data.subarray(i * cols, (i + 1) * cols), row * cols))
  return out
}

/**
 * Pairs of two groups that are each the other's nearest, as long as one another, and clearly nearer than whatever comes next.
 * Shapes: `z` [track, feature], NaN where not measured.
 */
export const aloneTogether = (
  z: Matrix,
  { groups, isAsLong, within }: {
    readonly groups: RowGroups
    readonly isAsLong: (a: number, b: number) => boolean
    readonly within: number
  }
): ReadonlyArray<readonly [number, number]> => {
  const known = measured(z)
  if (known.length < 3 || z.cols === 0) return []
  const { count, distances, indices } = nearestNeighbours(takeRows(z, known), Math.min(asked, known.length - 1))
  const limit = further * within * Math.sqrt(z.cols)
  const nearest = new Map<number, number>()
  for (const [i, row] of known.entries()) {
    const others = Array.from({ length: count }, (_, k) => ({
      row: known[indices[i * count + k]!]!,
      distance: distances[i * count + k]!
    })).filter((other) => groups.of(other.row) !== groups.of(row))
    const [first] = others
    const next = others.find((other) => groups.of(other.row) !== groups.of(first!.row))
    if (first === undefined || next === undefined) continue
    if (first.distance <= limit && first.distance <= ratio * next.distance && isAsLong(row, first.row)) {
      nearest.set(row, first.row)
    }
  }
  return [...nearest].flatMap(([row, other]) => {
    const back = nearest.get(other)
    return back !== undefined && row < other && groups.of(back) === groups.of(row) ? [[row, other] as const] : []
  })
}
