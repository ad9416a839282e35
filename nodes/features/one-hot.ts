/** What tracks are said to be, as a condition for models that are told it: one column per class, 1 in a track's own. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { LabelColumn } from "../row/label-column.ts"
import { Track } from "../row/track.ts"

/** For each class the others in turn, null where none is known; the same each time. */
const othersInTurn = (
  said: ReadonlyArray<string | null>,
  classes: ReadonlyArray<string>
): ReadonlyArray<string | null> => {
  const seen = new Map<string, number>()
  return said.map((value) => {
    if (value === null) return null
    const turn = seen.get(value) ?? 0
    seen.set(value, turn + 1)
    return classes[(classes.indexOf(value) + 1 + turn % Math.max(1, classes.length - 1)) % classes.length]!
  })
}

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
     * a class that is not its own, the tracks of each class the others in turn: what is told says nothing of the truth.
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
    const lies = params.told === "another" ? othersInTurn(said, classes) : null
    const data = new Float64Array(tracks.length * classes.length)
    said.forEach((value, i) => {
      const named = lies?.[i] ?? value
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
