import type { Matrix } from "../../math/matrix.ts"

/** The finite numbers of column `j`, ascending; scalers are fitted to these. */
export const finiteColumn = ({ cols, data, rows }: Matrix, j: number): Float64Array => {
  const found = new Float64Array(rows)
  let count = 0
  for (let i = 0; i < rows; i++) {
    const value = data[i * cols + j]!
    if (Number.isFinite(value)) found[count++] = value
  }
  return found.subarray(0, count).sort()
}
