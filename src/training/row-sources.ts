/** Row sources made of others. */
import type { RowSource } from "./data.ts"

/** The columns of several sources side by side: [row, a], [row, b], … → [row, a + b + …]. Throws a RangeError when their rows differ. */
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

/** `source` with `floor` … 0 mapped to 0 … 1 and clamped, as decibels below a peak are put into a picture's range. */
export const unitScaled = (source: RowSource, floor: number): RowSource => ({
  ...source,
  copy: (chosen, target, at) => {
    source.copy(chosen, target, at)
    const end = (at + chosen.length) * source.cols
    for (let i = at * source.cols; i < end; i++) target[i] = Math.min(1, Math.max(0, 1 - target[i]! / floor))
  }
})
