/**
 * How strongly every point belongs to the surroundings of its neighbours.
 * Source: McInnes, Healy & Melville 2018 (arXiv:1802.03426), §3.1 and algorithm 3; details as in umap-learn.
 */
import type { Neighbours } from "../../math/nearest-neighbours.ts"

const tolerance = 1e-5
const maxBisections = 64
const narrowest = 1e-3 // a width in mean distances; below, rounding would decide

/** Distances from point i, nearest first, itself left out. */
type Distances = Float64Array

/** The width at which strengths exp(−(d − nearest) / width) sum to `target`. */
const bisectWidth = (distances: Distances, nearest: number, target: number): number => {
  let low = 0
  let high = Infinity
  let width = 1
  for (let step = 0; step < maxBisections; step++) {
    let sum = 0
    for (const distance of distances) {
      const excess = distance - nearest
      sum += excess > 0 ? Math.exp(-(excess / width)) : 1
    }
    if (Math.abs(sum - target) < tolerance) break
    if (sum > target) {
      high = width
      width = (low + high) / 2
    } else {
      low = width
      width = high === Infinity ? width * 2 : (low + high) / 2
    }
  }
  return width
}

/** Over the neighbours and the point itself, at distance 0. */
const meanDistance = (distances: Distances): number => distances.reduce((sum, d) => sum + d, 0) / (distances.length + 1)

const meanOfMeans = (rows: ReadonlyArray<Distances>): number =>
  rows.reduce((sum, distances) => sum + meanDistance(distances), 0) / rows.length

/**
 * The strengths of all points to their neighbours, from 0 to 1: 1 to the nearest one that is not the same point, less
 * the farther, and log₂(neighbours + 1) in all, so that sparse and dense regions count alike.
 * Shapes: as `neighbours`, [point, neighbour].
 */
export const neighbourStrengths = ({ count, distances }: Neighbours): Float64Array => {
  const target = Math.log(count + 1) / Math.log(2) // umap-learn counts the point itself among its neighbours
  const rows = Array.from(
    { length: distances.length / count },
    (_, i) => distances.subarray(i * count, (i + 1) * count)
  )
  let typical: number | undefined
  const strengths = new Float64Array(distances.length)
  rows.forEach((row, i) => {
    const nearest = row.find((distance) => distance > 0) ?? 0
    // Among equal points alone no distance of their own tells a scale: all points give one.
    const scale = nearest > 0 ? meanDistance(row) : typical ??= meanOfMeans(rows)
    const width = Math.max(bisectWidth(row, nearest, target), narrowest * scale)
    row.forEach((distance, k) => {
      const excess = distance - nearest
      strengths[i * count + k] = excess <= 0 ? 1 : Math.exp(-(excess / width))
    })
  })
  return strengths
}
