/** Points drawn on a plain canvas, where there is no WebGL: many of them as squares (points-pixels.ts). */
import { toPixels } from "./map-view.ts"
import type { Look, PointsPainter } from "./points-painter.ts"
import { drawSquares, faintFirst } from "./points-pixels.ts"

const roundAtMost = 4000

const outline = (context: CanvasRenderingContext2D, x: number, y: number, { radius, shape }: Look): void => {
  context.moveTo(x + radius, y)
  if (shape === "disc") {
    context.arc(x, y, radius, 0, 2 * Math.PI)
    return
  }
  for (const [dx, dy] of [[0, radius], [-radius, 0], [0, -radius]] as const) context.lineTo(x + dx, y + dy)
  context.closePath()
}

/** A painter on a canvas of its own. */
export const canvasPainter = (canvas: HTMLCanvasElement): PointsPainter => {
  const context = canvas.getContext("2d")!
  let from = new Float32Array()
  let to = new Float32Array()
  let colours = new Uint32Array()
  let byColour: ReadonlyMap<number, ReadonlyArray<number>> = new Map()
  let order = new Uint32Array()
  let image = new ImageData(1, 1)

  const drawRound = (look: Look) => {
    const { frame, radius, rim, travelled, view } = look
    const pixels = canvas.width / frame.width
    context.setTransform(pixels, 0, 0, pixels, 0, 0)
    context.clearRect(0, 0, frame.width, frame.height)
    context.strokeStyle = rim === null ? "transparent" : `rgb(${rim.join(" ")})`
    const at = (part: number) => from[part]! + (to[part]! - from[part]!) * travelled
    for (const [colour, points] of byColour) {
      const opacity = (colour >>> 24) / 255
      context.fillStyle = `rgb(${colour & 255} ${colour >> 8 & 255} ${colour >> 16 & 255} / ${opacity})`
      context.beginPath()
      for (const point of points) {
        const [x, y] = toPixels(view, frame, at(2 * point), at(2 * point + 1))
        if (x < -radius || y < -radius || x > frame.width + radius || y > frame.height + radius) continue
        outline(context, x, y, look)
      }
      context.fill()
      if (rim !== null && opacity > 0.5) context.stroke()
    }
  }
  const drawMany = ({ frame, radius, travelled, view }: Look) => {
    const { height, width } = canvas
    if (image.width !== width || image.height !== height) image = new ImageData(width, height)
    const scale = width / frame.width
    const [x, y] = toPixels(view, frame, 0, 0)
    drawSquares({ pixels: new Uint32Array(image.data.buffer), width, height }, { from, to, colours, order }, {
      x: x * scale,
      y: y * scale,
      unit: frame.unit * view.zoom * scale,
      side: Math.max(1, Math.round(2 * radius * scale)),
      travelled
    })
    context.putImageData(image, 0, 0)
  }
  return {
    name: "canvas",
    place: (origin, target) => {
      from = origin
      to = target
    },
    colour: (next) => {
      colours = new Uint32Array(next.buffer)
      const isRound = colours.length <= roundAtMost
      byColour = isRound ? Map.groupBy(colours.keys(), (point) => colours[point]!) : new Map()
      order = isRound ? new Uint32Array() : faintFirst(colours)
    },
    draw: (look) => colours.length <= roundAtMost ? drawRound(look) : drawMany(look)
  }
}
