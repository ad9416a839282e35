/** How features that are not music spread in two collections, with how well each tells them apart. Chart: src/page/chart/distributions.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { columnOf } from "../../src/learn/metric/test/correlation.ts"
import { distributions } from "../../src/page/chart/distributions.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { MethodScore } from "../row/method-score.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { drawConfound } from "partita/nodes/report"
 * function* part({ tracks, features, scores }: Parameters<typeof drawConfound>[0]) { // scores of feature-areas
 *   const { figure } = yield* drawConfound({ tracks, features, scores }, {})
 *   return { figure }
 * }
 * ```
 */
export const drawConfound = /*#__PURE__*/ Node.make("draw-confound", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({}),
  /** A panel for each of `scores` whose space is a feature of the tracks; no chart where none is. */
  inputs: { tracks: table(Track), features: vectors("feature"), scores: table(MethodScore) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs }) {
    const { features: { matrix, names }, tracks } = yield* aligned(
      { features: inputs.features, tracks: inputs.tracks },
      { wider: ["tracks"] }
    )
    const scores = yield* inputs.scores.rows
    const panels = scores.filter(({ space }) => names.includes(space)).map(({ space, value }) => {
      const column = columnOf(matrix, names.indexOf(space))
      return {
        name: space,
        note: value === null ? "no two languages" : `AUC ${value.toFixed(2)}`,
        values: tracks.flatMap(({ language }, i) =>
          language !== null && Number.isFinite(column[i]) ? [{ value: column[i]!, group: language }] : []
        )
      }
    })
    if (panels.length === 0) return { figure: {} }
    const groups = [...new Set(panels.flatMap(({ values }) => values.map(({ group }) => group)))].sort()
    const spec = distributions({
      title: "What tells the collections apart without any music",
      subtitle: `each feature alone, ${
        tracks.length.toLocaleString("en")
      } tracks; an AUC of 0.5 is chance, 1 is certainty`,
      panels,
      groups,
      groupTitle: "Language"
    })
    return { figure: yield* saving("figure", () => chartFiles({ confound: spec }, bundledFonts())) }
  })
})
