/**
 * Shows a model what another view shows and tells it a condition of each track. Where the condition is a label, everything
 * that follows is label-conditioned. Next: nodes/train/conditional-vae.ts, conv-vae.ts; nodes/embed/encode.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { anyView, sameView } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { tell } from "partita/nodes/features"
 * function* part(wires: Parameters<typeof tell>[0]) { // view, condition
 *   const { view } = yield* tell(wires, {})
 *   return { view }
 * }
 * ```
 */
export const tell = /*#__PURE__*/ Node.make("tell", {
  labels: "conditions",
  params: Schema.Struct({}),
  inputs: { view: anyView, condition: vectors("condition") },
  outputs: { view: sameView },
  run: Effect.fnUntraced(function*({ inputs: { condition, view: before } }) {
    const { parts, value } = yield* before.load
    return { view: { value, parts: { ...parts, condition } } }
  })
})
