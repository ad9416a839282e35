/** Products of tall dense matrices, four terms at a time so that each sum is read and written a quarter as often. */
import { type Matrix, zeros } from "./matrix.ts"

/** YᵀY. Shapes: `y` [n, l] → [l, l], symmetric. */
export const gramMatrix = (y: Matrix): Matrix => {
  const { cols: l, data, rows } = y
  const out = zeros(l, l)
  const g = out.data
  const quads = rows - rows % 4
  for (let a = 0; a < quads * l; a += 4 * l) {
    const [b, c, d] = [a + l, a + 2 * l, a + 3 * l]
    for (let i = 0; i < l; i++) {
      const [p, q, r, s] = [data[a + i]!, data[b + i]!, data[c + i]!, data[d + i]!]
      const to = i * l
      for (let j = i; j < l; j++) {
        g[to + j]! += p * data[a + j]! + q * data[b + j]! + (r * data[c + j]! + s * data[d + j]!)
      }
    }
  }
  for (let a = quads * l; a < rows * l; a += l) {
    for (let i = 0; i < l; i++) for (let j = i; j < l; j++) g[i * l + j]! += data[a + i]! * data[a + j]!
  }
  for (let i = 0; i < l; i++) for (let j = 0; j < i; j++) g[i * l + j] = g[j * l + i]!
  return out
}

/** Y · m. Shapes: [n, l] · [l, k] → [n, k]. Throws a RangeError when they do not fit. */
export const multiply = (y: Matrix, m: Matrix): Matrix => {
  if (y.cols !== m.rows) throw new RangeError(`${y.rows} × ${y.cols} cannot multiply ${m.rows} × ${m.cols}`)
  const [l, k] = [m.rows, m.cols]
  const out = zeros(y.rows, k)
  const quads = l - l % 4
  for (let row = 0; row < y.rows; row++) {
    const [from, to] = [row * l, row * k]
    for (let i = 0; i < quads; i += 4) {
      const [p, q] = [y.data[from + i]!, y.data[from + i + 1]!]
      const [r, s] = [y.data[from + i + 2]!, y.data[from + i + 3]!]
      addFour(out.data, to, m.data, i * k, k, p, q, r, s)
    }
    for (let i = quads; i < l; i++) {
      const p = y.data[from + i]!
      for (let j = 0; j < k; j++) out.data[to + j]! += p * m.data[i * k + j]!
    }
  }
  return out
}

/** The matrix with rows and columns exchanged. */
export const transpose = (m: Matrix): Matrix => {
  const out = zeros(m.cols, m.rows)
  for (let i = 0; i < m.rows; i++) for (let j = 0; j < m.cols; j++) out.data[j * m.rows + i] = m.data[i * m.cols + j]!
  return out
}

/** y[to + j] += p·x[from + j] + q·x[from + l + j] + r·… + s·… for j < l. */
const addFour = (
  y: Float64Array,
  to: number,
  x: Float64Array,
  a: number,
  l: number,
  p: number,
  q: number,
  r: number,
  s: number
): void => {
  const [b, c, d] = [a + l, a + 2 * l, a + 3 * l]
  for (let j = 0; j < l; j++) y[to + j]! += p * x[a + j]! + q * x[b + j]! + (r * x[c + j]! + s * x[d + j]!)
}
