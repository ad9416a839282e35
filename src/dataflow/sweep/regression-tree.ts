/** Regression trees on a unit cube: boxes that split it, each with the mean of the rows that fell into it. */
import type { Matrix } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"

/** A box of the cube, by lower and upper bound of every column, and its value. */
export interface Leaf {
  readonly from: Float64Array
  readonly to: Float64Array
  readonly value: number
}

interface Cut {
  readonly column: number
  readonly at: number
  readonly gain: number
}

const mean = (rows: ArrayLike<number>, targets: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < rows.length; i++) sum += targets[rows[i]!]!
  return sum / rows.length
}

/** The cut of one column that leaves the least squared error, at least `leafRows` rows on both sides. */
const bestCut = (
  x: Matrix,
  y: ArrayLike<number>,
  rows: Int32Array,
  column: number,
  leafRows: number
): Cut | undefined => {
  const sorted = rows.toSorted((a, b) => x.data[a * x.cols + column]! - x.data[b * x.cols + column]! || a - b)
  const centre = mean(rows, y)
  let [best, left]: [Cut | undefined, number] = [undefined, 0] // sums of targets less their mean, so the sides cancel
  for (let n = 1; n <= rows.length - leafRows; n++) {
    left += y[sorted[n - 1]!]! - centre
    const [low, high] = [x.data[sorted[n - 1]! * x.cols + column]!, x.data[sorted[n]! * x.cols + column]!]
    const gain = left * left * (1 / n + 1 / (rows.length - n))
    if (n >= leafRows && low < high && gain > (best?.gain ?? 1e-12)) best = { column, at: (low + high) / 2, gain }
  }
  return best
}

/**
 * The leaves of a tree grown on `rows` (repetitions count) of `x` [row, column] in [0, 1], towards `y` [row]: at each
 * split a random share of the columns is looked at. Source: Breiman, Friedman, Olshen & Stone 1984 (CART).
 */
export const growTree = (
  x: Matrix,
  y: ArrayLike<number>,
  rows: Int32Array,
  options: { readonly leafRows: number; readonly columns: number; readonly random: Random }
): ReadonlyArray<Leaf> => {
  const leaves: Array<Leaf> = []
  const open = [{ rows, from: new Float64Array(x.cols), to: new Float64Array(x.cols).fill(1) }]
  for (let box = open.pop(); box !== undefined; box = open.pop()) {
    const looked = options.random.permutation(x.cols).subarray(0, options.columns)
    let cut: Cut | undefined
    for (const column of looked) {
      const next = bestCut(x, y, box.rows, column, options.leafRows)
      if (next !== undefined && next.gain > (cut?.gain ?? 0)) cut = next
    }
    if (cut === undefined) {
      leaves.push({ from: box.from, to: box.to, value: mean(box.rows, y) })
      continue
    }
    const { at, column } = cut
    const isLeft = (row: number) => x.data[row * x.cols + column]! < at
    open.push(
      { rows: box.rows.filter((row) => !isLeft(row)), from: box.from.with(column, at), to: box.to },
      { rows: box.rows.filter(isLeft), from: box.from, to: box.to.with(column, at) }
    )
  }
  return leaves
}

/** The value of the box that holds a point. */
export const valueIn = (leaves: ReadonlyArray<Leaf>, point: ArrayLike<number>): number =>
  leaves.find(({ from, to }) => from.every((low, j) => low <= point[j]! && (point[j]! < to[j]! || to[j] === 1)))!.value
