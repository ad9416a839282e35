/** MIG: whether each factor is known to one code and to no other. */
import { type CodeInformation } from "./code-information.ts"
import { columnGap } from "./column-gap.ts"

/**
 * Mean over factors of the gap between the two most informative codes, as a share of the factor's entropy: 1 when one
 * code alone says all, 0 when two say the same, as duplicated codes do.
 * Source: Chen et al. 2018, Isolating sources of disentanglement (arXiv:1802.04942).
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { codeInformation, mutualInformationGap } from "partita/metric"
 * const factors = matrix([[0, 0], [0, 1], [1, 0], [1, 1]])
 * mutualInformationGap(codeInformation(factors, factors, 2)) // → 1
 * ```
 */
export const mutualInformationGap = ({ entropy, mutual }: CodeInformation): number =>
  entropy.reduce((sum, nats, f) => sum + columnGap(mutual, f) / nats, 0) / entropy.length
