/**
 * Squared Euclidean distances of one row to many, about three times as fast as squaredDistance in a loop
 * (bench/k-means.ts, bench/silhouette.ts).
 */
import { distanceModule } from "./distance-module.ts"
import { growTo, machineOf } from "./wasm-machine.ts"

type Measure = (
  list: number,
  listEnd: number,
  panels: number,
  panelsEnd: number,
  rest: number,
  rowBytes: number,
  out: number
) => void

interface Machine {
  readonly measure: Measure
  readonly nearest: (at: number, end: number, apart: number, columns: number) => void
}

const panel = 8
const leastResults = 4096 // so that many rows can be measured at once to a few columns

const machine = machineOf<Machine>(distanceModule)

const roundUp = (count: number): number => Math.ceil(count / panel) * panel

/**
 * Rows to measure from and columns (rows of another table) to measure to. A new kernel takes over the memory of the one
 * before, which must not be used again.
 */
export class DistanceKernel {
  /** Squared distances measured last. */
  readonly distances: Float64Array
  private readonly list: Int32Array
  private readonly rows: Float64Array
  private readonly panels: Float64Array
  private readonly cols: number
  private readonly measureAt: Measure
  private readonly nearestAt: Machine["nearest"]

  /** `rows` and `columns`: the most there will be of each; `cols`: numbers in a row. */
  constructor({ cols, columns, rows }: { readonly cols: number; readonly columns: number; readonly rows: number }) {
    const { measure, memory, nearest } = machine()
    const width = Math.max(1, cols)
    const results = Math.max(roundUp(columns), leastResults)
    const rowNumbers = roundUp(rows * width)
    const panelNumbers = roundUp(columns) * width
    const bytes = 4 * results + 8 * (results + rowNumbers + panelNumbers)
    growTo(memory, bytes)
    this.list = new Int32Array(memory.buffer, 0, results)
    this.distances = new Float64Array(memory.buffer, 4 * results, results)
    this.rows = new Float64Array(memory.buffer, 12 * results, rowNumbers)
    this.panels = new Float64Array(memory.buffer, 12 * results + 8 * rowNumbers, panelNumbers)
    this.cols = width
    this.measureAt = measure
    this.nearestAt = nearest
  }

  /** Puts `count` rows of `data`, from row `first` on, in the place of the rows. */
  setRows(data: Float64Array, first: number, count: number): void {
    this.rows.set(data.subarray(first * this.cols, (first + count) * this.cols))
  }

  /** Puts `count` rows of `data`, from row `first` on, in the place of the columns. */
  setColumns(data: Float64Array, first: number, count: number): void {
    const { cols, panels } = this
    for (let c = 0, from = first * cols; c < count; c++) {
      const lane = (c - c % panel) * cols + c % panel
      for (let j = 0; j < cols; j++) panels[lane + j * panel] = data[from++]!
    }
  }

  /** Measures row `row` to the columns from `from`, a multiple of 8, to `to`; column c is at `distances[c]`. */
  measure(row: number, from: number, to: number): void {
    if (to > from) this.measureListed(this.enlist(0, row), from, to, from)
  }

  /** How many rows `measureRows` takes for a number of columns. */
  batch(columns: number): number {
    return Math.floor(this.distances.length / roundUp(columns))
  }

  /** Measures rows `rows[from]` … `rows[to − 1]` to the first `columns` columns; returns how far apart their results lie. */
  measureRows(rows: Int32Array, from: number, to: number, columns: number): number {
    for (let at = from; at < to; at++) this.enlist(at - from, rows[at]!)
    if (to > from) this.measureListed(to - from, 0, columns, 0)
    return roundUp(columns)
  }

  /**
   * Measures rows as `measureRows` does, but leaves of each row only the distance to the nearest column, not squared, that
   * to the next, Infinity for none, and the number of the nearest, the first when equal: three entries.
   */
  measureNearest(rows: Int32Array, from: number, to: number, columns: number): number {
    const apart = this.measureRows(rows, from, to, columns)
    const start = this.distances.byteOffset
    if (to > from) this.nearestAt(start, start + 8 * apart * (to - from), 8 * apart, columns)
    return apart
  }

  private enlist(place: number, row: number): number {
    this.list[place] = this.rows.byteOffset + 8 * this.cols * row
    return place + 1
  }

  private measureListed(count: number, from: number, to: number, out: number): void {
    const { cols, distances, panels } = this
    const start = panels.byteOffset + 8 * cols * from
    const pairs = Math.ceil((to - from) / 2)
    const rest = pairs % (panel / 2)
    const stop = start + 16 * cols * (pairs - rest)
    this.measureAt(0, 4 * count, start, stop, rest, 8 * cols, distances.byteOffset + 8 * out)
  }
}
