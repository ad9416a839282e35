/** Figures that several studies have: training curves, the choice of k, methods compared. Groups of steps that they share. */
import { kMeans } from "../../nodes/cluster/k-means.ts"
import { drawChoice } from "../../nodes/report/draw-choice.ts"
import { drawCrossTable } from "../../nodes/report/draw-cross-table.ts"
import { drawHistories } from "../../nodes/report/draw-histories.ts"
import { drawMetricRanks } from "../../nodes/report/draw-metric-ranks.ts"
import type { HistoryRow } from "../../nodes/row/history-row.ts"
import type { LabelColumn } from "../../nodes/row/label-column.ts"
import type { MethodScore } from "../../nodes/row/method-score.ts"
import type { Published } from "../../nodes/row/published.ts"
import type { Track } from "../../nodes/row/track.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Space } from "./cluster-and-score.ts"
import type { DrawnFigure } from "./report-study.ts"

/** A figure of one chart; `name` is what its files are called. */
export const oneChart = (
  name: string,
  figure: DrawnFigure["figure"],
  chart: string,
  words: readonly [title: string, caption: string]
): DrawnFigure => ({ figure, name, captions: { id: name, charts: { [chart]: words } } })

/** A model whose training is drawn; `isConditional` where it was told labels. */
export interface TrainedModel {
  readonly name: string
  readonly history: Ref<Table<typeof HistoryRow.Type>>
  readonly isConditional?: true
}

/** Places total, reconstruction and KL of several trainings in one figure. */
export function* trainingCurves(
  models: ReadonlyArray<TrainedModel>,
  { id, subtitle, title }: { readonly id: string; readonly title: string; readonly subtitle: string }
) {
  const isConditioned = models.some(({ isConditional }) => isConditional === true)
  const declared = isConditioned ? [{ labels: "conditions" } as const] as const : [] as const
  const { figure } = yield* drawHistories.as(`draw-${id}`, ...declared)(
    { histories: models.map(({ history }) => history) },
    { title, subtitle, models: models.map(({ name }) => name) }
  )
  return oneChart(id, figure, "histories", [title, "Total, reconstruction and KL per track and epoch."])
}

/** Places K-Means of a space for k = 2 … 15 and what three criteria say of it; `taken` is the k that a study goes on with. */
export function* selectionOfK(
  { name, vectors }: Space,
  { id, taken }: { readonly id: string; readonly taken: number }
) {
  const { choice } = yield* kMeans.as(`choose-k-${slug(name)}`)(
    { vectors },
    { k: null, kMin: 2, kMax: 15, restarts: 10, maxIterations: 300, tolerance: 1e-4 }
  )
  const title = `How many clusters, ${name}`
  const { figure } = yield* drawChoice.as(`draw-${id}`)({ choice }, { title, taken })
  return oneChart(id, figure, "choice", [title, "Inertia, silhouette and Calinski–Harabasz index over k."])
}

/** Places methods sorted by each of several metrics, `columns` panels in a row. */
export function* methodsCompared(
  scores: ReadonlyArray<Ref<Table<MethodScore>>>,
  { baselines, columns, id, methods, metrics, title }: {
    readonly id: string
    readonly title: string
    readonly columns: number
    readonly methods: ReadonlyArray<Pick<Published, "space" | "method">>
    readonly metrics: ReadonlyArray<Pick<Published, "metric" | "against">>
    readonly baselines: ReadonlyArray<string>
  }
) {
  const { figure } = yield* drawMetricRanks.as(`draw-${id}`)({ scores }, {
    title,
    methods: methods.map((each) => ({ ...each, name: `${each.space}, ${each.method}` })),
    metrics: metrics.map((each) => ({ ...each, name: each.metric })),
    baselines: [...baselines],
    columns
  })
  return oneChart(id, figure, "metric-ranks", [title, "Each panel is sorted by its own metric."])
}

/** Places a clustering against a column of the tracks: counts with the `largest` labels, and shares within clusters. */
export function* clustersAgainst(
  assignments: Parameters<typeof drawCrossTable>[0]["assignments"],
  { column, id, labelName, largest, title, tracks }: {
    readonly id: string
    readonly title: string
    readonly column: LabelColumn
    readonly labelName: string
    readonly largest: number | null
    readonly tracks: Ref<Table<Track>>
  }
) {
  const { figure } = yield* drawCrossTable.as(`draw-${id}`)(
    { assignments, tracks },
    { title, column, labelName, largest }
  )
  const charts = {
    counts: [title, `How many tracks of each ${labelName} a cluster holds; purity beside the majority's share.`],
    shares: [`${title}, as shares`, `Share of each ${labelName} in a cluster.`]
  } as const
  const drawn: DrawnFigure = { figure, name: id, captions: { id, charts } }
  return drawn
}
