/** Weighted sums of a table's rows: the inner loop of every product of matrices here (bench/text.ts). */
import type { Matrix } from "./matrix.ts"
import { rowSumsModule } from "./row-sums-module.ts"
import { growTo, machineOf } from "./wasm-machine.ts"

interface Machine {
  readonly addRows: (
    list: number,
    listEnd: number,
    factors: number,
    from: number,
    rowBytes: number,
    sum: number
  ) => void
}

const panel = 8

const machine = machineOf<Machine>(rowSumsModule)

/** Sizes to make room for. `terms`: the most rows in one sum; `sums`: how many sums are kept at once. */
export interface RowSumsSize {
  readonly rows: number
  readonly cols: number
  readonly terms: number
  readonly sums: number
}

/**
 * A table and sums of its rows. A new one takes over the memory of the one before, which must not be used again.
 * Throws a RangeError when all of it needs more than WebAssembly's 4 GiB.
 */
export class RowSums {
  /** Factor of each listed row. */
  readonly factors: Float64Array
  private readonly list: Int32Array
  private readonly table: Float64Array
  private readonly sums: Float64Array
  private readonly cols: number
  private readonly width: number
  private readonly addRows: Machine["addRows"]

  constructor({ cols, rows, sums, terms }: RowSumsSize) {
    const { addRows, memory } = machine()
    this.addRows = addRows
    this.cols = cols
    this.width = Math.max(panel, Math.ceil(cols / panel) * panel)
    const room = Math.ceil(terms / 2) * 2
    const bytes = 12 * room + 8 * this.width * (rows + sums)
    growTo(memory, bytes)
    this.factors = new Float64Array(memory.buffer, 0, terms)
    this.list = new Int32Array(memory.buffer, 8 * room, terms)
    this.sums = new Float64Array(memory.buffer, 12 * room, this.width * sums)
    this.table = new Float64Array(memory.buffer, 12 * room + 8 * this.width * sums, this.width * rows)
    this.sums.fill(0)
  }

  /** Copies `count` rows of `m`, from row `first` on, into the table. */
  setRows(m: Matrix, first: number, count: number): void {
    if (m.cols === this.width) {
      this.table.set(m.data.subarray(first * m.cols, (first + count) * m.cols))
      return
    }
    for (let i = 0; i < count; i++) {
      this.table.set(m.data.subarray((first + i) * m.cols, (first + i + 1) * m.cols), i * this.width)
    }
  }

  /** Lists table row `row` as term `term`. */
  setTerm(term: number, row: number): void {
    this.list[term] = this.table.byteOffset + 8 * this.width * row
  }

  /** Lists all entries of `m`, row after row, as terms from `first` on: their columns are table rows, their values factors. */
  setTerms(first: number, { columns, values }: { readonly columns: Int32Array; readonly values: Float64Array }): void {
    this.factors.set(values, first)
    const { list, table, width } = this
    const start = table.byteOffset
    const bytes = 8 * width
    for (let at = 0; at < columns.length; at++) list[first + at] = start + bytes * columns[at]!
  }

  /** Adds the terms `from` … `to` − 1 to table row `row`, which is none of theirs. */
  addToRow(row: number, from: number, to: number): void {
    this.addTerms(from, to, from, this.table.byteOffset + 8 * this.width * row)
  }

  /** Adds the terms `from` … `to` − 1, with the factors from `factor` on, to sum `sum`. */
  addToSum(sum: number, from: number, to: number, factor: number): void {
    this.addTerms(from, to, factor, this.sums.byteOffset + 8 * this.width * sum)
  }

  private addTerms(from: number, to: number, factor: number, sum: number): void {
    if (from === to) return
    const { factors, list, width } = this
    const start = list.byteOffset
    this.addRows(start + 4 * from, start + 4 * to, factors.byteOffset + 8 * factor, 0, 8 * width, sum)
  }

  /** Copies the table's first rows to all of `out`. */
  takeRows(out: Matrix): void {
    this.copyRows(this.table, out, 0, out.rows)
  }

  /** Copies the first `count` sums to rows of `out` from row `first` on, and sets them to zero. */
  takeSums(out: Matrix, first: number, count: number): void {
    this.copyRows(this.sums, out, first, count)
    this.sums.fill(0, 0, count * this.width)
  }

  private copyRows(from: Float64Array, out: Matrix, first: number, count: number): void {
    const { cols, width } = this
    if (cols === width) {
      out.data.set(from.subarray(0, count * cols), first * cols)
      return
    }
    for (let i = 0; i < count; i++) out.data.set(from.subarray(i * width, i * width + cols), (first + i) * cols)
  }

  /** Adds the first `terms` terms to sum `sum`, in columns from the multiple of eight below `column` on. */
  add(terms: number, sum: number, column: number): void {
    if (terms === 0) return
    const { factors, list, sums, width } = this
    const start = list.byteOffset
    const from = 8 * (column - column % panel)
    this.addRows(start, start + 4 * terms, factors.byteOffset, from, 8 * width, sums.byteOffset + 8 * width * sum)
  }

  /** Copies sum `sum` to `out` from `at` on and sets it to zero. */
  take(sum: number, out: Float64Array, at: number): void {
    const from = sum * this.width
    out.set(this.sums.subarray(from, from + this.cols), at)
    this.sums.fill(0, from, from + this.width)
  }
}
