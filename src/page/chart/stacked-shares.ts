import { groupScale } from "./group-scale.ts"
import { labelPalette } from "./label-palette.ts"
import { heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** A cluster × label contingency table; `clusters` and `labels` fix the order of rows and colours. */
export interface StackedSharesInput {
  readonly title: string
  readonly subtitle: string
  readonly cells: ReadonlyArray<{ readonly cluster: string; readonly label: string; readonly count: number }>
  readonly clusters: ReadonlyArray<string>
  readonly labels: ReadonlyArray<string>
  /** What the legend is called, such as "language". */
  readonly labelTitle: string
}

const smallestNamed = 0.08 // a share below has no room for its number

/**
 * One bar per cluster, as long as all others, split into the shares of the labels within it; the number behind a bar
 * counts its tracks. Counts: composition.ts.
 *
 * @example
 * ```ts
 * import { stackedShares } from "partita/page"
 * const cells = [{ cluster: "C1", label: "en", count: 30 }, { cluster: "C1", label: "bn", count: 10 }]
 * const labels = { labels: ["bn", "en"], labelTitle: "Language" }
 * const spec = stackedShares({ title: "Languages", subtitle: "", cells, clusters: ["C1"], ...labels })
 * ```
 */
export const stackedShares = (input: StackedSharesInput): ChartSpec => {
  const totals = new Map<string, number>()
  for (const { cluster, count } of input.cells) totals.set(cluster, (totals.get(cluster) ?? 0) + count)
  const ends = new Map<string, number>()
  const values = input.clusters.flatMap((cluster) =>
    input.labels.flatMap((label) => {
      const count = input.cells.find((cell) => cell.cluster === cluster && cell.label === label)?.count ?? 0
      const share = count / Math.max(1, totals.get(cluster) ?? 0)
      const from = ends.get(cluster) ?? 0
      ends.set(cluster, from + share)
      return count === 0 ? [] : [{ cluster, label, share, from, to: from + share, middle: from + share / 2 }]
    })
  )
  const sizes = input.clusters.map((cluster) => ({ cluster, tracks: totals.get(cluster) ?? 0 }))
  const scale = { domain: [0, 1], nice: false }
  const x = {
    field: "from",
    type: "quantitative",
    title: "share of the cluster",
    scale,
    axis: { format: ".0%", tickCount: 5, domain: false, ticks: false }
  }
  const y = {
    field: "cluster",
    type: "nominal",
    sort: [...input.clusters],
    axis: { title: null, domain: false, ticks: false }
  }
  const color = {
    field: "label",
    type: "nominal",
    title: input.labelTitle,
    scale: groupScale(input.labels, labelPalette)
  }
  return {
    title: heading(input.title, input.subtitle),
    width: 480,
    height: { step: 30 },
    data: { values },
    layer: [
      {
        mark: { type: "bar", height: 21, stroke: ink.paper, strokeWidth: 1 },
        encoding: { x, x2: { field: "to" }, y, color: { ...color, legend: { symbolType: "circle", offset: 58 } } }
      },
      {
        transform: [{ filter: `datum.share >= ${smallestNamed}` }],
        mark: { type: "text", fontSize: 11, fontWeight: 600, color: ink.onColour },
        encoding: { x: { ...x, field: "middle" }, y, text: { field: "share", format: ".0%" } }
      },
      {
        data: { values: sizes },
        mark: { type: "text", align: "left", dx: 8, fontSize: 12, color: ink.soft },
        encoding: { x: { datum: 1, type: "quantitative", scale }, y, text: { field: "tracks", format: "," } }
      }
    ]
  }
}
