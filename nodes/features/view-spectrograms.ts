/** Shows a model spectrograms on a scale from 0 to 1: how loud a track was recorded is not seen. Next: nodes/train/conv-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { blockRowsParam } from "../row/block-rows.ts"
import { floorDbParam } from "../row/floor-db.ts"
import { view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { viewSpectrograms } from "partita/nodes/features"
 * function* part({ logMel, features }: Parameters<typeof viewSpectrograms>[0]) {
 *   const { view } = yield* viewSpectrograms({ logMel, features }, { floorDb: -80, blockRows: 256 })
 *   return { view }
 * }
 * ```
 */
export const viewSpectrograms = /*#__PURE__*/ Node.make("view-spectrograms", {
  params: Schema.Struct({ floorDb: floorDbParam, blockRows: blockRowsParam }),
  /** `features` lends the names of the tracks. */
  inputs: { logMel: tensor(["track", "mel", "frame"]), features: vectors("feature") },
  outputs: { view: view("pictures") },
  run: Effect.fnUntraced(function*({ inputs: { features, logMel }, params: picture }) {
    return { view: { value: { ids: yield* features.ids, picture }, parts: { pictures: logMel } } }
  })
})
