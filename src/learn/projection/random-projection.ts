/** An embedding that learned nothing: vectors through a random linear map. */
import { assertFinite } from "../../math/assert-finite.ts"
import { multiply } from "../../math/matrix-product.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"

/**
 * Gaussian weights of variance 1/`dims`, which keep squared distances on average.
 *
 * Shapes: `x` [track, feature] → [track, dims]. Throws a RangeError for no dimension or entries that are not finite.
 * Source: Johnson & Lindenstrauss 1984; Dasgupta & Gupta 2003, An elementary proof.
 *
 * @example
 * ```ts
 * import { matrix, Random } from "partita/math"
 * import { randomProjection } from "partita/projection"
 * randomProjection(matrix([[1, 2, 3, 4], [5, 6, 7, 8]]), 2, new Random(7)).cols // → 2
 * ```
 */
export const randomProjection = (x: Matrix, dims: number, random: Random): Matrix => {
  if (!(dims >= 1)) throw new RangeError(`random projection to ${dims} dimensions; choose at least 1`)
  assertFinite(x, "random projection")
  const weights = zeros(x.cols, dims)
  for (let at = 0; at < weights.data.length; at++) weights.data[at] = random.normal() / Math.sqrt(dims)
  return multiply(x, weights)
}
