/** Brings features to one scale. Methods: src/learn/projection/scaling.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { applyScaling, fitScaling, scalingMethods } from "../../src/learn/projection/scaling.ts"
import { Scaler } from "../row/scaler.ts"

/** A table of no track, as when none of the files found can be decoded. */
export class NothingToScale extends Schema.TaggedError<NothingToScale>()("NothingToScale", {}) {
  get hint() {
    return "files that were set aside are named with their reasons; give audio that can be decoded"
  }
  override get message() {
    return "No track could be measured, so there are no features to scale."
  }
}

/**
 * @example
 * ```ts
 * import { standardize } from "partita/nodes/features"
 * function* part(wires: Parameters<typeof standardize>[0]) { // features
 *   const { features, scaler } = yield* standardize(wires, { method: "z" })
 *   return { features, scaler }
 * }
 * ```
 */
export const standardize = /*#__PURE__*/ Node.make("standardize", {
  params: Schema.Struct({ method: Schema.Literals(scalingMethods) }),
  inputs: { features: vectors("feature") },
  outputs: { features: vectors("feature"), scaler: json(Scaler) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { ids, matrix, names } = yield* inputs.features.load
    if (matrix.rows === 0) return yield* new NothingToScale()
    const scaling = fitScaling(matrix, params.method)
    report.summary(params.method === "none" ? "left as they are" : `${names.length} features by ${params.method}`)
    return { features: { ids, names, matrix: applyScaling(matrix, scaling) }, scaler: { names, ...scaling } }
  })
})
