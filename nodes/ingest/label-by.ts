/** Tracks labelled by another of their columns: their language or who plays them. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { labelBy } from "partita/nodes/ingest"
 * function* part({ tracks: found }: Parameters<typeof labelBy>[0]) {
 *   const { tracks } = yield* labelBy({ tracks: found }, { column: "language", why: "" })
 *   return { tracks }
 * }
 * ```
 */
export const labelBy = /*#__PURE__*/ Node.make("label-by", {
  labels: "carries",
  params: Schema.Struct({
    column: Schema.Literals(["artist", "language"]),
    /** Why it was chosen; said on the terminal. */
    why: Schema.String
  }),
  inputs: { tracks: table(Track) },
  outputs: { tracks: table(Track) },
  run: Effect.fnUntraced(function*({ inputs, params: { column, why }, report }) {
    const tracks = (yield* inputs.tracks.rows).map((track) => ({ ...track, label: track[column] }))
    const labelled = tracks.flatMap(({ label }) => label ?? [])
    report.summary(
      `labels by ${column} (${why}): ${labelled.length} of ${tracks.length} tracks have one of ${
        new Set(labelled).size
      }`
    )
    return { tracks }
  })
})
