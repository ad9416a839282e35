/** Where the radii of DBSCAN come from, as a section. Words: src/page/report/shape-sections.ts. Chart: k-distances.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { radiiSection } from "../../src/page/report/shape-sections.ts"
import { Assignment, clustersIn } from "../row/assignment.ts"
import { chartSection } from "../row/chart-section.ts"
import { Density } from "../row/density.ts"
import { section } from "../row/section.ts"

/**
 * @example
 * ```ts
 * import { showRadii } from "partita/nodes/section"
 * function* part(wires: Parameters<typeof showRadii>[0]) { // density and assignments of each DBSCAN
 *   const { section } = yield* showRadii(wires, { spaces: ["ConvVAE", "PCA"] })
 *   return { section }
 * }
 * ```
 */
export const showRadii = /*#__PURE__*/ Node.make("show-radii", {
  /** What the clustered spaces are called, in the order of both inputs. */
  params: Schema.Struct({ spaces: Schema.NonEmptyArray(Schema.NonEmptyString) }),
  inputs: { density: many(json(Density)), assignments: many(table(Assignment)) },
  outputs: { section },
  run: Effect.fnUntraced(function*({ inputs, params: { spaces }, report }) {
    const densities = yield* Effect.forEach(inputs.density, (each) => each.value)
    const found = yield* Effect.forEach(inputs.assignments, (each) => each.rows)
    const said = radiiSection(spaces.map((name, i) => ({
      name,
      ...densities[i]!,
      clusters: clustersIn(found[i]!).length,
      noise: found[i]!.filter(({ cluster }) => cluster < 0).length,
      tracks: found[i]!.length
    })))
    report.summary(said.finding)
    return { section: chartSection(said) }
  })
})
