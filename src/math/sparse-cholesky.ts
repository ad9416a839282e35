/**
 * Cholesky factor of a sparse symmetric positive definite matrix, and solutions by it.
 * Source: Davis 2006, Direct methods for sparse linear systems, §4.
 */
import type { Matrix } from "./matrix.ts"
import { nestedDissection } from "./nested-dissection.ts"
import { RowSums } from "./row-sums.ts"
import { type SparseMatrix, transposeSparse } from "./sparse-matrix.ts"

/**
 * L·D·Lᵀ. `lower` and `upper` hold the rows of I − L and of its transpose in the order of elimination; their columns are
 * numbered as in the matrix, as are the entries of D, `pivots`.
 */
export interface SparseCholesky {
  readonly order: Int32Array
  readonly pivots: Float64Array
  readonly lower: SparseMatrix
  readonly upper: SparseMatrix
}

/** The parts of `m` above its diagonal once reordered, by column. */
const reorder = (m: SparseMatrix, order: Int32Array): SparseMatrix => {
  const n = m.rows
  const placeOf = new Int32Array(n)
  order.forEach((row, place) => placeOf[row] = place)
  const starts = new Int32Array(n + 1)
  const columns = new Int32Array(m.columns.length)
  const values = new Float64Array(m.columns.length)
  let to = 0
  for (let place = 0; place < n; place++) {
    const row = order[place]!
    for (let k = m.starts[row]!; k < m.starts[row + 1]!; k++) {
      const other = placeOf[m.columns[k]!]!
      if (other > place) continue
      columns[to] = other
      values[to++] = m.values[k]!
    }
    starts[place + 1] = to
  }
  return { rows: n, cols: n, starts, columns: columns.slice(0, to), values: values.slice(0, to) }
}

/** For each row the first one below that its elimination changes: −1 for none. */
const eliminationTree = (m: SparseMatrix): Int32Array => {
  const parent = new Int32Array(m.rows).fill(-1)
  const ancestor = new Int32Array(m.rows).fill(-1)
  for (let k = 0; k < m.rows; k++) {
    for (let at = m.starts[k]!; at < m.starts[k + 1]!; at++) {
      for (let i = m.columns[at]!; i !== -1 && i < k;) {
        const next = ancestor[i]!
        ancestor[i] = k
        if (next === -1) parent[i] = k
        i = next
      }
    }
  }
  return parent
}

/** Columns with an entry in row `k` of the factor, each before those its elimination changes: `stack` from the result on. */
const reachOf = (
  m: SparseMatrix,
  k: number,
  parent: Int32Array,
  { mark, stack }: { readonly mark: Int32Array; readonly stack: Int32Array }
): number => {
  let top = m.rows
  mark[k] = k
  for (let at = m.starts[k]!; at < m.starts[k + 1]!; at++) {
    let length = 0
    for (let i = m.columns[at]!; mark[i] !== k; i = parent[i]!) {
      stack[length++] = i
      mark[i] = k
    }
    while (length > 0) stack[--top] = stack[--length]!
  }
  return top
}

/** Where each column of the factor starts, or undefined when it has more than `mostEntries`. */
const startsOf = (m: SparseMatrix, parent: Int32Array, mostEntries: number): Int32Array | undefined => {
  const n = m.rows
  const room = { mark: new Int32Array(n).fill(-1), stack: new Int32Array(n) }
  const counts = new Int32Array(n)
  let entries = 0
  for (let k = 0; k < n; k++) {
    const top = reachOf(m, k, parent, room)
    entries += n - top
    if (entries > mostEntries) return undefined
    for (let at = top; at < n; at++) counts[room.stack[at]!]!++
  }
  const starts = new Int32Array(n + 1)
  for (let j = 0; j < n; j++) starts[j + 1] = starts[j]! + counts[j]!
  return starts
}

/**
 * The factor of diagonal · I − m, or undefined when it would have more than `mostEntries` or is not positive definite.
 * Shapes: `m` [n, n], symmetric.
 */
export const factorShifted = (m: SparseMatrix, diagonal: number, mostEntries: number): SparseCholesky | undefined => {
  const n = m.rows
  const order = nestedDissection(m)
  const above = reorder(m, order)
  const parent = eliminationTree(above)
  const starts = startsOf(above, parent, mostEntries)
  if (starts === undefined) return undefined
  const columns = new Int32Array(starts[n]!)
  const values = new Float64Array(starts[n]!)
  const pivots = new Float64Array(n)
  const ends = starts.slice(0, n)
  const left = new Float64Array(n)
  const room = { mark: new Int32Array(n).fill(-1), stack: new Int32Array(n) }
  for (let k = 0; k < n; k++) {
    const top = reachOf(above, k, parent, room)
    let pivot = diagonal
    for (let at = above.starts[k]!; at < above.starts[k + 1]!; at++) {
      const i = above.columns[at]!
      if (i === k) pivot -= above.values[at]!
      else left[i] = -above.values[at]!
    }
    for (let at = top; at < n; at++) {
      const i = room.stack[at]!
      const rest = left[i]!
      left[i] = 0
      const end = ends[i]!
      for (let p = starts[i]!; p < end; p++) left[columns[p]!]! += values[p]! * rest
      const entry = rest / pivots[i]!
      pivot -= entry * rest
      columns[end] = k
      values[end] = -entry
      ends[i] = end + 1
    }
    if (!(pivot > 0)) return undefined
    pivots[k] = pivot
  }
  const upper = { rows: n, cols: n, starts, columns, values }
  const renumbered = (m: SparseMatrix) => ({ ...m, columns: m.columns.map((place) => order[place]!) })
  const ownPivots = new Float64Array(n)
  order.forEach((own, place) => ownPivots[own] = pivots[place]!)
  return { order, pivots: ownPivots, lower: renumbered(transposeSparse(upper)), upper: renumbered(upper) }
}

/**
 * Solves L·D·Lᵀ·x = b for `cols` columns, with the factor kept at hand: b ↦ x. It may not be used any more after a product
 * of matrices was made ready. Shapes: [n, cols] → [n, cols].
 */
export const choleskySolver = (
  { lower, order, pivots, upper }: SparseCholesky,
  cols: number
): (b: Matrix) => Matrix => {
  const n = order.length
  const entries = lower.values.length
  const kernel = new RowSums({ rows: n, cols, terms: 2 * entries, sums: 0 })
  kernel.setTerms(0, lower)
  kernel.setTerms(entries, upper)
  return (b) => {
    const x = { rows: n, cols, data: b.data.slice() }
    kernel.setRows(x, 0, n)
    for (let k = 0; k < n; k++) kernel.addToRow(order[k]!, lower.starts[k]!, lower.starts[k + 1]!)
    kernel.takeRows(x)
    for (let i = 0, at = 0; i < n; i++) for (let c = 0; c < cols; c++) x.data[at++]! /= pivots[i]!
    kernel.setRows(x, 0, n)
    for (let k = n - 1; k >= 0; k--) {
      kernel.addToRow(order[k]!, entries + upper.starts[k]!, entries + upper.starts[k + 1]!)
    }
    kernel.takeRows(x)
    return x
  }
}
