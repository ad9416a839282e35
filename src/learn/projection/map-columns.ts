import { type Matrix, zeros } from "../../math/matrix.ts"

/** Every entry replaced by what `of` its column makes of it; entries that are no finite numbers stay as they are. */
export const mapColumns = (x: Matrix, of: (value: number, column: number) => number): Matrix => {
  const out = zeros(x.rows, x.cols)
  for (let i = 0; i < x.data.length; i++) {
    const value = x.data[i]!
    out.data[i] = Number.isFinite(value) ? of(value, i % x.cols) : value
  }
  return out
}
