/** What tracks are said to be, as a condition for models that are told it: one column per class, 1 in a track's own. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { LabelColumn } from "../row/label-column.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { oneHot } from "partita/nodes/features"
 * function* part({ tracks }: Parameters<typeof oneHot>[0]) {
 *   const { condition } = yield* oneHot({ tracks }, { column: "label", told: "own" })
 *   return { condition }
 * }
 * ```
 */
export const oneHot = /*#__PURE__*/ Node.make("one-hot", {
  labels: "conditions",
  params: Schema.Struct({
    column: LabelColumn,
    /**
     * `own` is each track's class, all 0 where unknown; `marginal` tells every track the shares of all classes; `another`
     * the class after its own in the order of their names, the first after the last: a lie that is the same each time.
     */
    told: Schema.Literals(["own", "marginal", "another"])
  }),
  inputs: { tracks: table(Track) },
  outputs: { condition: vectors("condition") },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const tracks = yield* inputs.tracks.rows
    const said = tracks.map((track) => track[params.column])
    const known = said.filter((value) => value !== null).length
    // without any label every track is told the same, so that pipelines with conditional models run on any folder
    const classes = known === 0 ? ["unknown"] : [...new Set(said.filter((value) => value !== null))].sort()
    const shares = classes.map((each) => known === 0 ? 1 : said.filter((value) => value === each).length / known)
    const data = new Float64Array(tracks.length * classes.length)
    said.forEach((value, i) => {
      const named = params.told === "another" && value !== null
        ? classes[(classes.indexOf(value) + 1) % classes.length]!
        : value
      const row = params.told === "marginal" ? shares : classes.map((each) => named === each || known === 0 ? 1 : 0)
      data.set(row, i * classes.length)
    })
    report.summary(known === 0 ? `no track has a ${params.column}` : `${classes.length} classes of ${known} tracks`)
    return {
      condition: {
        ids: tracks.map(({ id }) => id),
        names: classes,
        matrix: { rows: tracks.length, cols: classes.length, data }
      }
    }
  })
})
