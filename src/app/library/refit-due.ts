/** Whether tracks that came after a fit are so unlike what was fitted, or so many, that it should be done anew. */
import { squaredDistance } from "../../math/distance.ts"
import type { Matrix } from "../../math/matrix.ts"

const farShare = 0.05 // of the library's own tracks are farther from their nearest
const chance = 1e-3 // that so many newcomers are far, were they like the library; looked at again and again
const grown = 0.25 // of the library: centres of a quarter fewer tracks are those of another library
const fewest = 5
const mostMeasured = 2_000 // tracks of the library whose nearest are looked for

/** Distance to the nearest other row. Shapes: `points` [row, axis]; `to` a row of its own or of another table. */
const nearest = (
  points: Matrix,
  of: ArrayLike<number>,
  { at, skip }: { readonly at: number; readonly skip: number }
) => {
  let least = Infinity
  for (let row = 0; row < points.rows; row++) {
    if (row === skip) continue
    least = Math.min(least, squaredDistance(of as Float64Array, at, points.data, row * points.cols, points.cols))
  }
  return Math.sqrt(least)
}

/** How far from its nearest neighbour a track of the library is, but for the farthest twentieth. Shapes: `points` [track, axis]. */
export const usualReach = (points: Matrix): number => {
  const step = Math.max(1, Math.floor(points.rows / mostMeasured))
  const rows = Array.from({ length: Math.ceil(points.rows / step) }, (_, i) => i * step)
  const sorted = Float64Array.from(rows, (row) => nearest(points, points.data, { at: row * points.cols, skip: row }))
    .sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil((1 - farShare) * sorted.length) - 1)] ?? Infinity
}

/** How far a point is from the nearest track of a library. Shapes: `point` [axis]. */
export const reachOf = (points: Matrix, point: Float64Array): number => nearest(points, point, { at: 0, skip: -1 })

/** Chance of at least `count` successes in `of` trials of probability `p`. */
const binomialTail = (count: number, of: number, p: number): number => {
  let [term, below] = [(1 - p) ** of, 0]
  for (let i = 0; i < count; i++) {
    below += term
    term *= (of - i) / (i + 1) * p / (1 - p)
  }
  return Math.max(0, 1 - below)
}

/** What has come to a library since it was fitted: `far` of the newcomers lie beyond its usual reach, `gone` tracks left. */
export interface Since {
  readonly fitted: number
  readonly newcomers: number
  readonly far: number
  readonly gone: number
}

/** Why a refit is due, in words; undefined where it is not. */
export const refitDue = ({ far, fitted, gone, newcomers }: Since): string | undefined => {
  if (newcomers >= fewest && binomialTail(far, newcomers, farShare) < chance) {
    return `${far} of ${newcomers} new tracks are unlike all that the run has seen`
  }
  if (newcomers >= fewest && newcomers >= grown * fitted) return `${newcomers} tracks have joined ${fitted}`
  if (gone >= fewest && gone >= grown * fitted) return `${gone} of ${fitted} tracks are gone`
  return undefined
}
