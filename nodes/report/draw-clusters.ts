/** What clusters are made of: sizes, silhouettes and labels. Charts: src/page/chart/. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { clusterSizes } from "../../src/page/chart/cluster-sizes.ts"
import { composition } from "../../src/page/chart/composition.ts"
import { silhouettePlot } from "../../src/page/chart/silhouette-plot.ts"
import type { ChartSpec } from "../../src/page/chart/theme.ts"
import { clusterName } from "../../src/page/report/cluster-name.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { ClusterDescription } from "../row/cluster-description.ts"

/**
 * @example
 * ```ts
 * import { drawClusters } from "partita/nodes/report"
 * function* part({ clusters }: Parameters<typeof drawClusters>[0]) {
 *   const { figure } = yield* drawClusters({ clusters }, { space: "the VAE latents" })
 *   return { figure }
 * }
 * ```
 */
export const drawClusters = /*#__PURE__*/ Node.make("draw-clusters", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({ space: Schema.NonEmptyString }),
  inputs: { clusters: json(Schema.Array(ClusterDescription)) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params }) {
    const clusters = yield* inputs.clusters.value
    const names = clusters.map(({ cluster }) => clusterName(cluster))
    const subtitle = `K-Means on ${params.space}`
    const sizes = clusterSizes({
      title: "Cluster sizes",
      subtitle,
      sizes: clusters.map(({ cluster, size }) => ({ cluster: clusterName(cluster), count: size }))
    })
    const silhouettes = silhouettePlot({
      title: "Silhouettes",
      subtitle,
      clusters: clusters.map(({ cluster, silhouettes: values }) => ({ name: clusterName(cluster), values }))
    })
    const labels = [...new Set(clusters.flatMap((cluster) => cluster.labels.map(({ label }) => label)))].sort()
    const specs: Record<string, ChartSpec> = { sizes, silhouettes }
    if (labels.length > 1) {
      specs["composition"] = composition({
        title: "What the clusters are made of",
        subtitle: `${subtitle}; share of each label within a cluster`,
        cells: clusters.flatMap(({ cluster, labels: counts }) =>
          counts.map(({ count, label }) => ({ cluster: clusterName(cluster), label, count }))
        ),
        clusters: names,
        labels
      })
    }
    return { figure: yield* saving("figure", () => chartFiles(specs, bundledFonts())) }
  })
})
