/** What a convolutional model makes of points along a way through its latents. Points: nodes/embed/interpolate.ts, traverse.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { spectrogramFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { floorDbParam } from "../row/floor-db.ts"
import { picturesOf, view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { drawWalk } from "partita/nodes/report"
 * function* part({ points, decoded }: Parameters<typeof drawWalk>[0]) {
 *   const { figure } = yield* drawWalk({ points, decoded }, { perRow: 6, floorDb: -80 })
 *   return { figure }
 * }
 * ```
 */
export const drawWalk = /*#__PURE__*/ Node.make("draw-walk", {
  assets: chartFonts,
  params: Schema.Struct({
    /** Panels in a row, such as the steps of a traversal. */
    perRow: Param.positiveInt,
    floorDb: floorDbParam
  }),
  inputs: { points: vectors("latent"), decoded: view("pictures") },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { floorDb, perRow } }) {
    const { ids } = yield* inputs.points.load
    const { data, shape } = yield* picturesOf(inputs.decoded)
    const [, height = 0, width = 0] = shape
    const size = height * width
    const panels = ids.map((title, i) => ({
      title,
      note: "",
      height,
      width,
      levels: data.subarray(i * size, (i + 1) * size)
    }))
    const rows = Array.from(
      { length: Math.ceil(panels.length / perRow) },
      (_, row) => panels.slice(row * perRow, (row + 1) * perRow)
    )
    return { figure: yield* saving("figure", () => spectrogramFiles("walk", rows, floorDb, bundledFonts())) }
  })
})
