/** Shows a model audio and lyrics side by side; a track without lyrics looks like one with average lyrics. Next: nodes/train/hybrid-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { viewPair } from "partita/nodes/fuse"
 * function* part({ audio, lyrics }: Parameters<typeof viewPair>[0]) {
 *   const { view } = yield* viewPair({ audio, lyrics }, {})
 *   return { view }
 * }
 * ```
 */
export const viewPair = /*#__PURE__*/ Node.make("view-pair", {
  params: Schema.Struct({}),
  inputs: { audio: vectors("feature"), lyrics: vectors("lyrics feature") },
  outputs: { view: view("audio and lyrics") },
  run: Effect.fnUntraced(function*({ inputs: { audio, lyrics } }) {
    return { view: { value: { ids: yield* audio.ids, picture: null }, parts: { features: audio, lyrics } } }
  })
})
