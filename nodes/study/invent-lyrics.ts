/** Lines that nobody sings, one per made-up song. Next: judge-lyrics, tf-idf and tile-lyrics.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"

export const inventLyrics = /*#__PURE__*/ Node.make("invent-lyrics", {
  params: Schema.Struct({ lines: Schema.Array(Schema.NonEmptyString).check(Schema.isMinLength(1)) }),
  inputs: {},
  outputs: { songs: table(Schema.Struct({ id: Schema.String, lyrics: Schema.NullOr(Schema.String) })) },
  run: ({ params: { lines } }) => Effect.succeed({ songs: lines.map((lyrics, i) => ({ id: `line ${i + 1}`, lyrics })) })
})
