/**
 * Lloyd's descent of K-Means. Bounds on each track's distances spare most of the comparisons and change no result.
 * Source: Lloyd 1982, Least squares quantization in PCM; Hamerly 2010, Making k-means even faster.
 */
import type { DistanceKernel } from "../../math/distance-kernel.ts"
import { squaredDistance } from "../../math/distance.ts"
import type { Matrix } from "../../math/matrix.ts"

/** `minShift` is the sum of squared centre movements at which to stop; the rows of `kernel` are the tracks. */
export interface LloydOptions {
  readonly kernel: DistanceKernel
  readonly maxIterations: number
  readonly minShift: number
}

/** Shapes: `labels` [track], `centers` [k, feature]. `inertia` is the sum of squared distances to the own centre. */
export interface LloydResult {
  readonly labels: Int32Array
  readonly centers: Matrix
  readonly inertia: number
  readonly iterations: number
}

interface Descent {
  readonly x: Matrix
  readonly k: number
  readonly centers: Matrix
  readonly labels: Int32Array
  readonly upper: Float64Array // ≥ distance to the own centre
  readonly lower: Float64Array // ≤ distance to every other centre
  readonly sums: Float64Array
  readonly counts: Int32Array
  readonly pending: Int32Array // tracks whose nearest centre is uncertain
  readonly kernel: DistanceKernel // tracks as rows, centres as columns
}

const mostTogether = 256 // tracks whose distances stay in the first cache
const certain = 1 - 1e-12 // bounds this close are as good as equal: rounding may have moved them

const move = ({ counts, sums, x }: Descent, i: number, from: number, to: number): void => {
  const { cols, data } = x
  counts[to]!++
  if (from >= 0) counts[from]!--
  for (let j = 0; j < cols; j++) {
    const value = data[i * cols + j]!
    sums[to * cols + j]! += value
    if (from >= 0) sums[from * cols + j]! -= value
  }
}

/**
 * Labels the first `count` of `state.pending` tracks by all their distances, the first of equal centres winning, and sets
 * their bounds; returns how many changed.
 */
const relabel = (state: Descent, count: number): number => {
  const { k, kernel, labels, lower, pending, upper } = state
  const { distances } = kernel
  const batch = Math.min(mostTogether, kernel.batch(k))
  let changed = 0
  for (let from = 0; from < count; from += batch) {
    const to = Math.min(count, from + batch)
    const apart = kernel.measureNearest(pending, from, to, k)
    for (let at = from, start = 0; at < to; at++, start += apart) {
      const i = pending[at]!
      upper[i] = distances[start]!
      lower[i] = distances[start + 1]!
      const label = distances[start + 2]!
      if (label === labels[i]) continue
      move(state, i, labels[i]!, label)
      labels[i] = label
      changed++
    }
  }
  return changed
}

/** Labels the tracks whose nearest centre may have changed after centres moved by `drift`; returns how many did. */
const assign = (state: Descent, drift: Float64Array): number => {
  const { centers, k, labels, lower, pending, upper, x } = state
  let fastest = 0
  for (let c = 1; c < k; c++) if (drift[c]! > drift[fastest]!) fastest = c
  let second = 0
  for (let c = 0; c < k; c++) if (c !== fastest) second = Math.max(second, drift[c]!)
  const others = drift.map((_, c) => c === fastest ? second : drift[fastest]!)
  const half = halfGaps(centers, k)
  let count = 0
  for (let i = 0; i < x.rows; i++) {
    const label = labels[i]!
    const farthest = upper[i]! + drift[label]!
    const nearestOther = lower[i]! - others[label]!
    upper[i] = farthest
    lower[i] = nearestOther
    pending[count] = i // whether it is kept is hard to foresee, and so is a branch
    count += Number(farthest >= Math.max(half[label]!, nearestOther) * certain)
  }
  return relabel(state, count)
}

/** Half the distance of every centre to the next: tracks nearer than that cannot be nearer to another. */
const halfGaps = (centers: Matrix, k: number): Float64Array => {
  const half = new Float64Array(k).fill(Infinity)
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < a; b++) {
      const gap = Math.sqrt(
        squaredDistance(centers.data, a * centers.cols, centers.data, b * centers.cols, centers.cols)
      )
      half[a] = Math.min(half[a]!, gap / 2)
      half[b] = Math.min(half[b]!, gap / 2)
    }
  }
  return half
}

