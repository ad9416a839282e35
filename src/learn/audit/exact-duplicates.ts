/** Tracks that are there more than once. */
import type { Matrix } from "../../math/matrix.ts"

/**
 * Groups of two and more positions with equal keys, such as digests; null keys are equal to nothing.
 *
 * @example
 * ```ts
 * import { equalKeys } from "partita/audit"
 * equalKeys(["9f3c", "41be", "9f3c", null]) // → [[0, 2]]
 * ```
 */
export const equalKeys = (keys: ReadonlyArray<string | null>): ReadonlyArray<ReadonlyArray<number>> => {
  const known = keys.flatMap((key, i) => key === null ? [] : [{ key, i }])
  return [...Map.groupBy(known, ({ key }) => key).values()]
    .filter((group) => group.length > 1)
    .map((group) => group.map(({ i }) => i))
}

/**
 * Groups of tracks whose every feature is the same number; rows with an entry that is no number are left out.
 * Shapes: `x` [track, feature]. Zero and minus zero are one number.
 *
 * @example
 * ```ts
 * import { exactDuplicates } from "partita/audit"
 * import { matrix } from "partita/math"
 * exactDuplicates(matrix([[1, 2], [3, 4], [1, 2]])) // → [[0, 2]]
 * ```
 */
export const exactDuplicates = (x: Matrix): ReadonlyArray<ReadonlyArray<number>> =>
  equalKeys(Array.from({ length: x.rows }, (_, i) => {
    const values = x.data.slice(i * x.cols, (i + 1) * x.cols).map((value) => value + 0)
    return values.every(Number.isFinite) ? values.join() : null
  }))
