/** Every column bent to a normal distribution: values become the normal quantiles of their ranks. */
import type { Matrix } from "../../math/matrix.ts"
import { normalQuantile } from "../../math/normal-quantile.ts"
import { quantile } from "../../math/quantile.ts"
import { finiteColumn } from "./finite-column.ts"
import { mapColumns } from "./map-columns.ts"

const outermost = 1e-7 // shares end here, at 5.2 deviations: new tracks may lie outside all that were seen

/** Shapes: `quantiles` [column, quantile], ascending, at equal steps of their share from 0 to 1; [column, 0] for an unknown column. */
export interface QuantileNormal {
  readonly quantiles: ReadonlyArray<ReadonlyArray<number>>
}

/**
 * At most `most` quantiles of the finite entries of every column, as scikit-learn's QuantileTransformer; its default is
 * 1,000, and another number moves ties and gaps, and so clusters.
 */
export const fitQuantileNormal = (x: Matrix, most: number): QuantileNormal => {
  const count = Math.min(most, x.rows)
  return {
    quantiles: Array.from({ length: x.cols }, (_, j) => {
      const sorted = finiteColumn(x, j)
      if (sorted.length === 0) return []
      // as many quantiles as values are the values, which rounded shares would miss by a hair and so break ties
      if (sorted.length === count) return Array.from(sorted)
      return Array.from({ length: count }, (_, i) => quantile(sorted, i / (count - 1)))
    })
  }
}

/** Where `value` stands among ascending numbers, as a share from 0 to 1: the middle of its equals, but 0 and 1 at the ends. */
const shareBelow = (sorted: ReadonlyArray<number>, value: number): number => {
  const last = sorted.length - 1
  if (value <= sorted[0]! || value >= sorted[last]!) return value <= sorted[0]! ? 0 : 1
  const place = (isBefore: (other: number) => boolean): number => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(sorted[middle]!)) low = middle + 1
      else high = middle
    }
    return low
  }
  const first = place((other) => other < value)
  const behind = place((other) => other <= value)
  if (first < behind) return (first + behind - 1) / 2 / last // among equals, the middle
  const below = sorted[first - 1]!
  return (first - 1 + (value - below) / (sorted[first]! - below)) / last
}

/**
 * The normal quantile of each entry's rank, between −5.2 and 5.2; 0 throughout a constant column, where scikit-learn has
 * −5.2. Ends are told from their neighbours at any scale, where scikit-learn takes what lies within 1e-7 for the end.
 */
export const applyQuantileNormal = (x: Matrix, { quantiles }: QuantileNormal): Matrix =>
  mapColumns(x, (value, j) => {
    const sorted = quantiles[j]!
    if (!(sorted[0]! < sorted[sorted.length - 1]!)) return 0
    return normalQuantile(Math.min(1 - outermost, Math.max(outermost, shareBelow(sorted, value))))
  })
