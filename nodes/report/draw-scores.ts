/** Scores of two representations side by side, each beside its null. Charts: src/page/chart/metric-bars.ts, choose-k.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { chooseK } from "../../src/page/chart/choose-k.ts"
import { type MetricBar, metricBars } from "../../src/page/chart/metric-bars.ts"
import type { ChartSpec } from "../../src/page/chart/theme.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { KChoice } from "../row/k-choice.ts"
import { Score } from "../row/score.ts"

/** Metrics between 0 and 1, which can share an axis. */
const comparable = ["silhouette", "ARI", "NMI", "AMI", "purity"]

const barsOf = (scores: ReadonlyArray<Score>, isBaseline: boolean): ReadonlyArray<MetricBar> =>
  scores.filter(({ against, metric }) => comparable.includes(metric) && ["own space", "label"].includes(against))
    .map(({ metric, nullHigh, nullLow, space, value }) => ({
      method: space,
      metric,
      value,
      nullLow,
      nullHigh,
      isBaseline
    }))

/**
 * @example
 * ```ts
 * import { drawScores } from "partita/nodes/report"
 * function* part({ scores, baseline, choice }: Parameters<typeof drawScores>[0]) {
 *   const { figure } = yield* drawScores({ scores, baseline, choice }, { title: "VAE and PCA side by side" })
 *   return { figure }
 * }
 * ```
 */
export const drawScores = /*#__PURE__*/ Node.make("draw-scores", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({ title: Schema.NonEmptyString }),
  inputs: { scores: table(Score), baseline: table(Score), choice: json(KChoice) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params }) {
    const bars = [...barsOf(yield* inputs.scores.rows, false), ...barsOf(yield* inputs.baseline.rows, true)]
    const choice = yield* inputs.choice.value
    const specs: Record<string, ChartSpec> = {}
    if (bars.length > 0) {
      specs["scores"] = metricBars({
        title: params.title,
        subtitle: "grey bands: central 95 % under permutation of the labels",
        bars,
        methods: [...new Set(bars.map((bar) => bar.method))],
        metrics: comparable.filter((metric) => bars.some((bar) => bar.metric === metric))
      })
    }
    if (choice.candidates.length > 1) {
      specs["choice"] = chooseK({
        title: "How many clusters",
        subtitle: `chosen by ${choice.rule}, without labels`,
        criteria: [
          { name: "silhouette", points: choice.candidates.map(({ k, silhouette }) => ({ k, value: silhouette })) },
          { name: "inertia", points: choice.candidates.map(({ inertia, k }) => ({ k, value: inertia })) }
        ],
        chosenK: choice.k
      })
    }
    return { figure: yield* saving("figure", () => chartFiles(specs, bundledFonts())) }
  })
})
