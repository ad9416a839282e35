/**
 * What a model makes of points along a way through its latents: pictures, or features as curves. Points:
 * nodes/embed/interpolate.ts, interpolate-labels.ts, traverse.ts. Chart: src/page/chart/curve-panels.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { curvePanels } from "../../src/page/chart/curve-panels.ts"
import { wayLook } from "../../src/page/chart/picture-looks.ts"
import { chartFiles, spectrogramFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { coloursOf, madeRows, rowOf, type SeenRows } from "../row/seen-rows.ts"
import { anyView } from "../row/view.ts"

/** Points in rows. */
const inRows = <A>(all: ReadonlyArray<A>, perRow: number): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: Math.ceil(all.length / perRow) }, (_, row) => all.slice(row * perRow, (row + 1) * perRow))

const lookAlong = (made: SeenRows, perRow: number): string | undefined =>
  wayLook(inRows(made.ids.map((title, i) => ({ title, values: rowOf(made, i) })), perRow))

const pictureRows = (made: SeenRows, perRow: number) => {
  const { height, ids, width } = made
  const panels = ids.map((title, i) => ({ title, note: "", height, width, levels: rowOf(made, i) }))
  return inRows(panels, perRow)
}

/** Each point's features, the first point's in grey behind them. */
const featureCurves = (made: SeenRows, { perRow, title, valueTitle }: typeof Params.Type) =>
  curvePanels({
    title,
    subtitle: "",
    panels: made.ids.map((id, i) => ({
      title: id,
      note: "",
      curves: [
        { name: made.ids[0]!, isGround: true, values: rowOf(made, 0) },
        ...(i === 0 ? [] : [{ name: "on the way", isGround: false, values: rowOf(made, i) }])
      ]
    })),
    perRow,
    columns: made.names,
    valueTitle,
    look: lookAlong(made, perRow)
  })

const Params = Schema.Struct({
  title: Schema.NonEmptyString,
  /** Panels in a row, such as the steps of a traversal. */
  perRow: Param.positiveInt,
  /** What the features are measured in; pictures have no axis. */
  valueTitle: Schema.NonEmptyString
})

/**
 * @example
 * ```ts
 * import { drawWalk } from "partita/nodes/report"
 * function* part({ decoded }: Parameters<typeof drawWalk>[0]) {
 *   const { figure } = yield* drawWalk({ decoded }, {
 *     title: "Between two tracks", perRow: 6, valueTitle: "standardised"
 *   })
 *   return { figure }
 * }
 * ```
 */
export const drawWalk = /*#__PURE__*/ Node.make("draw-walk", {
  assets: chartFonts,
  params: Params,
  inputs: { decoded: anyView },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs: { decoded }, params }) {
    const made = yield* madeRows(decoded)
    if (made.height === 0) {
      const walk = featureCurves(made, params)
      return { figure: yield* saving("figure", () => chartFiles({ walk }, bundledFonts())) }
    }
    const colours = yield* coloursOf(decoded, made)
    const rows = pictureRows(made, params.perRow)
    const said = { ...colours, look: lookAlong(made, params.perRow) }
    return { figure: yield* saving("figure", () => spectrogramFiles("walk", rows, said, bundledFonts())) }
  }, Effect.scoped)
})
