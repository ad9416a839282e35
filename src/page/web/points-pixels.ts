/** Many points as squares, written into the pixels of a picture: a canvas takes longer over each square than its pixels do. */

/** Shapes: `pixels` [height · width], red, green, blue and opacity in the order of a canvas, not premultiplied. */
export interface Picture {
  readonly pixels: Uint32Array
  readonly width: number
  readonly height: number
}

/** Shapes: `from` and `to` [2 · point]; `colours` [point], as pixels; `order` [point], the last lies on top. */
export interface Points {
  readonly from: Float32Array
  readonly to: Float32Array
  readonly colours: Uint32Array
  readonly order: Uint32Array
}

/** Where the middle of the map lies, what a map unit measures and how wide a square is. Units: pixels of the picture. */
export interface Placing {
  readonly x: number
  readonly y: number
  readonly unit: number
  readonly side: number
  /** From 0, `from`, to 1, `to`. */
  readonly travelled: number
}

const hidesFrom = 230 // of 255; points that are full let so little through that nobody sees it

/**
 * A colour over another, each part to within one of its 255 steps. Source: Porter & Duff 1984, "over".
 */
const over = (upper: number, lower: number): number => {
  const opacity = upper >>> 24
  const covered = lower >>> 24
  if (covered === 0) return upper
  const below = covered * (255 - opacity) / 255
  const whole = opacity + below + 0.5 << 24
  if (((upper ^ lower) & 0xffffff) === 0) return (whole | upper & 0xffffff) >>> 0
  const share = 256 * opacity / (opacity + below) + 0.5 | 0
  const rest = 256 - share
  const redAndBlue = Math.imul(upper & 0xff00ff, share) + Math.imul(lower & 0xff00ff, rest) >>> 8 & 0xff00ff
  const green = Math.imul(upper & 0xff00, share) + Math.imul(lower & 0xff00, rest) >>> 8 & 0xff00
  return (whole | redAndBlue | green) >>> 0
}

/**
 * All points in their own order but for faint ones, which lie below: none of the groups hides another for being drawn
 * later, as by WebGL.
 */
export const faintFirst = (colours: Uint32Array): Uint32Array<ArrayBuffer> => {
  const order = new Uint32Array(colours.length)
  let at = 0
  for (const isFaint of [true, false]) {
    for (let point = 0; point < colours.length; point++) {
      if (colours[point]! >>> 24 < hidesFrom === isFaint) order[at++] = point
    }
  }
  return order
}

/** Draws the points on an empty picture; what is outside is left out. */
export const drawSquares = (
  { height, pixels, width }: Picture,
  { colours, from, order, to }: Points,
  { side, travelled, unit, x, y }: Placing
): void => {
  pixels.fill(0)
  const [x0, y0] = [x - side / 2 + 0.5, y - side / 2 + 0.5]
  for (let i = 0; i < order.length; i++) {
    const point = order[i]!
    const across = from[2 * point]! + (to[2 * point]! - from[2 * point]!) * travelled
    const up = from[2 * point + 1]! + (to[2 * point + 1]! - from[2 * point + 1]!) * travelled
    const left = Math.floor(x0 + unit * across)
    const top = Math.floor(y0 - unit * up)
    if (!(left > -side && top > -side && left < width && top < height)) continue
    const colour = colours[point]!
    const right = left + side < width ? left + side : width
    const bottom = top + side < height ? top + side : height
    const [firstColumn, firstRow] = [left > 0 ? left : 0, top > 0 ? top : 0]
    if (colour >>> 24 >= hidesFrom) {
      for (let row = firstRow; row < bottom; row++) {
        for (let at = row * width + firstColumn, end = row * width + right; at < end; at++) pixels[at] = colour
      }
    } else {
      for (let row = firstRow; row < bottom; row++) {
        for (let at = row * width + firstColumn, end = row * width + right; at < end; at++) {
          pixels[at] = over(colour, pixels[at]!)
        }
      }
    }
  }
}
