/** All measures of how codes share out factors, on the same tracks. Each has a file of its own beside this one. */
import { type Matrix, matrix as matrixOf } from "../../../math/matrix.ts"
import type { Random } from "../../../math/random.ts"
import { codeInformation } from "./code-information.ts"
import { dci } from "./dci.ts"
import { explicitness } from "./explicitness.ts"
import { modularity } from "./modularity.ts"
import { mutualInformationGap } from "./mutual-information-gap.ts"
import { separatedAttributePredictability } from "./separated-attribute-predictability.ts"

/** How thoroughly is measured. */
export interface DisentanglementOptions {
  /** Equal widths that each code is cut into for MIG and modularity. */
  readonly bins: number
  /** Penalty of the lasso whose weights are DCI's importances. */
  readonly lassoPenalty: number
  /** Of the linear reader behind explicitness. */
  readonly folds: number
  readonly penalty: number
  readonly maxIterations: number
  readonly tolerance: number
  readonly random: Random
}

/** One column of 0 and 1 per class, as measures that draw lines need nominal factors. */
const oneHot = (factors: Matrix): Matrix => {
  const rows = Array.from(
    { length: factors.rows },
    (_, i) => Array.from({ length: factors.cols }, (_, f) => factors.data[i * factors.cols + f]!)
  )
  const classes = rows[0]!.map((_, f) => 1 + rows.reduce((most, row) => Math.max(most, row[f]!), 0))
  return matrixOf(
    rows.map((row) => row.flatMap((own, f) => Array.from({ length: classes[f]! }, (_, c) => +(c === own))))
  )
}

/**
 * Every measure by name; null where it is not defined. Shapes: `codes` [track, latent], `factors` [track, factor] of class
 * numbers from 0. Throws what the single measures throw.
 *
 * @example
 * ```ts
 * import { matrix, Random } from "partita/math"
 * import { disentanglementMeasures } from "partita/metric"
 * const factors = matrix([[0], [0], [1], [1], [0], [1]])
 * const how = { bins: 2, lassoPenalty: 0.01, folds: 2, penalty: 1, maxIterations: 100, tolerance: 1e-6, random: new Random(1) }
 * disentanglementMeasures({ codes: factors, factors }, how).SAP // → 1
 * ```
 */
export const disentanglementMeasures = (
  { codes, factors }: { readonly codes: Matrix; readonly factors: Matrix },
  options: DisentanglementOptions
) => {
  const information = codeInformation(codes, factors, options.bins)
  const lines = oneHot(factors)
  const { completeness, disentanglement, informativeness } = dci(codes, lines, options.lassoPenalty)
  return {
    MIG: mutualInformationGap(information),
    SAP: separatedAttributePredictability(codes, lines),
    "DCI disentanglement": disentanglement,
    "DCI completeness": completeness,
    "DCI informativeness": informativeness.reduce((sum, share) => sum + share, 0) / informativeness.length,
    modularity: modularity(information),
    explicitness: explicitness(codes, factors, options)
  }
}