/** Gives each empty cluster one of the tracks farthest from their centres, as scikit-learn; labels stay. */
const fillEmpty = (state: Descent, sums: Float64Array, counts: Int32Array): void => {
  const { centers, labels, x } = state
  const { cols, data } = x
  const empty = [...counts.keys()].filter((c) => counts[c] === 0)
  const distances = Float64Array.from(
    labels,
    (label, i) => squaredDistance(data, i * cols, centers.data, label * cols, cols)
  )
  const farthest = [...distances.keys()].sort((a, b) => distances[b]! - distances[a]! || a - b)
  empty.forEach((cluster, n) => {
    const track = farthest[n]!
    const from = labels[track]!
    for (let j = 0; j < cols; j++) {
      sums[from * cols + j]! -= data[track * cols + j]!
      sums[cluster * cols + j] = data[track * cols + j]!
    }
    counts[from]!--
    counts[cluster] = 1
  })
}

/** Moves the centres to the means of their tracks; returns how far each went. */
const update = (state: Descent): Float64Array => {
  const { centers, k, x: { cols } } = state
  const isFull = state.counts.every((count) => count > 0)
  const sums = isFull ? state.sums : state.sums.slice()
  const counts = isFull ? state.counts : state.counts.slice()
  if (!isFull) fillEmpty(state, sums, counts)
  const drift = new Float64Array(k)
  for (let c = 0; c < k; c++) {
    if (counts[c]! === 0) continue // its one track went to an empty cluster: it waits where it is
    let squared = 0
    for (let at = c * cols; at < (c + 1) * cols; at++) {
      const mean = sums[at]! / counts[c]!
      squared += (mean - centers.data[at]!) ** 2
      centers.data[at] = mean
    }
    drift[c] = Math.sqrt(squared)
  }
  state.kernel.setColumns(centers.data, 0, k)
  return drift
}

/** Sums anew what adding and subtracting tracks has rounded. */
const recount = ({ counts, labels, sums, x }: Descent): void => {
  sums.fill(0)
  counts.fill(0)
  for (let i = 0; i < x.rows; i++) {
    const label = labels[i]!
    counts[label]!++
    for (let j = 0; j < x.cols; j++) sums[label * x.cols + j]! += x.data[i * x.cols + j]!
  }
}

const begin = (x: Matrix, init: Matrix, kernel: DistanceKernel): Descent => {
  const k = init.rows
  const centers = { ...init, data: init.data.slice() }
  kernel.setColumns(centers.data, 0, k)
  return {
    x,
    k,
    centers,
    labels: new Int32Array(x.rows).fill(-1),
    upper: new Float64Array(x.rows),
    lower: new Float64Array(x.rows),
    sums: new Float64Array(k * x.cols),
    counts: new Int32Array(k),
    pending: Int32Array.from({ length: x.rows }, (_, i) => i),
    kernel
  }
}

/**
 * Descends from the centres `init` until no label changes, the centres hardly move or `maxIterations` are done; counts
 * iterations and treats empty clusters as scikit-learn does. Shapes: `x` [track, feature], `init` [k, feature].
 */
export const lloyd = (x: Matrix, init: Matrix, { kernel, maxIterations, minShift }: LloydOptions): LloydResult => {
  const state = begin(x, init, kernel)
  let changed = relabel(state, x.rows)
  let iterations = 0
  while (iterations < maxIterations) {
    iterations++
    const isStable = changed === 0
    if (isStable) recount(state)
    const drift = update(state)
    if (isStable) break
    const shift = drift.reduce((sum, distance) => sum + distance * distance, 0)
    changed = assign(state, drift)
    if (shift <= minShift) break
  }
  const { centers } = state
  let inertia = 0
  for (let i = 0; i < x.rows; i++) {
    inertia += squaredDistance(x.data, i * x.cols, centers.data, state.labels[i]! * x.cols, x.cols)
  }
  return { labels: state.labels, centers, inertia, iterations }
}
