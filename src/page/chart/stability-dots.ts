import { accent, heading, ink, palette } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** How well subsamples find one cluster again: the mean Jaccard, and how many of them found less than half of it. */
export interface StabilityDot {
  readonly cluster: string
  readonly tracks: number
  readonly jaccard: number
  readonly dissolved: number
}

/** Clusters in the order of their rows; `mark` is the Jaccard from which a cluster counts as found again. */
export interface StabilityDotsInput {
  readonly title: string
  readonly subtitle: string
  readonly clusters: ReadonlyArray<StabilityDot>
  readonly mark: number
}

/**
 * A dot per cluster on the way from lost to always found again: blue from the mark on, orange before it, with the number of
 * subsamples that it dissolved in. Source of the measure: Hennig 2007.
 */
export const stabilityDots = ({ clusters, mark, subtitle, title }: StabilityDotsInput): ChartSpec => {
  const x = {
    field: "jaccard",
    type: "quantitative",
    title: "mean Jaccard over subsamples",
    scale: { domain: [0, 1], nice: false },
    axis: { domain: false, ticks: false, tickCount: 5 }
  }
  const y = {
    field: "cluster",
    type: "nominal",
    sort: clusters.map(({ cluster }) => cluster),
    axis: { title: null, domain: false, ticks: false }
  }
  const color = { condition: { test: `datum.jaccard >= ${mark}`, value: accent }, value: palette[1] }
  return {
    title: heading(title, subtitle),
    width: 480,
    height: { step: 30 },
    data: { values: clusters },
    layer: [
      {
        data: { values: [{ mark }] },
        mark: { type: "rule", color: ink.soft, strokeDash: [3, 3] },
        encoding: { x: { ...x, field: "mark" } }
      },
      { mark: { type: "rule", strokeWidth: 1.6, opacity: 0.75 }, encoding: { x, x2: { datum: 0 }, y, color } },
      { mark: { type: "circle", size: 120, opacity: 1 }, encoding: { x, y, color } },
      {
        transform: [{ filter: "datum.dissolved > 0" }],
        mark: { type: "text", align: "left", dx: 12, fontSize: 12, color: ink.body },
        encoding: { x, y, text: { field: "dissolved", format: "d" } }
      }
    ]
  }
}
