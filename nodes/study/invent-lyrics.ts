/** Lines that nobody sings, one per made-up song. Next: judge-lyrics, tf-idf and tile-lyrics.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"

/**
 * @example
 * ```ts
 * import { inventLyrics } from "partita/nodes/study"
 * function* part() {
 *   const { songs } = yield* inventLyrics({}, {
 *     lines: ["river window lantern snow", "drum pulse chorus step", "tumi amar nodir dheu", "summer road echo chord", "akash megher chhaya", "spark motor drum neon", "shonar pakhi ghorer pothe", "tear ember echo", "smile storm chorus", "pulse step chord"]
 *   })
 *   return { songs }
 * }
 * ```
 */
export const inventLyrics = /*#__PURE__*/ Node.make("invent-lyrics", {
  params: Schema.Struct({ lines: Schema.Array(Schema.NonEmptyString).check(Schema.isMinLength(1)) }),
  inputs: {},
  outputs: { songs: table(Schema.Struct({ id: Schema.String, lyrics: Schema.NullOr(Schema.String) })) },
  run: ({ params: { lines } }) =>
    Effect.succeed({ songs: lines.map((lyrics, i) => ({ id: `line ${String(i + 1).padStart(2, "0")}`, lyrics })) })
})
