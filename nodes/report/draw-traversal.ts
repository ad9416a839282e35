/**
 * What a walk along each latent does to measured properties of what is decoded. Points: nodes/embed/traverse.ts. Chart:
 * src/page/chart/traversal-lines.ts.
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
import { traversalLines } from "../../src/page/chart/traversal-lines.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { factorUnits, traversalSentences } from "../../src/page/report/traversal-sentences.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { Said } from "../row/said.ts"

/** How far a walk along one latent moves one factor: its greatest value less its least. */
const ReachRow = Schema.Struct({ latent: Schema.String, factor: Schema.String, range: Schema.Number })

/**
 * @example
 * ```ts
 * import { drawTraversal } from "partita/nodes/report"
 * function* part({ points, factors }: Parameters<typeof drawTraversal>[0]) { // of traverse with 7 steps and a reach of 2
 *   const { figure, ranges, said } = yield* drawTraversal({ points, factors }, { model: "VAE", steps: 7, reach: 2 })
 *   return { figure, ranges, said }
 * }
 * ```
 */
export const drawTraversal = /*#__PURE__*/ Node.make("draw-traversal", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({
    model: Schema.NonEmptyString,
    /** Those of the traversal. */
    steps: Schema.Int.check(Schema.isGreaterThan(1)),
    reach: Schema.Finite.check(Schema.isGreaterThan(0))
  }),
  inputs: {
    points: vectors("latent"),
    /** Measured of what each point is decoded to. */
    factors: vectors("feature")
  },
  outputs: { figure, ranges: table(ReachRow), said: json(Said) },
  run: Effect.fnUntraced(function*({ inputs, params: { model, reach, steps }, report }) {
    const { factors: { matrix, names }, points } = yield* aligned({ points: inputs.points, factors: inputs.factors })
    const lines = names.flatMap((panel, f) => {
      const own = points.names.map((latent, j) => ({
        panel,
        latent,
        values: Array.from({ length: steps }, (_, step) => matrix.data[(j * steps + step) * matrix.cols + f]!)
      }))
      const ranges = own.map(({ values }) => Math.max(...values) - Math.min(...values))
      const most = Math.max(...ranges)
      return own.map((line, j) => ({ ...line, range: ranges[j]!, leads: most > 0 && ranges.indexOf(most) === j }))
    })
    const ranges = lines.map(({ latent, panel, range }) => ({ latent, factor: panel, range }))
    const said = traversalSentences(model, ranges)
    const spec = traversalLines({
      title: `Walks along the latents of the ${model}`,
      subtitle: "measured of what is decoded; in colour the latent that moves each property most",
      steps: Array.from({ length: steps }, (_, step) => reach * (2 * step / (steps - 1) - 1)),
      lines,
      panels: names.map((name) => ({ name, unit: factorUnits[name] ?? "" }))
    })
    report.summary(said[0] ?? "no latents")
    return { figure: yield* saving("figure", () => chartFiles({ traversal: spec }, bundledFonts())), ranges, said }
  })
})
