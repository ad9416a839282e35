/** Shows a model audio and lyrics side by side, and which tracks have lyrics. Next: nodes/train/product-of-experts-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { LyricsPresence } from "../row/lyrics-presence.ts"
import { view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { viewPresent } from "partita/nodes/fuse"
 * function* part({ audio, embedding, lyrics }: Parameters<typeof viewPresent>[0]) {
 *   const { view } = yield* viewPresent({ audio, embedding, lyrics }, {})
 *   return { view }
 * }
 * ```
 */
export const viewPresent = /*#__PURE__*/ Node.make("view-present", {
  params: Schema.Struct({}),
  inputs: { audio: vectors("feature"), embedding: vectors("lyrics feature"), lyrics: table(LyricsPresence) },
  outputs: { view: view("audio and lyrics") },
  run: Effect.fnUntraced(function*({ inputs: { audio, embedding, lyrics } }) {
    const value = { ids: yield* audio.ids, picture: null }
    const parts = { features: audio, lyrics: embedding, presence: lyrics }
    return { view: { value, parts } }
  })
})
