import { groupScale } from "./group-scale.ts"
import { silhouetteLook } from "./looks.ts"
import { described, heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** Silhouette widths per cluster, in the order of the colours. */
export interface SilhouettePlotInput {
  readonly title: string
  readonly subtitle: string
  readonly clusters: ReadonlyArray<{ readonly name: string; readonly values: ReadonlyArray<number> }>
}

interface Blade {
  readonly cluster: string
  readonly at: number
  readonly width: number
}

interface Name {
  readonly cluster: string
  readonly at: number
}

/** Each cluster becomes a blade: its tracks stacked from the widest silhouette down, a gap between clusters. */
const blades = (clusters: SilhouettePlotInput["clusters"]) => {
  const total = clusters.reduce((sum, cluster) => sum + cluster.values.length, 0)
  const gap = Math.max(1, 0.02 * total)
  const tracks: Array<Blade> = []
  const names: Array<Name> = []
  let at = 0
  for (const { name, values } of clusters) {
    names.push({ cluster: `${name} · ${values.length}`, at: at + values.length / 2 })
    for (const width of values.toSorted((a, b) => b - a)) {
      tracks.push({ cluster: name, at, width })
      at++
    }
    at += gap
  }
  return { tracks, names, extent: Math.max(1, at - gap) }
}

const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/**
 * The silhouette width s(i) of every track, grouped by cluster, with the mean marked. Source: Rousseeuw 1987.
 *
 * @example
 * ```ts
 * import { silhouettePlot } from "partita/page"
 * const clusters = [{ name: "0", values: [0.6, 0.4] }, { name: "1", values: [0.5, -0.1] }]
 * const spec = silhouettePlot({ title: "Silhouette", subtitle: "width of every track", clusters })
 * ```
 */
export const silhouettePlot = (input: SilhouettePlotInput): ChartSpec => {
  const { extent, names, tracks } = blades(input.clusters)
  const average = mean(input.clusters.flatMap((cluster) => cluster.values))
  const low = tracks.reduce((a, b) => Math.min(a, b.width), 0)
  const high = tracks.reduce((a, b) => Math.max(a, b.width), 0.1)
  const x = {
    field: "width",
    type: "quantitative",
    title: "silhouette width s(i)",
    stack: null,
    scale: { domain: [low, high], nice: true },
    axis: { tickCount: 6, domain: false, ticks: false }
  }
  const y = { field: "at", type: "quantitative", axis: null, scale: { domain: [extent, 0], nice: false } }
  const groups = input.clusters.map((cluster) => cluster.name)
  const color = { field: "cluster", type: "nominal", scale: groupScale(groups), legend: null }
  const averageAt = { values: [{ width: average }] }
  return {
    ...described(silhouetteLook(input.clusters)),
    title: heading(input.title, input.subtitle),
    width: 480,
    height: 380,
    layer: [
      {
        data: { values: tracks },
        transform: [ // a track is as thick as it is: two corners, above and below
          { calculate: "[0, 1]", as: "corner" },
          { flatten: ["corner"] },
          { calculate: "datum.at + datum.corner", as: "at" }
        ],
        mark: { type: "area", orient: "horizontal", opacity: 0.92 },
        encoding: { x, y, color }
      },
      {
        data: { values: names },
        mark: { type: "text", align: "right", dx: -12, fontSize: 12, color: ink.body },
        encoding: { x: { value: 0 }, y, text: { field: "cluster" } }
      },
      { data: averageAt, mark: { type: "rule", color: ink.strong, strokeDash: [3, 3] }, encoding: { x } },
      {
        data: averageAt,
        mark: { type: "text", align: "left", baseline: "bottom", dx: 5, dy: -2, fontSize: 12, color: ink.strong },
        encoding: { x, y: { value: 0 }, text: { value: `mean ${average.toFixed(2).replace("-", "−")}` } }
      }
    ]
  }
}
