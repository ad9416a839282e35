/** Centring by the median and scaling by the middle half, which single odd tracks do not move. */
import type { Matrix } from "../../math/matrix.ts"
import { quantile } from "../../math/quantile.ts"
import { finiteColumn } from "./finite-column.ts"
import { mapColumns } from "./map-columns.ts"

/** Shapes: `median`, `range` [column]. A column whose middle half is one value has range 1. */
export interface RobustScaler {
  readonly median: ReadonlyArray<number>
  readonly range: ReadonlyArray<number>
}

/** Medians and interquartile ranges of the finite entries, as scikit-learn's RobustScaler; 0 and 1 where there are none. */
export const fitRobustScaler = (x: Matrix): RobustScaler => {
  const median: Array<number> = []
  const range: Array<number> = []
  for (let j = 0; j < x.cols; j++) {
    const sorted = finiteColumn(x, j)
    const middle = sorted.length === 0 ? 0 : quantile(sorted, 0.5)
    const spread = sorted.length === 0 ? 0 : quantile(sorted, 0.75) - quantile(sorted, 0.25)
    median.push(middle)
    range.push(spread <= 10 * Number.EPSILON * Math.abs(middle) ? 1 : spread)
  }
  return { median, range }
}

/** (x − median) / range, column by column. */
export const scaleRobustly = (x: Matrix, { median, range }: RobustScaler): Matrix =>
  mapColumns(x, (value, j) => (value - median[j]!) / range[j]!)
