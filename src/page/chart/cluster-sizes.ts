import { groupScale } from "./group-scale.ts"
import { sizesLook } from "./looks.ts"
import { described, heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** Tracks per cluster, in the order of the colours. */
export interface ClusterSizesInput {
  readonly title: string
  readonly subtitle: string
  readonly sizes: ReadonlyArray<{ readonly cluster: string; readonly count: number }>
}

/**
 * One bar per cluster, coloured as in the scatter plot. Units: tracks.
 *
 * @example
 * ```ts
 * import { clusterSizes } from "partita/page"
 * const sizes = [{ cluster: "0", count: 120 }, { cluster: "1", count: 80 }]
 * const spec = clusterSizes({ title: "Sizes", subtitle: "tracks per cluster", sizes })
 * ```
 */
export const clusterSizes = (input: ClusterSizesInput): ChartSpec => {
  const clusters = input.sizes.map((size) => size.cluster)
  const x = { field: "count", type: "quantitative", axis: null, scale: { nice: false, zero: true } }
  const y = { field: "cluster", type: "nominal", sort: clusters, axis: { title: null, domain: false, ticks: false } }
  const color = { field: "cluster", type: "nominal", scale: groupScale(clusters), legend: null }
  return {
    ...described(sizesLook(input.sizes)),
    title: heading(input.title, input.subtitle),
    width: 480,
    height: { step: 30 },
    data: { values: input.sizes },
    layer: [
      { mark: { type: "bar", cornerRadiusEnd: 3, height: 18 }, encoding: { x, y, color } },
      {
        mark: { type: "text", align: "left", dx: 7, fontSize: 12, color: ink.body },
        encoding: { x, y, text: { field: "count", format: "," } }
      }
    ]
  }
}
