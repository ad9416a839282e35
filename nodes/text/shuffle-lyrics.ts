/**
 * The control for everything lyrics seem to add: each track with lyrics gets those of another track. What a fusion of
 * audio and lyrics still gains from them, it does not gain from this song's words.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { row, zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { LyricsRow } from "../row/lyrics-row.ts"

const Pairing = Schema.Struct({ id: Schema.String, lyricsOf: Schema.String })

/** Sends every member to another one, in one random circle; a single member keeps its own. */
const moveAround = (members: ReadonlyArray<number>, from: Int32Array, random: Random): void => {
  const order = random.permutation(members.length)
  order.forEach((member, i) => from[members[member]!] = members[order[(i + 1) % order.length]!]!)
}

/**
 * @example
 * ```ts
 * import { shuffleLyrics } from "partita/nodes/text"
 * function* part(wires: Parameters<typeof shuffleLyrics>[0]) { // embedding, lyrics
 *   const { embedding, pairing } = yield* shuffleLyrics(wires, { within: "all" })
 *   return { embedding, pairing }
 * }
 * ```
 */
export const shuffleLyrics = /*#__PURE__*/ Node.make("shuffle-lyrics", {
  seeded: true,
  params: Schema.Struct({
    /** `language` swaps within a language only, which keeps what language alone tells. */
    within: Schema.Literals(["all", "language"])
  }),
  inputs: { embedding: vectors("lyrics feature"), lyrics: table(LyricsRow) },
  outputs: { embedding: vectors("lyrics feature"), pairing: table(Pairing) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { embedding: { ids, matrix, names }, lyrics: rows } = yield* aligned({
      embedding: inputs.embedding,
      lyrics: inputs.lyrics
    })
    const random = new Random(seed)
    const present = Array.from(rows.keys()).filter((i) => rows[i]!.state === "present")
    const groups = Map.groupBy(present, (i) => params.within === "all" ? "" : rows[i]!.language ?? "undetermined")
    const from = Int32Array.from(rows.keys())
    for (const members of groups.values()) moveAround(members, from, random)
    const shuffled = zeros(matrix.rows, matrix.cols)
    from.forEach((source, i) => shuffled.data.set(row(matrix, source), i * matrix.cols))
    const moved = from.filter((source, i) => source !== i).length
    report.summary(`${moved} of ${present.length} lyrics moved to another track`)
    return {
      embedding: { ids, names, matrix: shuffled },
      pairing: ids.map((id, i) => ({ id, lyricsOf: ids[from[i]!]! }))
    }
  })
})
