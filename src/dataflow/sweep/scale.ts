/**
 * Every dimension on one scale from 0 to 1, on which strategies draw and compare. A dimension of n values gives each a
 * cell of its own: 1/n wide, except that the cells of a logarithmic range of integers shrink as the logarithm does.
 */
import { settingOf } from "../plan/setting.ts"
import type { Dimension, Range } from "./space.ts"

/** What part of the scale one value has; a value of a continuum is a single place. */
export interface Cell {
  readonly from: number
  readonly to: number
}

const stepOf = ({ isLog, kind, step }: Range): number | undefined => isLog && kind === "int" ? 1 : step

/** How many values a dimension has; infinite for a continuum. */
export const countOf = (dimension: Dimension): number => {
  if (dimension.kind === "choice") return dimension.values.length
  const step = stepOf(dimension)
  return step === undefined ? Infinity : Math.floor((dimension.high - dimension.low) / step + 1e-9) + 1
}

/** The i-th value of a dimension that has a count. */
export const valueOfIndex = (dimension: Dimension, i: number): unknown =>
  dimension.kind === "choice"
    ? dimension.values[i]
    : Number((dimension.low + i * stepOf(dimension)!).toPrecision(12)) // 0.1 + 2 · 0.1 is 0.3

const bounds = (range: Range): readonly [number, number] => {
  const half = stepOf(range) === undefined ? 0 : 0.5
  return range.isLog
    ? [Math.log(range.low - half), Math.log(range.high + half)]
    : [range.low, range.high]
}

/** A million parts of the range are told apart: enough for any search, and short enough to read and to type. */
const rounded = ({ high, isLog, low }: Range, value: number): number => {
  const digits = isLog ? Math.ceil(-Math.log10(value)) + 6 : Math.ceil(-Math.log10(high - low)) + 6
  return Math.min(high, Math.max(low, digits < 0 || digits > 100 ? value : Number(value.toFixed(digits))))
}

const isEven = (dimension: Dimension): boolean => dimension.kind === "choice" || !dimension.isLog

/** The value at `share` of the scale, in [0, 1). */
export const valueAt = (dimension: Dimension, share: number): unknown => {
  const count = countOf(dimension)
  if (isEven(dimension) && count < Infinity) {
    return valueOfIndex(dimension, Math.min(count - 1, Math.floor(share * count)))
  }
  const range = dimension as Range
  const [low, high] = bounds(range)
  const at = low + share * (high - low)
  if (count < Infinity) return Math.min(range.high, Math.max(range.low, Math.round(Math.exp(at))))
  return rounded(range, range.isLog ? Math.exp(at) : at)
}

const indexOf = (dimension: Dimension, value: unknown): number => {
  if (dimension.kind === "choice") {
    const given = settingOf(value)
    return dimension.values.findIndex((each) => settingOf(each) === given)
  }
  return Math.round((Number(value) - dimension.low) / stepOf(dimension)!)
}

/** Where a value of the dimension lies on the scale; undefined if it has no such value. */
export const cellOf = (dimension: Dimension, value: unknown): Cell | undefined => {
  const count = countOf(dimension)
  if (isEven(dimension) && count < Infinity) {
    const i = indexOf(dimension, value)
    return i >= 0 && i < count ? { from: i / count, to: (i + 1) / count } : undefined
  }
  const range = dimension as Range
  if (typeof value !== "number" || !(value >= range.low && value <= range.high)) return undefined
  const [low, high] = bounds(range)
  const share = (at: number) => (at - low) / (high - low)
  if (count < Infinity) return { from: share(Math.log(value - 0.5)), to: share(Math.log(value + 0.5)) }
  const at = share(range.isLog ? Math.log(value) : value)
  return { from: at, to: at }
}

/** The middle of a value's cell. */
export const shareOf = (dimension: Dimension, value: unknown): number | undefined => {
  const cell = cellOf(dimension, value)
  return cell === undefined ? undefined : (cell.from + cell.to) / 2
}
