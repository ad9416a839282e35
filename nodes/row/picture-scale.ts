/** What the numbers of a picture stand for, which the picture itself does not say. */
import * as Schema from "effect/Schema"
import type { SeenRows } from "./seen-rows.ts"

/** Shares of the way from the floor, 80 dB below a track's peak, up to that peak; or natural logarithms of power. */
export const PictureScale = Schema.Literals(["share of the peak", "log power"])
export type PictureScale = typeof PictureScale.Type

const floorDb = -80
const perNeper = 10 / Math.LN10

/** The same pictures in decibels; those of a share are below the track's peak. */
export const inDecibels = (rows: SeenRows, scale: PictureScale): SeenRows => ({
  ...rows,
  data: rows.data.map((value) => scale === "log power" ? perNeper * value : (1 - value) * floorDb)
})

/** Mean distance of two pictures. Units: dB. */
export const distanceDb = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / Math.max(1, a.length)
