/** Where the radius of DBSCAN comes from: sorted distances of several spaces with their knees. Chart: src/page/chart/k-distances.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { kDistances } from "../../src/page/chart/k-distances.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { Assignment } from "../row/assignment.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { Density } from "../row/density.ts"

const foundIn = (rows: ReadonlyArray<Assignment>): string => {
  const clusters = new Set(rows.flatMap(({ cluster }) => cluster < 0 ? [] : [cluster])).size
  const noise = rows.filter(({ cluster }) => cluster < 0).length
  return `${clusters} cluster${clusters === 1 ? "" : "s"}, ${noise} noise`
}

/**
 * @example
 * ```ts
 * import { drawKDistances } from "partita/nodes/report"
 * function* part(wires: Parameters<typeof drawKDistances>[0]) { // density and assignments of each DBSCAN
 *   const { figure } = yield* drawKDistances(wires, { spaces: ["ConvVAE", "PCA"] })
 *   return { figure }
 * }
 * ```
 */
export const drawKDistances = /*#__PURE__*/ Node.make("draw-k-distances", {
  labels: "evaluates",
  assets: chartFonts,
  /** What the clustered spaces are called, in the order of both inputs. */
  params: Schema.Struct({ spaces: Schema.NonEmptyArray(Schema.NonEmptyString) }),
  inputs: { density: many(json(Density)), assignments: many(table(Assignment)) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params }) {
    const densities = yield* Effect.forEach(inputs.density, (each) => each.value)
    const found = yield* Effect.forEach(inputs.assignments, (each) => each.rows)
    const nearest = densities[0]?.minSamples ?? 0
    const spec = kDistances({
      title: "The radius of DBSCAN",
      subtitle:
        `distance to the nearest track number ${nearest}, itself counted; the radius is at the knee, farthest below the chord`,
      curves: params.spaces.map((name, i) => ({ name, note: foundIn(found[i]!), ...densities[i]! }))
    })
    return { figure: yield* saving("figure", () => chartFiles({ "k-distances": spec }, bundledFonts())) }
  })
})
