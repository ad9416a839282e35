/** SAP: whether one code predicts each factor by a line and no other code does. */
import type { Matrix } from "../../../math/matrix.ts"
import { pearson } from "../test/correlation.ts"
import { columnGap } from "./column-gap.ts"

/**
 * Mean over factors of the gap between the two best squared correlations; factors are taken as numbers, so a nominal
 * one with more than two values belongs in as one column per value.
 * Shapes: `codes` [track, code], `factors` [track, factor]. Throws a RangeError as `pearson`.
 * Source: Kumar, Sattigeri & Balakrishnan 2018 (arXiv:1711.00848), continuous form.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { separatedAttributePredictability } from "partita/metric"
 * const factors = matrix([[0, 0], [0, 1], [1, 0], [1, 1]])
 * separatedAttributePredictability(factors, factors) // → 1
 * ```
 */
export const separatedAttributePredictability = (codes: Matrix, factors: Matrix): number => {
  const r = pearson(codes, factors)
  const squared = { ...r, data: r.data.map((value) => value * value) }
  let sum = 0
  for (let f = 0; f < factors.cols; f++) sum += columnGap(squared, f)
  return sum / factors.cols
}
