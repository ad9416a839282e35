/** Tracks so alike that they are likely one recording: another excerpt, another encoding. */
import { DistanceKernel } from "../../math/distance-kernel.ts"
import { type Matrix, takeRows } from "../../math/matrix.ts"
import { fitStandardScaler, standardize } from "../projection/standard-scaler.ts"

/** Two tracks, the earlier first, and their distance: root mean square over features, in standard deviations. */
export interface NearPair {
  readonly first: number
  readonly second: number
  readonly distance: number
}

const block = 512 // tracks compared side by side

/**
 * All pairs at most `threshold` apart in z-scored features, nearest first; 0.2 finds most excerpts of one recording
 * among GTZAN's 57 features, where chance pairs lie beyond 0.4. Rows with an entry that is no number are left out.
 * Shapes: `x` [track, feature].
 *
 * @example
 * ```ts
 * import { nearDuplicates } from "partita/audit"
 * import { matrix } from "partita/math"
 * nearDuplicates(matrix([[1, 2], [1.01, 2], [9, 4], [5, 8]]), 0.2).map(({ first, second }) => [first, second])
 * // → [[0, 1]]
 * ```
 */
export const nearDuplicates = (x: Matrix, threshold: number): ReadonlyArray<NearPair> => {
  const usable = Array.from({ length: x.rows }, (_, i) => i)
    .filter((i) => x.data.subarray(i * x.cols, (i + 1) * x.cols).every(Number.isFinite))
  if (usable.length < 2) return []
  const known = takeRows(x, usable)
  const z = standardize(known, fitStandardScaler(known))
  const kernel = new DistanceKernel({ cols: z.cols, rows: z.rows, columns: block })
  kernel.setRows(z.data, 0, z.rows)
  const limit = threshold ** 2 * z.cols
  const pairs: Array<NearPair> = []
  for (let from = 0; from < z.rows; from += block) {
    const count = Math.min(block, z.rows - from)
    kernel.setColumns(z.data, from, count)
    for (let i = 0; i < from + count; i++) {
      kernel.measure(i, 0, count)
      for (let c = Math.max(0, i + 1 - from); c < count; c++) {
        const squared = kernel.distances[c]!
        if (squared > limit) continue
        pairs.push({ first: usable[i]!, second: usable[from + c]!, distance: Math.sqrt(squared / z.cols) })
      }
    }
  }
  return pairs.sort((a, b) => a.distance - b.distance || a.first - b.first || a.second - b.second)
}
