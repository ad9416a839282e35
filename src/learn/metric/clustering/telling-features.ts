/** Which features tell a cluster from all other tracks. */
import type { Matrix } from "../../../math/matrix.ts"

/** `difference` is Cohen's d: the cluster's mean minus the others', in their pooled standard deviation. */
export interface TellingFeature {
  readonly feature: number
  readonly difference: number
}

/**
 * Per group the `count` features whose means differ most from those of all other rows, either way, largest first.
 * Features without any spread on both sides are left out; a group of all rows has none.
 *
 * Shapes: `x` [row, feature]; `groups` [row], from 0, negative for rows of no group, which count among the others.
 * Source: Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, §2.2.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { tellingFeatures } from "partita/metric"
 * const x = matrix([[0, 5], [1, 4], [8, 5], [9, 4]])
 * tellingFeatures(x, [0, 0, 1, 1], 1).map((features) => features.map(({ feature }) => feature)) // → [[0], [0]]
 * ```
 */
export const tellingFeatures = (
  x: Matrix,
  groups: ArrayLike<number>,
  count: number
): ReadonlyArray<ReadonlyArray<TellingFeature>> => {
  const groupCount = Array.from(groups).reduce((most, group) => Math.max(most, group + 1), 0)
  const split = (group: number) => {
    const inside: Array<number> = []
    const outside: Array<number> = []
    for (let i = 0; i < x.rows; i++) (groups[i] === group ? inside : outside).push(i)
    return { inside, outside }
  }
  /** Mean, and the sum of squared deviations from it. */
  const moments = (rows: ReadonlyArray<number>, j: number): readonly [number, number] => {
    const mean = rows.reduce((sum, i) => sum + x.data[i * x.cols + j]!, 0) / rows.length
    return [mean, rows.reduce((sum, i) => sum + (x.data[i * x.cols + j]! - mean) ** 2, 0)]
  }
  return Array.from({ length: groupCount }, (_, group) => {
    const { inside, outside } = split(group)
    if (inside.length === 0 || outside.length === 0 || x.rows < 3) return []
    return Array.from({ length: x.cols }, (__, feature): TellingFeature => {
      const [mean, within] = moments(inside, feature)
      const [others, without] = moments(outside, feature)
      const deviation = Math.sqrt((within + without) / (x.rows - 2))
      return { feature, difference: deviation === 0 ? 0 : (mean - others) / deviation }
    })
      .filter(({ difference }) => Number.isFinite(difference) && difference !== 0)
      .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || a.feature - b.feature)
      .slice(0, count)
  })
}
