import { accent, heading, ink, palette } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** Settings in the order they were tried; null where one failed. `chance` is what the best of as many would reach by luck. */
export interface BestSoFarInput {
  readonly title: string
  readonly subtitle: string
  readonly values: ReadonlyArray<number | null>
  readonly name: string
  readonly better: "higher" | "lower"
  readonly chance?: number
}

const width = 560
const height = 300

/**
 * How a search went: a point per setting, the best so far as a line, failed settings as ticks below; dashed is what the best
 * of as many would reach if no setting were better than another.
 */
export const bestSoFar = ({ better, chance, name, subtitle, title, values }: BestSoFarInput): ChartSpec => {
  const betterOf = better === "lower" ? Math.min : Math.max
  let best: number | undefined
  const points = values.flatMap((value, i) => value === null ? [] : [{ at: i + 1, value }])
  const line = values.flatMap((value, i) => {
    if (value !== null) best = best === undefined ? value : betterOf(best, value)
    return best === undefined ? [] : [{ at: i + 1, value: best }]
  })
  const failed = values.flatMap((value, i) => value === null ? [{ at: i + 1 }] : [])
  const x = {
    field: "at",
    type: "quantitative",
    title: "setting, in the order they were tried",
    scale: { domain: [1, Math.max(2, values.length)], nice: false, padding: 10 },
    axis: { grid: false, tickMinStep: 1, tickCount: 8, format: "d" }
  }
  const y = {
    field: "value",
    type: "quantitative",
    title: `${name}${better === "lower" ? " (lower is better)" : ""}`,
    scale: { zero: false, padding: 16 },
    axis: { domain: false, ticks: false, tickCount: 6 }
  }
  const chanceLine = chance === undefined ? [] : [
    {
      data: { values: [{ value: chance }] },
      mark: { type: "rule", color: palette[1], strokeWidth: 1.6, strokeDash: [5, 4] },
      encoding: { y }
    },
    ...[{ stroke: ink.paper, strokeWidth: 4, strokeJoin: "round" }, { color: palette[5] }].map((look) => ({
      data: { values: [{ value: chance, text: `best of ${points.length} by chance` }] },
      mark: { type: "text", align: "right", baseline: "bottom", dy: -4, fontSize: 11.5, ...look },
      encoding: { x: { value: width - 4 }, y, text: { field: "text" } }
    }))
  ]
  return {
    title: heading(title, subtitle),
    width,
    height,
    layer: [
      {
        data: { values: points },
        mark: { type: "circle", size: 38, color: ink.noise, opacity: 0.9 },
        encoding: { x, y }
      },
      {
        data: { values: line },
        mark: { type: "line", interpolate: "step-after", color: accent, strokeWidth: 2.2 },
        encoding: { x, y }
      },
      ...chanceLine,
      ...(failed.length === 0 ? [] : [{
        data: { values: failed },
        mark: { type: "tick", orient: "vertical", size: 10, thickness: 1.6, color: palette[5], opacity: 1 },
        encoding: { x, y: { value: height - 6 } }
      }])
    ]
  }
}
