/** Points drawn on a plain canvas, where there is no WebGL: many of them as squares, which are filled the fastest. */
import { toPixels } from "./map-view.ts"
import type { Look, PointsPainter } from "./points-painter.ts"

const roundAtMost = 4000

/** A painter on a canvas of its own. */
export const canvasPainter = (canvas: HTMLCanvasElement): PointsPainter => {
  const context = canvas.getContext("2d")!
  let origin = new Float32Array()
  let target = new Float32Array()
  let byColour: ReadonlyMap<number, ReadonlyArray<number>> = new Map()
  const outline = (x: number, y: number, { radius, shape }: Look) => {
    if (shape === "disc") {
      context.moveTo(x + radius, y)
      context.arc(x, y, radius, 0, 2 * Math.PI)
      return
    }
    context.moveTo(x + radius, y)
    for (const [dx, dy] of [[0, radius], [-radius, 0], [0, -radius]] as const) context.lineTo(x + dx, y + dy)
    context.closePath()
  }
  return {
    name: "canvas",
    place: (from, to) => {
      origin = from
      target = to
    },
    colour: (colours) => {
      const packed = new Uint32Array(colours.buffer)
      byColour = Map.groupBy(packed.keys(), (point) => packed[point]!)
    },
    draw: (look) => {
      const { frame, radius, rim, travelled, view } = look
      const pixels = canvas.width / frame.width
      const isRound = origin.length / 2 <= roundAtMost
      context.setTransform(pixels, 0, 0, pixels, 0, 0)
      context.clearRect(0, 0, frame.width, frame.height)
      context.strokeStyle = rim === null ? "transparent" : `rgb(${rim.join(" ")})`
      const at = (part: number) => origin[part]! + (target[part]! - origin[part]!) * travelled
      for (const [colour, points] of byColour) {
        const opacity = (colour >>> 24) / 255
        context.fillStyle = `rgb(${colour & 255} ${colour >> 8 & 255} ${colour >> 16 & 255} / ${opacity})`
        if (isRound) context.beginPath()
        for (const point of points) {
          const [x, y] = toPixels(view, frame, at(2 * point), at(2 * point + 1))
          if (x < -radius || y < -radius || x > frame.width + radius || y > frame.height + radius) continue
          if (isRound) outline(x, y, look)
          else context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius)
        }
        if (!isRound) continue
        context.fill()
        if (rim !== null && opacity > 0.5) context.stroke()
      }
    }
  }
}
