/** Row sources made of others. */
import type { RowSource } from "./data.ts"

/**
 * The columns of several sources side by side: [row, a], [row, b], … → [row, a + b + …].
 * Throws a RangeError when their rows differ.
 *
 * @example
 * ```ts
 * import { rowsOf, sideBySide } from "partita/training"
 * const one = rowsOf({ rows: 2, cols: 1, data: Float32Array.of(1, 2) })
 * sideBySide([one, one]).cols // → 2
 * ```
 */
export const sideBySide = (sources: ReadonlyArray<RowSource>): RowSource => {
  const rows = sources[0]?.rows ?? 0
  const odd = sources.find((source) => source.rows !== rows)
  if (odd !== undefined) throw new RangeError(`parts of ${rows} and ${odd.rows} tracks do not belong together`)
  const cols = sources.reduce((sum, source) => sum + source.cols, 0)
  return {
    rows,
    cols,
    copy: (chosen, target, at) => {
      let from = 0
      for (const source of sources) {
        const part = new Float32Array(chosen.length * source.cols)
        source.copy(chosen, part, 0)
        for (let i = 0; i < chosen.length; i++) {
          target.set(part.subarray(i * source.cols, (i + 1) * source.cols), (at + i) * cols + from)
        }
        from += source.cols
      }
    }
  }
}

/**
 * Rows of decibels as pictures: each row's own peak becomes 1, `floor` (negative) below it 0, and what is quieter too. How
 * loud a track was recorded is taken away with its peak.
 *
 * @example
 * ```ts
 * import { peakScaled, rowsOf } from "partita/training"
 * const pictures = peakScaled(rowsOf({ rows: 1, cols: 3, data: Float32Array.of(-20, -60, -100) }), -80)
 * const target = new Float32Array(3)
 * pictures.copy([0], target, 0)
 * target // → [1, 0.5, 0]
 * ```
 */
export const peakScaled = (source: RowSource, floor: number): RowSource => ({
  ...source,
  copy: (chosen, target, at) => {
    source.copy(chosen, target, at)
    for (let row = at; row < at + chosen.length; row++) {
      const levels = target.subarray(row * source.cols, (row + 1) * source.cols)
      const peak = levels.reduce((most, level) => Math.max(most, level), -Infinity)
      for (let i = 0; i < levels.length; i++) levels[i] = Math.max(0, 1 - (levels[i]! - peak) / floor)
    }
  }
})
