/** Shows a model pictures as they are, as studies did that scale nothing. Next: nodes/train/. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { blockRowsParam } from "../row/block-rows.ts"
import { view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { viewFrames } from "partita/nodes/study"
 * function* part({ pictures, tracks }: Parameters<typeof viewFrames>[0]) {
 *   const { view } = yield* viewFrames({ pictures, tracks }, { blockRows: 64 })
 *   return { view }
 * }
 * ```
 */
export const viewFrames = /*#__PURE__*/ Node.make("view-frames", {
  params: Schema.Struct({ blockRows: blockRowsParam }),
  inputs: { pictures: tensor(["track", "mel", "frame"]), tracks: table(Schema.Struct({ id: Schema.String })) },
  outputs: { view: view("pictures") },
  run: Effect.fnUntraced(function*({ inputs: { pictures, tracks }, params: { blockRows } }) {
    const ids = (yield* tracks.rows).map(({ id }) => id)
    return { view: { value: { ids, picture: { floorDb: null, blockRows } }, parts: { pictures } } }
  })
})
