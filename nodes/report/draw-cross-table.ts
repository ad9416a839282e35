/** Clusters against labels or languages: counts and shares. Charts: src/page/chart/composition.ts, stacked-shares.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { classBalance } from "../../src/learn/audit/class-balance.ts"
import { purity } from "../../src/learn/metric/clustering/purity.ts"
import { composition } from "../../src/page/chart/composition.ts"
import { stackedShares } from "../../src/page/chart/stacked-shares.ts"
import { clusterName, clusterNames } from "../../src/page/report/cluster-name.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { countText } from "../../src/page/report/number-text.ts"
import { Assignment } from "../row/assignment.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { LabelColumn } from "../row/label-column.ts"
import { largestGroups } from "../row/largest-groups.ts"
import { Track } from "../row/track.ts"

interface Placed {
  readonly cluster: number
  readonly label: string | null
}

/** Purity beside what one cluster of all tracks would have; both of the tracks that have a cluster and a label. */
const puritySentence = (placed: ReadonlyArray<Placed>, labelName: string): string => {
  const known = placed.filter(({ cluster, label }) => cluster >= 0 && label !== null)
  const { counts, majorityShare } = classBalance(known.map(({ label }) => label))
  if (majorityShare === null) return `no clustered track has a ${labelName}`
  const codes = new Map(counts.map(({ label }, i) => [label, i]))
  const value = purity(known.map(({ label }) => codes.get(label!)!), known.map(({ cluster }) => cluster))
  const noise = placed.filter(({ cluster }) => cluster < 0).length
  const left = noise === 0 ? "" : `; ${countText(noise, "noise track")} left out of both`
  return `purity ${value.toFixed(3)}, the largest ${labelName} alone ${majorityShare.toFixed(3)}${left}`
}

/**
 * @example
 * ```ts
 * import { drawCrossTable } from "partita/nodes/report"
 * function* part({ assignments, tracks }: Parameters<typeof drawCrossTable>[0]) {
 *   const { figure } = yield* drawCrossTable({ assignments, tracks }, {
 *     title: "Genres in the clusters of the VAE", column: "label", labelName: "genre", largest: 10
 *   })
 *   return { figure } // counts.svg, shares.svg and as PNG
 * }
 * ```
 */
export const drawCrossTable = /*#__PURE__*/ Node.make("draw-cross-table", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({
    title: Schema.NonEmptyString,
    column: LabelColumn,
    /** What the column holds, such as "genre". */
    labelName: Schema.NonEmptyString,
    /** Labels with a column of their own, the most frequent first; null for all. */
    largest: Schema.NullOr(Param.positiveInt)
  }),
  inputs: { assignments: table(Assignment), tracks: table(Track) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { column, labelName, largest, title }, report }) {
    const { assignments, tracks } = yield* aligned({ assignments: inputs.assignments, tracks: inputs.tracks }, {
      wider: ["tracks"]
    })
    const placed = assignments.map(({ cluster }, i) => ({ cluster, label: tracks[i]![column] }))
    const { groups: labels, names } = largestGroups(placed.map(({ label }) => label), largest)
    const clusters = clusterNames(placed.map(({ cluster }) => cluster))
    const inCluster = Map.groupBy(placed.keys(), (i) => clusterName(placed[i]!.cluster))
    const cells = clusters.flatMap((cluster) =>
      labels.map((label) => ({
        cluster,
        label,
        count: inCluster.get(cluster)!.filter((i) => names[i] === label).length
      }))
    )
    const said = puritySentence(placed, labelName)
    const chart = { title, cells, clusters, labels }
    const specs = {
      counts: composition({ ...chart, subtitle: `tracks, shaded by their share of the cluster; ${said}` }),
      shares: stackedShares({
        ...chart,
        subtitle: said,
        labelTitle: `${labelName[0]!.toUpperCase()}${labelName.slice(1)}`
      })
    }
    report.summary(said)
    return { figure: yield* saving("figure", () => chartFiles(specs, bundledFonts())) }
  })
})
