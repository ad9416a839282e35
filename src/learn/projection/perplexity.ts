/** Neighbour probabilities of t-SNE. Source: van der Maaten & Hinton 2008, Visualizing data using t-SNE, §2. */

const maxBisections = 100
const entropyTolerance = 1e-5 // nats, as scikit-learn

/**
 * Fills `out` with probabilities ∝ exp(−β·d²) over neighbours, with the β whose distribution has the given perplexity;
 * they sum to 1. Shapes: `squared`, `out` [neighbour].
 */
export const neighbourProbabilities = (squared: Float64Array, perplexity: number, out: Float64Array): void => {
  const target = Math.log(perplexity)
  let nearest = Infinity
  for (const distance of squared) nearest = Math.min(nearest, distance)
  let low = 0
  let high = Infinity
  let beta = 1
  for (let step = 0; step < maxBisections; step++) {
    let sum = 0
    let weighted = 0
    for (let j = 0; j < squared.length; j++) {
      const excess = squared[j]! - nearest // keeps the nearest neighbour's weight at 1, so that the sum never is 0
      const weight = Math.exp(-beta * excess)
      out[j] = weight
      sum += weight
      weighted += weight * excess
    }
    for (let j = 0; j < squared.length; j++) out[j]! /= sum
    const error = Math.log(sum) + beta * weighted / sum - target
    if (Math.abs(error) <= entropyTolerance) return
    if (error > 0) {
      low = beta
      beta = high === Infinity ? beta * 2 : (beta + high) / 2
    } else {
      high = beta
      beta = (beta + low) / 2
    }
  }
}

/** Symmetric sparse probabilities: row i holds `columns` and `values` from `starts[i]` to `starts[i + 1]`. */
export interface SparseAffinities {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

/**
 * (p(j|i) + p(i|j)) / 2n over each point's neighbours; all values sum to 1.
 * Shapes: `indices`, `distances` [point, neighbour], `distances` not squared.
 */
export const sparseAffinities = (
  neighbours: { readonly count: number; readonly indices: Int32Array; readonly distances: Float64Array },
  perplexity: number
): SparseAffinities => {
  const { count, distances, indices } = neighbours
  const n = indices.length / count
  const forward = new Float64Array(n * count)
  const squared = distances.map((distance) => distance * distance)
  for (let i = 0; i < n; i++) {
    const from = i * count
    neighbourProbabilities(squared.subarray(from, from + count), perplexity, forward.subarray(from, from + count))
  }
  return symmetrize(indices, forward, n, count)
}

const symmetrize = (indices: Int32Array, forward: Float64Array, n: number, count: number): SparseAffinities => {
  const rows = Array.from({ length: n }, () => new Map<number, number>())
  const add = (i: number, j: number, value: number) => rows[i]!.set(j, (rows[i]!.get(j) ?? 0) + value)
  for (let i = 0; i < n; i++) {
    for (let at = i * count; at < (i + 1) * count; at++) {
      const half = forward[at]! / (2 * n)
      add(i, indices[at]!, half)
      add(indices[at]!, i, half)
    }
  }
  const starts = new Int32Array(n + 1)
  rows.forEach((row, i) => starts[i + 1] = starts[i]! + row.size)
  const columns = new Int32Array(starts[n]!)
  const values = new Float64Array(starts[n]!)
  rows.forEach((row, i) => {
    columns.set([...row.keys()], starts[i])
    values.set([...row.values()], starts[i])
  })
  return { starts, columns, values }
}
