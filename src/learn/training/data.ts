/** What a model is trained on. */

/** Rows of numbers, which need not be in memory. Shapes: [row, col]. */
export interface RowSource {
  readonly rows: number
  readonly cols: number
  /** Copies `rows`, in their order, into `target` [row, col] from its row `at` on. */
  readonly copy: (rows: ArrayLike<number>, target: Float32Array, at: number) => void
}

/** Tracks as rows of one number each per feature, with what else is known of them. */
export interface TrainingData {
  /** Features, standardised or otherwise prepared. */
  readonly x: RowSource
  /** What a conditional model is told of each track. */
  readonly condition: RowSource | null
  /** 1 where a track has a part and 0 where it lacks it. */
  readonly presence: RowSource | null
  /** Tracks of one group, such as an artist, are all learnt from or all held out; null for a track that stands alone. */
  readonly groups: ReadonlyArray<string | null> | null
  /** Rows that lie together in a file and are cheap to read together; null when all are in memory. */
  readonly blockRows: number | null
}

/**
 * Rows of an array in memory, row-major.
 *
 * @example
 * ```ts
 * import { rowsOf } from "partita/training"
 * const source = rowsOf({ rows: 2, cols: 2, data: Float32Array.of(1, 2, 3, 4) })
 * const target = new Float32Array(2)
 * source.copy([1], target, 0)
 * target // → [3, 4]
 * ```
 */
export const rowsOf = ({ cols, data, rows }: {
  readonly rows: number
  readonly cols: number
  readonly data: Float32Array | Float64Array
}): RowSource => ({
  rows,
  cols,
  copy: (chosen, target, at) => {
    for (let i = 0; i < chosen.length; i++) {
      target.set(data.subarray(chosen[i]! * cols, (chosen[i]! + 1) * cols), (at + i) * cols)
    }
  }
})

/**
 * Nothing but features, all in memory.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { onlyFeatures } from "partita/training"
 * onlyFeatures(matrix([[1, 2], [3, 4]])).x.rows // → 2
 * ```
 */
export const onlyFeatures = (
  x: { readonly rows: number; readonly cols: number; readonly data: Float32Array | Float64Array }
): TrainingData => ({ x: rowsOf(x), condition: null, presence: null, groups: null, blockRows: null })
