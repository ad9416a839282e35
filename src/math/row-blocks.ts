/** Linear forms of many rows at once, in blocks that stay in the processor's cache. */
import { type Matrix, zeros } from "./matrix.ts"
import { RowSums } from "./row-sums.ts"

const width = 256 // rows in a block

/** Rows of a matrix as columns, block after block, the last one filled up with zeros. */
export interface RowBlocks {
  readonly rows: number
  readonly cols: number
  readonly turned: Matrix
}

/** Turns blocks of rows into columns. Shapes: [n, column]. */
export const rowBlocks = ({ cols, data, rows }: Matrix): RowBlocks => {
  const turned = zeros(Math.ceil(rows / width) * cols, width)
  for (let i = 0; i < rows; i++) {
    const start = Math.floor(i / width) * cols * width + i % width
    for (let j = 0, at = i * cols; j < cols; j++, at++) turned.data[start + j * width] = data[at]!
  }
  return { rows, cols, turned }
}

/** `values` of one form for the `count` rows from `first` on; they are overwritten by the next. */
export type FormValues = (form: number, values: Float64Array, first: number, count: number) => void

/**
 * Evaluates linear forms of every row, all forms of a block before the next block. Row f of `forms` holds the factors of
 * form f, of which the first `terms(f)` count. Shapes: `forms` [form, column].
 */
export const evaluateForms = (
  { cols, rows, turned }: RowBlocks,
  forms: Matrix,
  terms: (form: number) => number,
  visit: FormValues
): void => {
  const kernel = new RowSums({ rows: cols, cols: width, terms: cols, sums: 1 })
  for (let term = 0; term < cols; term++) kernel.setTerm(term, term)
  const values = new Float64Array(width)
  for (let first = 0, block = 0; first < rows; first += width, block++) {
    kernel.setRows(turned, block * cols, cols)
    const count = Math.min(width, rows - first)
    for (let form = 0; form < forms.rows; form++) {
      const used = terms(form)
      kernel.factors.set(forms.data.subarray(form * cols, form * cols + used))
      kernel.add(used, 0, 0)
      kernel.take(0, values, 0)
      visit(form, values, first, count)
    }
  }
}
