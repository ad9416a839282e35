/** Modularity: whether each code speaks of one factor only. */
import { row } from "../../../math/matrix.ts"
import type { CodeInformation } from "./code-information.ts"

/**
 * Mean over codes of 1 − the information about other factors relative to the best one; 0 for a code that says nothing
 * or all factors equally. Null where there is one factor, which every code is faithful to.
 * Source: Ridgeway & Mozer 2018, Learning deep disentangled embeddings (arXiv:1802.05312), eq. 2.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { codeInformation, modularity } from "partita/metric"
 * const factors = matrix([[0, 0], [0, 1], [1, 0], [1, 1]])
 * modularity(codeInformation(factors, factors, 2)) // → 1
 * ```
 */
export const modularity = ({ mutual }: CodeInformation): number | null => {
  if (mutual.cols < 2) return null
  let total = 0
  for (let j = 0; j < mutual.rows; j++) {
    const squares = row(mutual, j).map((nats) => nats * nats)
    const best = squares.reduce((most, square) => Math.max(most, square), 0)
    const others = squares.reduce((sum, square) => sum + square, 0) - best
    total += best === 0 ? 0 : 1 - others / (best * (mutual.cols - 1))
  }
  return total / mutual.rows
}
