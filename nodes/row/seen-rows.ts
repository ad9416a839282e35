/** Rows of views, a few and in memory, for those who show or compare them: all in the units in which a model sees tracks. */
import * as Effect from "effect/Effect"
import { picturesOf, shownBy, type View } from "./view.ts"

/** Shapes: `data` [row, column], row-major. `height` and `width` are 0 and `names` known where there are no pictures. */
export interface SeenRows {
  readonly ids: ReadonlyArray<string>
  readonly cols: number
  readonly data: Float32Array
  readonly names: ReadonlyArray<string>
  readonly height: number
  readonly width: number
}

/** One of the rows. */
export const rowOf = ({ cols, data }: SeenRows, at: number): Float32Array => data.subarray(at * cols, (at + 1) * cols)

/** These tracks as a model is shown them, in this order. Pictures with a floor run from 0 to 1. Needs a scope. */
export const shownRows = Effect.fnUntraced(function*(of: View<string>, ids: ReadonlyArray<string>) {
  const { data: { x }, features, height, ids: all, lyrics, width } = yield* shownBy(of)
  const places = new Map(all.map((id, i) => [id, i]))
  const data = new Float32Array(ids.length * x.cols)
  x.copy(ids.map((id) => places.get(id)!), data, 0)
  const rows: SeenRows = { ids, cols: x.cols, data, names: [...features, ...lyrics], height, width }
  return rows
})

/** All that a model made, as nodes/embed/decode.ts gives it, in the units of shownRows. Needs a scope. */
export const madeRows = Effect.fnUntraced(function*(of: View<string>) {
  const { value: { ids, picture } } = yield* of.load
  if (picture === null) return yield* shownRows(of, ids)
  const { data, shape: [, height = 0, width = 0] } = yield* picturesOf(of)
  const { floorDb } = picture
  const own = Float32Array.from(data, (level) => floorDb === null ? level : 1 - level / floorDb)
  const rows: SeenRows = { ids, cols: height * width, data: own, names: [], height, width }
  return rows
})

/** Where colours of pictures begin and end: 0 and 1 where there is a floor, else what these rows hold. */
export const coloursOf = Effect.fnUntraced(function*(of: View<string>, { data }: SeenRows) {
  const { value: { picture } } = yield* of.load
  if (picture !== null && picture.floorDb !== null) return { floor: 0, peak: 1 }
  const floor = data.reduce((low, value) => Math.min(low, value), Infinity)
  return { floor, peak: data.reduce((high, value) => Math.max(high, value), -Infinity) }
})
