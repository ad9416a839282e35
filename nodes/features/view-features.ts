/** Shows a model the features of tracks and nothing else. Next: nodes/train/vae.ts, nodes/embed/encode.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { viewFeatures } from "partita/nodes/features"
 * function* part({ features }: Parameters<typeof viewFeatures>[0]) {
 *   const { view } = yield* viewFeatures({ features }, {})
 *   return { view }
 * }
 * ```
 */
export const viewFeatures = /*#__PURE__*/ Node.make("view-features", {
  params: Schema.Struct({}),
  inputs: { features: vectors("feature") },
  outputs: { view: view("features") },
  run: Effect.fnUntraced(function*({ inputs: { features } }) {
    return { view: { value: { ids: yield* features.ids, picture: null }, parts: { features } } }
  })
})
