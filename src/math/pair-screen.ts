/** Rules out pairs of rows that are far apart, in single precision, with a stated error. */
import type { Matrix } from "./matrix.ts"
import { screenModule } from "./screen-module.ts"
import { growTo, machineOf } from "./wasm-machine.ts"

interface Machine {
  readonly screen: (
    rows: number,
    rowsEnd: number,
    rowBytes: number,
    panels: number,
    panelsEnd: number,
    panelBytes: number,
    chunkBytes: number,
    limits: number,
    out: number
  ) => void
}

const lanes = 16
const chunkColumns = 8
const unit = 2 ** -24 // rounding of a single-precision number

const machine = machineOf<Machine>(screenModule)

/** Length of the longest row, at least the smallest that can be divided by. */
const longest = ({ cols, data, rows }: Matrix): number => {
  let most = 0
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let at = i * cols; at < (i + 1) * cols; at++) sum += data[at]! * data[at]!
    most = Math.max(most, sum)
  }
  return most > 0 ? Math.sqrt(most) : 1
}

/** Pairs, by row: `isCertain` where rounding cannot have brought them within the radius. */
export type NearPair = (a: number, b: number, isCertain: boolean) => void

/**
 * Rows whose pairs are to be found. Coordinates are divided by the longest row's length, M, and rounded: with u = 2⁻²⁴, a
 * distance in d columns is then off by at most 4·u·M and (d + 2)·u of itself, which the limits allow for twice over. A new
 * screen takes over the memory of the one before, which must not be used again.
 */
export class PairScreen {
  /** Rows at a time; every call covers whole groups. */
  static readonly group = 64
  private readonly rows: number
  private readonly cols: number
  private readonly integers: Int32Array
  private readonly limitsAt: number
  private readonly rowsAt: number
  private readonly panelsAt: number
  private readonly screenAt: Machine["screen"]

  /** `x`: few of its rows far from 0, its liveliest columns first. */
  constructor(x: Matrix, radius: number) {
    const { memory, screen } = machine()
    const { cols, data, rows } = x
    const padded = Math.ceil(rows / lanes) * lanes
    const outBytes = 16 * (1 + PairScreen.group * PairScreen.group / lanes)
    const bytes = 16 + outBytes + 8 * padded * cols
    growTo(memory, bytes)
    this.rows = rows
    this.cols = cols
    this.integers = new Int32Array(memory.buffer, 0, (16 + outBytes) / 4)
    this.limitsAt = outBytes
    this.rowsAt = 16 + outBytes
    this.panelsAt = this.rowsAt + 4 * padded * cols
    this.screenAt = screen
    const size = longest(x)
    const flat = new Float32Array(memory.buffer, this.rowsAt, padded * cols)
    const panels = new Float32Array(memory.buffer, this.panelsAt, padded * cols).fill(1e15) // far from everything
    for (let i = 0, at = 0; i < rows; i++) {
      const lane = (i - i % lanes) * cols + i % lanes
      for (let j = 0; j < cols; j++, at++) panels[lane + j * lanes] = flat[at] = data[at]! / size
    }
    const reach = Math.min(radius / size, 4) // nothing is farther apart than 2
    const slack = 1 + 2 * (cols + 2) * unit
    const low = reach / slack - 8 * unit
    const limits = new Float32Array(memory.buffer, this.limitsAt, 2)
    limits[0] = ((reach + 8 * unit) * slack) ** 2
    limits[1] = low > 0 ? low * low : -1
  }

  /** Calls `visit` for all pairs within the radius, and a few more, of one row each of the groups `a` and `b`. */
  visitPairs(a: number, b: number, visit: NearPair): void {
    const { group } = PairScreen
    const { cols, integers, panelsAt, rows, rowsAt } = this
    const [rowBytes, panelBytes] = [4 * cols, 4 * lanes * cols]
    const rowAddress = (row: number) => rowsAt + rowBytes * Math.min(row, rows)
    const panelAddress = (row: number) => panelsAt + panelBytes * Math.ceil(Math.min(row, rows) / lanes)
    this.screenAt(
      rowAddress(a * group),
      rowAddress((a + 1) * group),
      rowBytes,
      panelAddress(b * group),
      panelAddress((b + 1) * group),
      panelBytes,
      4 * chunkColumns,
      this.limitsAt,
      0
    )
    const end = integers[0]! / 4
    for (let at = 4; at < end; at += 4) {
      const row = (integers[at]! - rowsAt) / rowBytes
      const first = (integers[at + 1]! - panelsAt) / panelBytes * lanes
      const certain = integers[at + 3]!
      for (let left = integers[at + 2]!; left !== 0; left &= left - 1) {
        const lane = 31 - Math.clz32(left & -left)
        if (a !== b || row < first + lane) visit(row, first + lane, (certain >> lane & 1) === 1)
      }
    }
  }
}
