import { accent, heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One setting by two objectives; `isOnFront` where no other is better in both. */
export interface ParetoPoint {
  readonly x: number
  readonly y: number
  readonly isOnFront: boolean
  /** What the setting is called where it is on the front. */
  readonly name: string
}

/** Two objectives, each better one way or the other. */
export interface ParetoChartInput {
  readonly title: string
  readonly subtitle: string
  readonly points: ReadonlyArray<ParetoPoint>
  readonly xTitle: string
  readonly yTitle: string
  readonly better: { readonly x: "higher" | "lower"; readonly y: "higher" | "lower" }
}

const namesAtMost = 12 // more run into each other; the table has them all

const titled = (name: string, better: "higher" | "lower"): string => `${name} (${better} is better)`

/** Names of front points that would not lie on a neighbour's: a row of text apart along y, or well apart along x. */
const namedPoints = (front: ReadonlyArray<ParetoPoint>): ReadonlyArray<ParetoPoint> => {
  const range = (values: ReadonlyArray<number>) => Math.max(...values) - Math.min(...values) || 1
  const [width, height] = [range(front.map(({ x }) => x)), range(front.map(({ y }) => y))]
  const kept: Array<ParetoPoint> = []
  for (const point of front) {
    const isClear = kept.every((other) =>
      Math.abs(other.x - point.x) > 0.16 * width || Math.abs(other.y - point.y) > 0.06 * height
    )
    if (isClear && kept.length < namesAtMost) kept.push(point)
  }
  return kept
}

/**
 * All settings by two objectives: those that none beats in both are dark and joined, the others grey.
 *
 * @example
 * ```ts
 * import { paretoChart } from "partita/page"
 * const points = [{ x: 1, y: 2, isOnFront: true, name: "β 1" }, { x: 0, y: 1, isOnFront: false, name: "β 4" }]
 * const better = { x: "higher" as const, y: "higher" as const }
 * const spec = paretoChart({ title: "Front", subtitle: "", points, xTitle: "silhouette", yTitle: "stability", better })
 * ```
 */
export const paretoChart = (input: ParetoChartInput): ChartSpec => {
  const { better, points, subtitle, title, xTitle, yTitle } = input
  const front = points.filter(({ isOnFront }) => isOnFront).toSorted((a, b) => a.x - b.x)
  const axis = { tickCount: 6, domain: false, ticks: false }
  const x = {
    field: "x",
    type: "quantitative",
    title: titled(xTitle, better.x),
    scale: { zero: false, padding: 26 },
    axis
  }
  const y = {
    field: "y",
    type: "quantitative",
    title: titled(yTitle, better.y),
    scale: { zero: false, padding: 22 },
    axis
  }
  // what a point beats lies towards worse x and worse y: the step holds its y until the next x
  const interpolate = better.x === "higher" ? "step-before" : "step-after"
  const text = { type: "text", align: "left", baseline: "bottom", dx: 7, dy: -3, fontSize: 11 }
  const names = { data: { values: namedPoints(front) }, encoding: { x, y, text: { field: "name" } } }
  return {
    title: heading(title, subtitle),
    width: 520,
    height: 380,
    layer: [
      {
        data: { values: points.filter(({ isOnFront }) => !isOnFront) },
        mark: { type: "circle", size: 46, color: ink.noise, opacity: 0.75 },
        encoding: { x, y }
      },
      {
        data: { values: front },
        mark: { type: "line", interpolate, color: accent, strokeWidth: 1.5, opacity: 0.6 },
        encoding: { x, y }
      },
      { data: { values: front }, mark: { type: "circle", size: 74, color: accent, opacity: 1 }, encoding: { x, y } },
      { ...names, mark: { ...text, stroke: ink.paper, strokeWidth: 4, strokeJoin: "round" } },
      { ...names, mark: { ...text, color: ink.strong } }
    ]
  }
}
