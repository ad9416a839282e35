/** How evenly the codes of a codebook are used: a codebook can collapse onto few of them. */

/**
 * How evenly the codes of a codebook are used.
 *
 * `used`: codes that stand for at least one slot. `perplexity`: exp of the entropy of their use, from 1 for one code to
 * `count` for all alike; NaN without any. `chosen`: codes of any tracks and slots, integers from 0 to `count` - 1.
 *
 * Failure: a RangeError for a code beyond the codebook. Source: van den Oord et al. 2017 (arXiv:1711.00937).
 *
 * @example
 * ```ts
 * import { codeUsage } from "partita/model"
 * codeUsage([0, 0, 3, 3], 8) // → { used: 2, perplexity: 2 }
 * ```
 */
export const codeUsage = (
  chosen: ArrayLike<number>,
  count: number
): { readonly used: number; readonly perplexity: number } => {
  const uses = new Int32Array(count)
  for (const code of Array.from(chosen)) {
    if (!(code >= 0 && code < count)) throw new RangeError(`code ${code} is not one of the ${count} of this codebook`)
    uses[code]!++
  }
  const shares = [...uses].filter((times) => times > 0).map((times) => times / chosen.length)
  const entropy = shares.reduce((sum, share) => sum - share * Math.log(share), 0)
  return { used: shares.length, perplexity: shares.length === 0 ? NaN : Math.exp(entropy) }
}
