/**
 * What a trained model makes of points of its latent space, as a view: in the form in which it is shown tracks. Next back:
 * traverse.ts, interpolate.ts, draw-prior.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { type VectorData, vectors } from "../../src/dataflow/kind/vectors.ts"
import { rowsOf } from "../../src/learn/training/data.ts"
import { floorDbParam } from "../row/floor-db.ts"
import { type ModelConfig, trainedModel } from "../row/model-config.ts"
import { models } from "../row/models.ts"
import { sameView, type ViewDraft } from "../row/view.ts"

/** Columns [from, to) of what a decoder gave. */
const columns = (
  found: Float32Array,
  { ids, names }: { readonly ids: ReadonlyArray<string>; readonly names: ReadonlyArray<string> },
  from: number,
  to: number
): VectorData => {
  const cols = to - from
  const all = found.length / ids.length
  const data = Float64Array.from({ length: ids.length * cols }, (_, i) => {
    return found[Math.floor(i / cols) * all + from + i % cols]!
  })
  return { ids, names: names.slice(from, to), matrix: { rows: ids.length, cols, data } }
}

/** Pictures from a convolutional model, in decibels below the peak where there is a floor; else features, and lyrics. */
const decoded = (
  { architecture, features }: ModelConfig,
  ids: ReadonlyArray<string>,
  found: Float32Array,
  floorDb: number | null
): ViewDraft => {
  if (architecture.kind === "conv-vae") {
    const { height, width } = architecture
    const data = floorDb === null ? found : found.map((share) => (1 - share) * floorDb)
    const pictures = { shape: [ids.length, height, width] as const, data }
    return { value: { ids, picture: { floorDb, blockRows: ids.length } }, parts: { pictures } }
  }
  const cols = found.length / ids.length
  const names = features.length === cols ? features : Array.from({ length: cols }, (_, i) => `x${i + 1}`)
  const own = "branches" in architecture ? architecture.branches[0]?.features ?? cols : cols
  const part = (from: number, to: number) => columns(found, { ids, names }, from, to)
  return {
    value: { ids, picture: null },
    parts: { features: part(0, own), lyrics: own === cols ? null : part(own, cols) }
  }
}

/**
 * @example
 * ```ts
 * import { decode } from "partita/nodes/embed"
 * function* part({ model, points }: Parameters<typeof decode>[0]) {
 *   const { view } = yield* decode({ model, points }, { floorDb: -80 })
 *   return { view }
 * }
 * ```
 */
export const decode = /*#__PURE__*/ Node.make("decode", {
  /** `floorDb` is what 0 stands for in pictures; null leaves them as they are, and is for models of features too. */
  params: Schema.Struct({ floorDb: Schema.NullOr(floorDbParam) }),
  modules: models,
  /** `condition` is what a conditional model is told of each point, and may say more than is asked. */
  inputs: { model: trainedModel, points: vectors("latent"), condition: many(vectors("condition")) },
  outputs: { view: sameView },
  run: Effect.fnUntraced(function*({ inputs, modules, params }) {
    const stored = yield* inputs.model.load
    const points = yield* inputs.points.load
    const [told] = inputs.condition
    const condition = told === undefined
      ? null
      : (yield* aligned({ points, condition: told }, { wider: ["condition"] })).condition
    const { rebuildModel } = yield* Effect.promise(() => import("../../src/learn/training/rebuild-model.ts"))
    const { decode: decodeLatents } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
    const trained = yield* Effect.promise(() => rebuildModel(stored, modules))
    const found = yield* Effect.promise(() =>
      decodeLatents(trained, rowsOf(points.matrix), condition === null ? null : rowsOf(condition.matrix))
    )
    return { view: decoded(stored.config, points.ids, found, params.floorDb) }
  })
})
