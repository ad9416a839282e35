/** Methods sorted by each of several metrics. Chart: src/page/chart/ranked-bars.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { type RankedBar, rankedBars } from "../../src/page/chart/ranked-bars.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { AskedMetric, askedValue, isCount, meanOf, ScoredMethod, scoresAsked } from "../row/asked-score.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { MethodScore } from "../row/method-score.ts"

const Params = Schema.Struct({
  title: Schema.NonEmptyString,
  /** What is compared, each under the name the chart gives it. */
  methods: Schema.Array(Schema.Struct({ ...ScoredMethod.fields, name: Schema.NonEmptyString })),
  metrics: Schema.Array(Schema.Struct({ ...AskedMetric.fields, name: Schema.NonEmptyString })),
  /** Spaces that nothing was learnt for. */
  baselines: Schema.Array(Schema.String),
  /** Panels in a row. */
  columns: Param.positiveInt
})
type Params = typeof Params.Type

const barOf = (
  scores: ReadonlyArray<MethodScore>,
  asked: Params["metrics"][number],
  { name, space }: Params["methods"][number],
  baselines: Params["baselines"]
): RankedBar => {
  const values = scores.flatMap((score) => askedValue(score, asked) ?? [])
  const chance = scores.flatMap(({ isExternal, nullMean }) => isExternal && nullMean !== null ? [nullMean] : [])
  return {
    method: name,
    metric: asked.name,
    value: values.length === scores.length ? meanOf(values) : null,
    ...(chance.length === 0 || isCount(asked) ? {} : { chance: meanOf(chance) }),
    isBaseline: baselines.includes(space),
    isLabelConditioned: scores.some(({ isLabelConditioned }) => isLabelConditioned)
  }
}

/**
 * Means over runs. Silhouettes and their like are of each method's own space unless asked for in the common one.
 *
 * @example
 * ```ts
 * import { drawMetricRanks } from "partita/nodes/report"
 * function* part(wires: Parameters<typeof drawMetricRanks>[0]) { // scores
 *   const { figure } = yield* drawMetricRanks(wires, {
 *     title: "Two methods by two metrics",
 *     methods: [
 *       { name: "VAE", space: "VAE", method: "K-Means" },
 *       { name: "spectral clustering", space: "features", method: "spectral" }
 *     ],
 *     metrics: [
 *       { name: "ARI", metric: "ARI", against: "label" },
 *       { name: "Davies–Bouldin", metric: "Davies–Bouldin", against: "own space" }
 *     ],
 *     baselines: ["features"], columns: 2
 *   })
 *   return { figure } // metric-ranks.svg, metric-ranks.png
 * }
 * ```
 */
export const drawMetricRanks = /*#__PURE__*/ Node.make("draw-metric-ranks", {
  labels: "evaluates",
  assets: chartFonts,
  params: Params,
  inputs: { scores: many(table(MethodScore)) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { baselines, columns, methods, metrics, title } }) {
    const all = (yield* Effect.forEach(inputs.scores, (scores) => scores.rows)).flat()
    const panels = yield* Effect.forEach(metrics, (asked) =>
      Effect.map(
        Effect.forEach(methods, (each) =>
          Effect.map(
            scoresAsked(all, { ...asked, space: each.space, method: each.method }),
            (scores) => ({ better: scores[0]!.better, bar: barOf(scores, asked, each, baselines) })
          )),
        (bars) => ({ name: asked.name, better: bars[0]?.better ?? "higher", bars: bars.map(({ bar }) => bar) })
      ))
    const bars = panels.flatMap((each) => each.bars)
    const spec = rankedBars({
      title,
      subtitle: [
        "best on top",
        ...(bars.some(({ chance }) => chance !== undefined) ? ["orange: permuted labels"] : []),
        ...(bars.some(({ isBaseline }) => isBaseline) ? ["grey: nothing learnt"] : []),
        ...(bars.some(({ isLabelConditioned }) => isLabelConditioned) ? ["†: was told the labels, no rank"] : [])
      ].join("; "),
      bars,
      metrics: panels.map(({ better, name }) => ({ name, better })),
      columns
    })
    return { figure: yield* saving("figure", () => chartFiles({ "metric-ranks": spec }, bundledFonts())) }
  })
})
