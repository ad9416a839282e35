/** Rankings as bars: agreement with labels beside its null, and separation in the common space. Chart: src/page/chart/metric-bars.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { type MetricBar, metricBars } from "../../src/page/chart/metric-bars.ts"
import type { ChartSpec } from "../../src/page/chart/theme.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { RankedRow } from "../row/ranking.ts"

const rowsShown = 24

const nameOf = ({ method, space }: RankedRow): string => `${space}, ${method}`

const bars = (
  rows: ReadonlyArray<RankedRow>,
  baselines: ReadonlyArray<string>,
  metric: string,
  valueOf: (row: RankedRow) => number | null
): ReadonlyArray<MetricBar> =>
  rows.flatMap((row) => {
    const value = valueOf(row)
    const isRankedBy = value === row.value
    const chance = row.nullLow === null || row.nullHigh === null || !isRankedBy
      ? {}
      : { nullLow: row.nullLow, nullHigh: row.nullHigh }
    const interval = row.tracksLow === null || row.tracksHigh === null || !isRankedBy
      ? {}
      : { low: row.tracksLow, high: row.tracksHigh }
    return value === null
      ? []
      : [{ method: nameOf(row), metric, value, isBaseline: baselines.includes(row.space), ...chance, ...interval }]
  })

const chart = (title: string, subtitle: string, all: ReadonlyArray<MetricBar>): ChartSpec =>
  metricBars({
    title,
    subtitle,
    bars: all,
    methods: [...new Set(all.map(({ method }) => method))],
    metrics: [...new Set(all.map(({ metric }) => metric))]
  })

/**
 * @example
 * ```ts
 * import { drawRanking } from "partita/nodes/report"
 * function* part({ ranking, unlabelled }: Parameters<typeof drawRanking>[0]) {
 *   const { figure } = yield* drawRanking({ ranking, unlabelled }, { labelName: "genre", baselines: ["PCA"] })
 *   return { figure }
 * }
 * ```
 */
export const drawRanking = /*#__PURE__*/ Node.make("draw-ranking", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({ labelName: Schema.NonEmptyString, baselines: Schema.Array(Schema.String) }),
  inputs: { ranking: table(RankedRow), unlabelled: table(RankedRow) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { baselines, labelName } }) {
    const fair = (rows: ReadonlyArray<RankedRow>) =>
      rows.filter(({ isLabelConditioned, rank }) => !isLabelConditioned && rank !== null).slice(0, rowsShown)
    const agreeing = fair(yield* inputs.ranking.rows)
    const separated = fair(yield* inputs.unlabelled.rows)
    const specs: Record<string, ChartSpec> = {}
    if (agreeing.length > 0) {
      specs["agreement"] = chart(
        `Agreement with ${labelName}`,
        "grey: 95 % under permutation; pale: 95 % interval over tracks",
        [
          ...bars(agreeing, baselines, "ARI", ({ ari }) => ari),
          ...bars(agreeing, baselines, "NMI", ({ nmi }) => nmi),
          ...bars(agreeing, baselines, "purity", ({ purity }) => purity)
        ]
      )
    }
    if (separated.length > 0) {
      specs["separation"] = chart(
        "Separation without labels",
        "silhouettes; only those in features compare methods; pale: 95 % interval over tracks",
        [
          ...bars(separated, baselines, "in features", ({ silhouetteCommon }) => silhouetteCommon),
          ...bars(separated, baselines, "in own space", ({ silhouetteOwn }) => silhouetteOwn)
        ]
      )
    }
    return { figure: yield* saving("figure", () => chartFiles(specs, bundledFonts())) }
  })
})
