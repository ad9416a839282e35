import { accent, heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** What each parameter explains alone of the spread of a score, and what only several together do: shares of 1. */
export interface ImportanceBarsInput {
  readonly title: string
  readonly subtitle: string
  readonly parameters: ReadonlyArray<{ readonly name: string; readonly share: number }>
  readonly together: number
}

/**
 * Bars of shares, the largest on top; in grey at the end what parameters explain only together.
 *
 * @example
 * ```ts
 * import { importanceBars } from "partita/page"
 * const parameters = [{ name: "train.beta", share: 0.7 }, { name: "cluster.k", share: 0.2 }]
 * const spec = importanceBars({ title: "What explains silhouette", subtitle: "", parameters, together: 0.1 })
 * ```
 */
export const importanceBars = ({ parameters, subtitle, title, together }: ImportanceBarsInput): ChartSpec => {
  const ranked = parameters.toSorted((a, b) => b.share - a.share)
  const bars = [
    ...ranked.map(({ name, share }) => ({ name, share, colour: accent })),
    ...(parameters.length > 1 ? [{ name: "only together", share: together, colour: ink.noise }] : [])
  ]
  const most = Math.max(...bars.map(({ share }) => share), 0.01)
  const x = {
    field: "share",
    type: "quantitative",
    axis: null,
    scale: { domain: [0, most * 1.15], nice: false } // room for the number behind the bar
  }
  const y = {
    field: "name",
    type: "nominal",
    sort: bars.map(({ name }) => name),
    axis: { title: null, domain: false, ticks: false, labelLimit: 260 }
  }
  return {
    title: heading(title, subtitle),
    width: 380,
    height: { step: 26 },
    data: { values: bars },
    layer: [
      {
        mark: { type: "bar", height: 15, cornerRadiusEnd: 2.5 },
        encoding: { x, y, color: { field: "colour", type: "nominal", scale: null } }
      },
      {
        mark: { type: "text", align: "left", dx: 6, fontSize: 12, color: ink.body },
        encoding: { x, y, text: { field: "share", format: ".0%" } }
      }
    ]
  }
}
