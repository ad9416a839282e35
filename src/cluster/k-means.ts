/** K-Means clustering. Source: Lloyd 1982, Least squares quantization in PCM; stops as scikit-learn does. */
import { squaredDistance } from "../math/distance.ts"
import { type Matrix, row } from "../math/matrix.ts"
import type { Random } from "../math/random.ts"
import { kMeansPlusPlus } from "./k-means-plus-plus.ts"

/**
 * `tolerance` is relative to the mean variance of the features, 0 for strict convergence; `init` replaces seeding and
 * restarts. Shapes: `init` [k, feature].
 */
export interface KMeansOptions {
  readonly k: number
  readonly restarts: number
  readonly maxIterations: number
  readonly tolerance: number
  readonly random: Random
  readonly init?: Matrix
}

/** Shapes: `labels` [track], `centers` [k, feature]. `inertia` is the sum of squared distances to the own centre. */
export interface KMeans {
  readonly labels: Int32Array
  readonly centers: Matrix
  readonly inertia: number
  readonly iterations: number
}

/** Nearest centre per track; returns the sum of squared distances. `distances` receives each track's. */
const assign = (x: Matrix, centers: Matrix, labels: Int32Array, distances: Float64Array): number => {
  const { cols, data, rows } = x
  let inertia = 0
  for (let i = 0; i < rows; i++) {
    let best = Infinity
    let label = 0
    for (let c = 0; c < centers.rows; c++) {
      const distance = squaredDistance(data, i * cols, centers.data, c * cols, cols)
      if (distance < best) {
        best = distance
        label = c
      }
    }
    labels[i] = label
    distances[i] = best
    inertia += best
  }
  return inertia
}

/** New means; an empty cluster takes the track farthest from its centre, as in scikit-learn. Returns the shift². */
const update = (x: Matrix, centers: Matrix, labels: Int32Array, distances: Float64Array): number => {
  const { cols, data, rows } = x
  const sums = new Float64Array(centers.data.length)
  const counts = new Int32Array(centers.rows)
  for (let i = 0; i < rows; i++) {
    const c = labels[i]!
    counts[c]!++
    for (let j = 0; j < cols; j++) sums[c * cols + j]! += data[i * cols + j]!
  }
  const empty = [...counts.keys()].filter((c) => counts[c] === 0)
  if (empty.length > 0) {
    const farthest = [...distances.keys()].sort((a, b) => distances[b]! - distances[a]!)
    empty.forEach((c, n) => {
      const i = farthest[n]!
      const from = labels[i]!
      for (let j = 0; j < cols; j++) {
        sums[from * cols + j]! -= data[i * cols + j]!
        sums[c * cols + j] = data[i * cols + j]!
      }
      counts[from]!--
      counts[c] = 1
    })
  }
  let shift = 0
  for (let c = 0; c < centers.rows; c++) {
    const count = Math.max(1, counts[c]!)
    for (let j = 0; j < cols; j++) {
      const mean = sums[c * cols + j]! / count
      shift += (mean - centers.data[c * cols + j]!) ** 2
      centers.data[c * cols + j] = mean
    }
  }
  return shift
}

const meanVariance = (x: Matrix): number => {
  const sums = new Float64Array(x.cols)
  const squares = new Float64Array(x.cols)
  for (let i = 0; i < x.rows; i++) row(x, i).forEach((value, j) => sums[j]! += value)
  for (let i = 0; i < x.rows; i++) row(x, i).forEach((value, j) => squares[j]! += (value - sums[j]! / x.rows) ** 2)
  return squares.reduce((sum, square) => sum + square, 0) / (x.rows * x.cols)
}

const descend = (x: Matrix, init: Matrix, maxIterations: number, minShift: number): KMeans => {
  const centers: Matrix = { ...init, data: init.data.slice() }
  const labels = new Int32Array(x.rows).fill(-1)
  const distances = new Float64Array(x.rows)
  let iterations = 0
  while (iterations < maxIterations) {
    iterations++
    const before = labels.slice()
    assign(x, centers, labels, distances)
    const isSame = labels.every((label, i) => label === before[i])
    const shift = update(x, centers, labels, distances)
    if (isSame || shift <= minShift) break
  }
  const inertia = assign(x, centers, labels, distances)
  return { labels, centers, inertia, iterations }
}

/** The best of several descents. Throws a RangeError when there are fewer tracks than clusters. */
export const kMeans = (x: Matrix, options: KMeansOptions): KMeans => {
  const { init, k, maxIterations, random, restarts, tolerance } = options
  if (k < 1 || k > x.rows) {
    throw new RangeError(`K-Means cannot make ${k} clusters of ${x.rows} tracks; choose k between 1 and ${x.rows}`)
  }
  const minShift = tolerance * meanVariance(x)
  if (init !== undefined) return descend(x, init, maxIterations, minShift)
  let best: KMeans | undefined
  for (let restart = 0; restart < restarts; restart++) {
    const seeded = kMeansPlusPlus(x, k, random.fork(restart))
    const result = descend(x, seeded, maxIterations, minShift)
    if (best === undefined || result.inertia < best.inertia) best = result
  }
  return best!
}
