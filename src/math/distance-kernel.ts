/**
 * Squared Euclidean distances of one row to many, about three times as fast as squaredDistance in a loop
 * (bench/k-means.ts, bench/silhouette.ts).
 */
import { distanceModule } from "./distance-module.ts"

type Measure = (row: number, panels: number, panelsEnd: number, rowBytes: number, out: number) => void

interface Machine {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  readonly measure: Measure
}

/** As much of the global WebAssembly as is used; its types come with browser libraries only. */
interface WebAssemblyGlobal {
  readonly Module: new(bytes: Uint8Array) => object
  readonly Instance: new(module: object) => { readonly exports: object }
}

const panel = 8
const pageBytes = 65_536

let shared: Machine | undefined // one memory per thread: V8 reserves gigabytes of addresses for each

const machine = (): Machine => {
  if (shared === undefined) {
    const { Instance, Module } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal }).WebAssembly
    shared = new Instance(new Module(distanceModule())).exports as Machine
  }
  return shared
}

/**
 * Rows to measure from and columns (rows of another table) to measure to. A new kernel takes over the memory of the one
 * before, which must not be used again.
 */
export class DistanceKernel {
  /** Squared distances of the row measured last to every column. */
  readonly distances: Float64Array
  private readonly rows: Float64Array
  private readonly panels: Float64Array
  private readonly cols: number
  private readonly measureAt: Measure

  /** `rows` and `columns`: the most there will be of each; `cols`: numbers in a row. */
  constructor({ cols, columns, rows }: { readonly cols: number; readonly columns: number; readonly rows: number }) {
    const { measure, memory } = machine()
    const width = Math.max(1, cols)
    const places = Math.ceil(columns / panel) * panel
    const rowNumbers = Math.ceil(rows * width / panel) * panel
    const bytes = 8 * (places + rowNumbers + places * width)
    if (bytes > memory.buffer.byteLength) memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / pageBytes))
    this.distances = new Float64Array(memory.buffer, 0, places)
    this.rows = new Float64Array(memory.buffer, 8 * places, rowNumbers).fill(0)
    this.panels = new Float64Array(memory.buffer, 8 * (places + rowNumbers), places * width).fill(0)
    this.cols = width
    this.measureAt = measure
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

  /** Fills `distances` for row `row` and the columns from `from`, a multiple of 8, until `to`, rounded up to one. */
  measure(row: number, from: number, to: number): void {
    const { cols, panels } = this
    const start = panels.byteOffset + 8 * cols * from
    const stop = panels.byteOffset + 8 * cols * Math.ceil(to / panel) * panel
    if (stop <= start) return
    this.measureAt(this.rows.byteOffset + 8 * cols * row, start, stop, 8 * cols, this.distances.byteOffset + 8 * from)
  }
}
