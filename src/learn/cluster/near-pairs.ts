/**
 * All pairs of tracks within a distance. Most others are ruled out by where their groups lie and by single-precision
 * distances along principal axes, which change no result: what is near the radius is measured in full.
 */
import { groupBoxes, squaredGap } from "../../math/group-boxes.ts"
import { groupOrder } from "../../math/group-order.ts"
import { gramMatrix, multiply, transpose } from "../../math/matrix-product.ts"
import { type Matrix, takeRows, zeros } from "../../math/matrix.ts"
import { PairScreen } from "../../math/pair-screen.ts"
import { symmetricEigen } from "../../math/symmetric-eigen.ts"

const mostAxes = 64
const rowsPerAxis = 64 // axes cost the cube of their number to find

/** Columns by variance, highest first, their means taken off. */
const livelyFirst = ({ cols, data, rows }: Matrix): Matrix => {
  const means = new Float64Array(cols)
  const variances = new Float64Array(cols)
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) means[j]! += data[at++]! / rows
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) variances[j]! += (data[at++]! - means[j]!) ** 2
  const columns = Int32Array.from(means.keys()).sort((a, b) => variances[b]! - variances[a]!)
  const out = zeros(rows, cols)
  for (let i = 0, to = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const from = columns[j]!
      out.data[to++] = data[i * cols + from]! - means[from]!
    }
  }
  return out
}

/** Turns the liveliest columns into principal axes; distances stay. Shapes: [track, feature] → [track, feature]. */
const turned = (x: Matrix): Matrix => {
  const lively = livelyFirst(x)
  const { cols, rows } = x
  const axes = Math.min(mostAxes, cols, Math.floor(rows / rowsPerAxis))
  if (axes < 2) return lively
  const first = zeros(rows, axes)
  for (let i = 0; i < rows; i++) first.data.set(lively.data.subarray(i * cols, i * cols + axes), i * axes)
  const along = multiply(first, transpose(symmetricEigen(gramMatrix(first)).vectors))
  for (let i = 0; i < rows; i++) lively.data.set(along.data.subarray(i * axes, (i + 1) * axes), i * cols)
  return lively
}

/**
 * Calls `visit` once for every pair of rows at most `radius` apart, in no promised order.
 * Shapes: `x` [track, feature], finite.
 */
export const nearPairs = (x: Matrix, radius: number, visit: (a: number, b: number) => void): void => {
  if (x.cols === 0) throw new RangeError("pairs of tracks without features; give at least one")
  const { cols, data } = x
  const axes = turned(x)
  const order = groupOrder(axes, PairScreen.group)
  const sorted = takeRows(axes, order)
  const boxes = groupBoxes(sorted, PairScreen.group)
  let size = 0
  for (let at = 0; at < sorted.data.length; at++) size = Math.max(size, Math.abs(sorted.data[at]!))
  const reach = (radius + 1e-9 * (radius + size)) ** 2 // axes are rounded
  const areNear = (a: number, b: number): boolean => {
    let sum = 0
    for (let j = 0, p = a * cols, q = b * cols; j < cols; j++) {
      const gap = data[p++]! - data[q++]!
      sum += gap * gap
    }
    return Math.sqrt(sum) <= radius
  }
  const screen = new PairScreen(sorted, radius)
  for (let first = 0; first < boxes.groups; first++) {
    for (let second = first; second < boxes.groups; second++) {
      if (squaredGap(boxes, first, second) > reach) continue
      screen.visitPairs(first, second, (i, j, isCertain) => {
        const [a, b] = [order[i]!, order[j]!]
        if (isCertain || areNear(a, b)) visit(a, b)
      })
    }
  }
}
