/** How alike tracks are, as a graph for spectral clustering. */
import { DistanceKernel } from "../../math/distance-kernel.ts"
import type { Matrix } from "../../math/matrix.ts"
import { nearestNeighbours } from "../../math/nearest-neighbours.ts"
import { type SparseMatrix, transposeSparse } from "../../math/sparse-matrix.ts"

/** Average of a matrix and its transpose. */
const symmetrize = (a: SparseMatrix): SparseMatrix => {
  const b = transposeSparse(a)
  const starts = new Int32Array(a.rows + 1)
  const columns = new Int32Array(2 * a.columns.length)
  const values = new Float64Array(2 * a.columns.length)
  let to = 0
  for (let i = 0; i < a.rows; i++) {
    let p = a.starts[i]!
    let q = b.starts[i]!
    while (p < a.starts[i + 1]! || q < b.starts[i + 1]!) {
      const left = p < a.starts[i + 1]! ? a.columns[p]! : Infinity
      const right = q < b.starts[i + 1]! ? b.columns[q]! : Infinity
      columns[to] = Math.min(left, right)
      if (left <= right) values[to]! += a.values[p++]! / 2
      if (right <= left) values[to]! += b.values[q++]! / 2
      to++
    }
    starts[i + 1] = to
  }
  return { rows: a.rows, cols: a.cols, starts, columns: columns.slice(0, to), values: values.slice(0, to) }
}

/**
 * 1 between mutual neighbours, ½ where only one counts the other among its `neighbours` nearest. The track itself is one
 * of them, as in scikit-learn, but has no entry. Shapes: [track, feature] → [track, track].
 */
export const neighbourAffinity = (x: Matrix, neighbours: number): SparseMatrix => {
  const count = neighbours - 1
  const { indices } = nearestNeighbours(x, count)
  const columns = new Int32Array(indices.length)
  for (let i = 0; i < x.rows; i++) columns.set(indices.slice(i * count, (i + 1) * count).sort(), i * count)
  return symmetrize({
    rows: x.rows,
    cols: x.rows,
    starts: Int32Array.from({ length: x.rows + 1 }, (_, i) => i * count),
    columns,
    values: new Float64Array(columns.length).fill(1)
  })
}

/** exp(−gamma · squared distance) between all pairs. Shapes: [track, feature] → [track, track], 12 bytes a pair. */
export const gaussianAffinity = (x: Matrix, gamma: number): SparseMatrix => {
  const n = x.rows
  const kernel = new DistanceKernel({ cols: x.cols, rows: n, columns: n })
  kernel.setRows(x.data, 0, n)
  kernel.setColumns(x.data, 0, n)
  const columns = new Int32Array(n * (n - 1))
  const values = new Float64Array(n * (n - 1))
  let to = 0
  for (let i = 0; i < n; i++) {
    kernel.measure(i, 0, n)
    for (let j = 0; j < n; j++) {
      if (j === i) continue
      columns[to] = j
      values[to++] = Math.exp(-gamma * kernel.distances[j]!)
    }
  }
  return { rows: n, cols: n, starts: Int32Array.from({ length: n + 1 }, (_, i) => i * (n - 1)), columns, values }
}
