/** Chosen tracks, and what a conditional model makes of them when it is told their own label and when it is told another. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { type VectorData, vectors } from "../../src/dataflow/kind/vectors.ts"
import { row } from "../../src/math/matrix.ts"
import { spectrogramFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { coloursOf, madeRows, rowOf, shownRows } from "../row/seen-rows.ts"
import { Track } from "../row/track.ts"
import { view } from "../row/view.ts"

const longest = 22 // characters that fit above a picture
const short = (text: string): string => text.length > longest ? `${text.slice(0, longest - 1)}…` : text

const saidOf = ({ matrix, names }: VectorData, i: number): string => names[row(matrix, i).indexOf(1)] ?? "nothing"

const meanSquare = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / Math.max(1, a.length)

/**
 * @example
 * ```ts
 * import { drawTold } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof drawTold>[0]) { // tracks, view, points, own, other, ownCondition, otherCondition
 *   const { figure } = yield* drawTold(wires, {})
 *   return { figure }
 * }
 * ```
 */
export const drawTold = /*#__PURE__*/ Node.make("draw-told", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({}),
  /** `own` and `other` are decoded from `points` under the two conditions; all but `points` may know more tracks. */
  inputs: {
    tracks: table(Track),
    view: view("pictures"),
    points: vectors("latent"),
    own: view("pictures"),
    other: view("pictures"),
    ownCondition: vectors("condition"),
    otherCondition: vectors("condition")
  },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs }) {
    const { otherCondition, ownCondition, tracks } = yield* aligned({
      points: inputs.points,
      tracks: inputs.tracks,
      ownCondition: inputs.ownCondition,
      otherCondition: inputs.otherCondition
    }, { wider: ["tracks", "ownCondition", "otherCondition"] })
    const shown = yield* shownRows(inputs.view, tracks.map(({ id }) => id))
    const own = yield* madeRows(inputs.own)
    const other = yield* madeRows(inputs.other)
    const colours = yield* coloursOf(inputs.view, shown)
    const gaps = tracks.map((_, i) => rowOf(own, i).map((value, j) => Math.abs(value - rowOf(other, i)[j]!)))
    const widest = gaps.reduce((most, gap) => gap.reduce((high, value) => Math.max(high, value), most), 0)
    const onScale = (gap: number) => colours.floor + gap / (widest || 1) * (colours.peak - colours.floor)
    const { height, width } = shown
    const panel = (title: string, note: string, levels: Float32Array) => ({
      title: short(title),
      note: short(note),
      height,
      width,
      levels
    })
    const error = (made: typeof own, i: number) => `MSE ${meanSquare(rowOf(shown, i), rowOf(made, i)).toPrecision(3)}`
    const rows = [
      tracks.map(({ label, title }, i) => panel(title, label ?? "", rowOf(shown, i))),
      tracks.map((_, i) => panel(`told ${saidOf(ownCondition, i)}`, error(own, i), rowOf(own, i))),
      tracks.map((_, i) => panel(`told ${saidOf(otherCondition, i)}`, error(other, i), rowOf(other, i))),
      tracks.map((_, i) => {
        const most = gaps[i]!.reduce((high, value) => Math.max(high, value), 0)
        return panel("their difference", `up to ${most.toPrecision(2)}`, gaps[i]!.map(onScale))
      })
    ]
    return { figure: yield* saving("figure", () => spectrogramFiles("told", rows, colours, bundledFonts())) }
  }, Effect.scoped)
})
