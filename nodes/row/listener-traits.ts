/** What a listener hears in some tracks more, or less, than in all others. Words: src/music/audio/listener-words.ts. */
import { tellingFeatures } from "../../src/learn/metric/clustering/telling-features.ts"
import { type Matrix, takeRows } from "../../src/math/matrix.ts"
import { listenerTraits } from "../../src/music/audio/listener-words.ts"

/** Measured features of a library. Shapes: `values` [track, `names`]; a track without any has NaN. */
export interface Heard {
  readonly names: ReadonlyArray<string>
  readonly values: Matrix
}

const audible = 0.5 // Cohen's d that Cohen 1988, §2.2.3 calls visible to the naked eye

/** Words for each group, the most telling first. Shapes: `groups` [track], from 0; negative for tracks of no group. */
export const traitsOf = (
  { names, values: { cols, data, rows } }: Heard,
  groups: ArrayLike<number>
): ReadonlyArray<ReadonlyArray<string>> => {
  const count = Array.from(groups).reduce((most, group) => Math.max(most, group + 1), 0)
  const found = Array.from({ length: count }, (): Array<{ readonly word: string; readonly size: number }> => [])
  for (const { little, much, value } of listenerTraits(names)) {
    const column = {
      rows,
      cols: 1,
      data: Float64Array.from({ length: rows }, (_, i) => value(data.subarray(i * cols, (i + 1) * cols)))
    }
    const known = Array.from(column.data.keys()).filter((i) => Number.isFinite(column.data[i]))
    tellingFeatures(takeRows(column, known), known.map((i) => groups[i]!), 1).forEach(([telling], group) => {
      const difference = telling?.difference ?? 0
      if (Math.abs(difference) < audible) return
      found[group]!.push({ word: difference > 0 ? much : little, size: Math.abs(difference) })
    })
  }
  return found.map((words) => words.sort((a, b) => b.size - a.size).map(({ word }) => word))
}
