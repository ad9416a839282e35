/**
 * What a conditional model of features makes of one point under each class, over the mean of the class's tracks. Points:
 * nodes/embed/draw-prior.ts, decode.ts. Chart: src/page/chart/curve-panels.ts. Pictures: draw-walk.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { pearson } from "../../src/learn/metric/test/correlation.ts"
import { squaredDistance } from "../../src/math/distance.ts"
import { type Matrix, row, zeros } from "../../src/math/matrix.ts"
import { curvePanels } from "../../src/page/chart/curve-panels.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { generatedSentence } from "../../src/page/report/generated-sentence.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { Said } from "../row/said.ts"
import { Track } from "../row/track.ts"
import { view } from "../row/view.ts"

/** What was made under a class: `nearest` is the class whose mean is nearest, `correlation` is with the mean of its own. */
const Generated = Schema.Struct({ told: Schema.String, nearest: Schema.String, correlation: Schema.Number })

/** The mean of each class. Shapes: [track, feature] → [class, feature]. */
const meansOf = (matrix: Matrix, labels: ReadonlyArray<string | null>, classes: ReadonlyArray<string>): Matrix => {
  const out = zeros(classes.length, matrix.cols)
  const counts = classes.map((name) => labels.filter((label) => label === name).length)
  labels.forEach((label, i) => {
    const at = label === null ? -1 : classes.indexOf(label)
    if (at < 0) return
    row(matrix, i).forEach((value, j) => out.data[at * out.cols + j]! += value / counts[at]!)
  })
  return out
}

/**
 * @example
 * ```ts
 * import { drawGenerated } from "partita/nodes/report"
 * function* part(wires: Parameters<typeof drawGenerated>[0]) { // decoded, condition, features, tracks
 *   const { figure, generated, said } = yield* drawGenerated(wires, { model: "CVAE" })
 *   return { figure, generated, said }
 * }
 * ```
 */
export const drawGenerated = /*#__PURE__*/ Node.make("draw-generated", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({ model: Schema.NonEmptyString }),
  inputs: {
    decoded: view("features"),
    /** What each decoded point was told. */
    condition: vectors("condition"),
    /** The tracks that the model learnt from. */
    features: vectors("feature"),
    tracks: table(Track)
  },
  outputs: { figure, generated: table(Generated), said: json(Said) },
  run: Effect.fnUntraced(function*({ inputs, params: { model }, report }) {
    const made = (yield* inputs.decoded.load).parts.features!
    const { condition, points } = yield* aligned({ points: made, condition: inputs.condition })
    const { features, tracks } = yield* aligned({ features: inputs.features, tracks: inputs.tracks }, {
      wider: ["tracks"]
    })
    const classes = condition.names
    const means = meansOf(features.matrix, tracks.map(({ label }) => label), classes)
    const { cols } = points.matrix
    const told = points.ids.map((_, i) => row(condition.matrix, i).indexOf(1))
    const generated = told.map((own, i) => {
      const curve = row(points.matrix, i)
      const away = classes.map((_, at) => squaredDistance(curve, 0, row(means, at), 0, cols))
      const asColumn = (data: Float64Array) => ({ rows: cols, cols: 1, data })
      return {
        told: classes[own]!,
        nearest: classes[away.indexOf(Math.min(...away))]!,
        correlation: pearson(asColumn(curve), asColumn(row(means, own))).data[0]!
      }
    })
    const spec = curvePanels({
      title: `What the ${model} makes of one point, told each class`,
      subtitle: "r: correlation with the mean",
      panels: generated.map(({ correlation, told: name }, i) => ({
        title: name,
        note: `r = ${correlation.toFixed(2)}`,
        curves: [
          { name: "mean of the class's tracks", isGround: true, values: row(means, told[i]!) },
          { name: "generated", isGround: false, values: row(points.matrix, i) }
        ]
      })),
      perRow: 3,
      columns: points.names,
      valueTitle: ""
    })
    const sentence = generatedSentence(model, generated)
    report.summary(sentence)
    return {
      figure: yield* saving("figure", () => chartFiles({ generated: spec }, bundledFonts())),
      generated,
      said: [sentence]
    }
  })
})
