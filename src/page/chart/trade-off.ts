import { accent, heading, ink, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One model of a sweep in one panel. */
export interface TradeOffPoint {
  readonly panel: string
  readonly x: number
  readonly y: number
  /** What the model is called on the chart, such as its β. */
  readonly name: string
}

/** A sweep: `panels` fixes their order, points of a panel are joined in theirs. */
export interface TradeOffInput {
  readonly title: string
  readonly subtitle: string
  readonly points: ReadonlyArray<TradeOffPoint>
  readonly panels: ReadonlyArray<string>
  readonly xTitle: string
}

const perRow = 3

/**
 * One measure against several others, a panel each: a line through the models of a sweep, in order.
 *
 * @example
 * ```ts
 * import { tradeOff } from "partita/page"
 * const points = [1, 4].map((beta) => ({ panel: "MIG", x: beta / 10, y: 1 / beta, name: String(beta) }))
 * const spec = tradeOff({ title: "Trade-off", subtitle: "", points, panels: ["MIG"], xTitle: "silhouette" })
 * ```
 */
export const tradeOff = ({ panels, points, subtitle, title, xTitle }: TradeOffInput): ChartSpec => {
  const panel = (name: string): ChartSpec => {
    const placed = points.filter((point) => point.panel === name)
    const fromLeft = placed.toSorted((a, b) => a.x - b.x)
    // neighbours are named above and below in turn, so that names do not run into each other
    const own = placed.map((point, order) => ({ ...point, order, isBelow: fromLeft.indexOf(point) % 2 === 1 }))
    const axis = { tickCount: 4, domain: false, ticks: false, format: ".3~f" }
    const isLarge = placed.some(({ y }) => Math.abs(y) >= 10_000)
    const encoding = {
      x: { field: "x", type: "quantitative", title: xTitle, scale: { zero: false, padding: 24 }, axis },
      y: {
        field: "y",
        type: "quantitative",
        title: null,
        scale: { zero: false, padding: 18 },
        axis: isLarge ? { ...axis, format: ".3~s" } : axis
      }
    }
    const text = { type: "text", fontSize: 12, fontWeight: 600 }
    const names = [true, false].flatMap((isBelow) => {
      const shown = { ...text, dy: isBelow ? 16 : -12 }
      const data = { values: own.filter((point) => point.isBelow === isBelow) }
      const as = { ...encoding, text: { field: "name" } }
      return [
        { data, mark: { ...shown, stroke: ink.paper, strokeWidth: 4, strokeJoin: "round" }, encoding: as },
        { data, mark: { ...shown, color: ink.strong }, encoding: as }
      ]
    })
    return {
      width: 230,
      height: 200,
      data: { values: own },
      layer: [
        panelName(name),
        {
          mark: { type: "line", strokeWidth: 1.4, color: ink.noise },
          encoding: { ...encoding, order: { field: "order", type: "quantitative" } }
        },
        { mark: { type: "circle", size: 80, color: accent, opacity: 1, stroke: ink.paper, strokeWidth: 1 }, encoding },
        ...names
      ]
    }
  }
  const rows = Array.from({ length: Math.ceil(panels.length / perRow) }, (_, i) => ({
    spacing: 44,
    hconcat: panels.slice(i * perRow, (i + 1) * perRow).map(panel)
  }))
  return { title: heading(title, subtitle), spacing: 44, vconcat: rows }
}
