/** What draws the points: points-webgl.ts where a graphics processor draws, else points-canvas.ts. */
import type { Frame, View } from "./map-view.ts"

/** How points look at one moment. Units: `radius` in pixels of the page, `travelled` from 0 (from) to 1 (to). */
export interface Look {
  readonly view: View
  readonly frame: Frame
  readonly travelled: number
  readonly radius: number
  readonly shape: "disc" | "diamond"
  /** Points get a rim of this colour; null for none. */
  readonly rim: readonly [red: number, green: number, blue: number] | null
}

/** Places and colours are handed over when they change, then drawn as often as the view does. */
export interface PointsPainter {
  readonly name: "webgl" | "canvas"
  /** Shapes: both [2 · point], in map units. */
  readonly place: (from: Float32Array<ArrayBuffer>, to: Float32Array<ArrayBuffer>) => void
  /** Shapes: [4 · point], red, green, blue and opacity from 0 to 255. */
  readonly colour: (colours: Uint8Array<ArrayBuffer>) => void
  readonly draw: (look: Look) => void
}
