/** How much of the steps in pictures a model's reconstructions keep: "blurrier" as a number. Maths: src/learn/training/kept-steps.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { keptSteps } from "../../src/learn/training/kept-steps.ts"
import { floorDbParam } from "../row/floor-db.ts"
import { MethodScore } from "../row/method-score.ts"
import { picturesOf, shownBy, view } from "../row/view.ts"

/** What the scores of reconstructions are about; nothing of it is a clustering. */
const about = {
  method: "reconstructions",
  run: 0,
  isLabelConditioned: false,
  clusters: 0,
  coverage: 1,
  noise: "none",
  metric: "sharpness",
  against: "own space",
  isExternal: false,
  better: "higher",
  low: null,
  high: null,
  errors: null,
  nullMean: null,
  nullLow: null,
  nullHigh: null,
  p: null
} as const

/**
 * @example
 * ```ts
 * import { measureSharpness } from "partita/nodes/evaluate"
 * function* part({ view, decoded }: Parameters<typeof measureSharpness>[0]) {
 *   const { scores } = yield* measureSharpness({ view, decoded }, { space: "VAE", floorDb: -80 })
 *   return { scores }
 * }
 * ```
 */
export const measureSharpness = /*#__PURE__*/ Node.make("measure-sharpness", {
  /** `floorDb` is what the pictures were decoded with. */
  params: Schema.Struct({ space: Schema.NonEmptyString, floorDb: floorDbParam }),
  /** `decoded` is of some of the tracks of `view`. */
  inputs: { view: view("pictures"), decoded: view("pictures") },
  outputs: { scores: table(MethodScore) },
  run: Effect.fnUntraced(function*({ inputs, params: { floorDb, space }, report }) {
    const { data: { x }, height, ids, width } = yield* shownBy(inputs.view)
    const { value: { ids: chosen } } = yield* inputs.decoded.load
    const { data: levels } = yield* picturesOf(inputs.decoded)
    const original = new Float32Array(x.cols)
    const kept = chosen.map((id, i) => {
      x.copy([ids.indexOf(id)], original, 0)
      const made = levels.subarray(i * x.cols, (i + 1) * x.cols).map((level) => 1 - level / floorDb)
      return keptSteps(original, made, { height, width })
    }).filter((share) => share !== null)
    const value = kept.length === 0 ? null : kept.reduce((sum, share) => sum + share, 0) / kept.length
    const reason = value === null ? "every picture is of one level" : null
    if (value !== null) report.metric("sharpness", { value, better: "higher" })
    report.summary(value === null ? reason! : `${(100 * value).toFixed(0)} % of the steps are kept`)
    return { scores: [{ ...about, space, tracks: kept.length, value, reason }] }
  }, Effect.scoped)
})
