/** What lies over the points: names of clusters, the loop, lines to neighbours, rings around single tracks. */
import { freeRoom, type Name } from "./map-names.ts"
import { type Frame, toPixels, type View } from "./map-view.ts"

/** Everything written over the points at one moment; places in map units. */
export interface Overlay {
  readonly view: View
  readonly frame: Frame
  readonly names: ReadonlyArray<Name>
  /** The place of a point as it is now. */
  readonly placeOf: (point: number) => readonly [x: number, y: number]
  readonly radius: number
  readonly current: number | null
  readonly hovered: number | null
  readonly neighbours: ReadonlyArray<number>
  /** Pixels, [2 · corner]. */
  readonly loop: ReadonlyArray<number>
  readonly colours: { readonly paper: string; readonly strong: string; readonly soft: string; readonly accent: string }
}

const family = "Inter, \"Noto Sans Bengali\", sans-serif"
const [font, smallFont] = [`600 12.5px ${family}`, `400 11px ${family}`]

const writeNames = (context: CanvasRenderingContext2D, { colours, frame, names, view }: Overlay): void => {
  context.font = font
  context.textAlign = "center"
  context.textBaseline = "middle"
  context.lineJoin = "round"
  context.lineWidth = 4
  context.strokeStyle = colours.paper
  const isFree = freeRoom()
  /** Whole, beside the edge rather than behind it; a name that is out of sight stays there. */
  const write = (text: string, middle: number, y: number): boolean => {
    const half = context.measureText(text).width / 2 + 5
    const isSeen = middle >= 0 && middle <= frame.width
    const x = isSeen ? Math.max(half, Math.min(frame.width - half, middle)) : middle
    if (!isFree([x - half, y - 9, x + half, y + 9])) return false
    context.strokeText(text, x, y)
    context.fillText(text, x, y)
    return true
  }
  context.fillStyle = colours.strong
  const written = names.map((name) => ({ name, at: toPixels(view, frame, name.x, name.y) }))
    .filter(({ at: [x, y], name }) => write(name.text, x, y))
  context.font = smallFont
  for (const { at: [x, y], name } of written) if (name.below !== "") write(name.below, x, y + 18.5)
}

const ring = (context: CanvasRenderingContext2D, [x, y]: readonly [number, number], radius: number): void => {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.stroke()
}

/** Draws it all anew. */
export const drawOverlay = (canvas: HTMLCanvasElement, overlay: Overlay): void => {
  const context = canvas.getContext("2d")!
  const { colours, current, frame, hovered, loop, neighbours, placeOf, radius, view } = overlay
  const pixels = canvas.width / frame.width
  context.setTransform(pixels, 0, 0, pixels, 0, 0)
  context.clearRect(0, 0, frame.width, frame.height)
  const pixelsOf = (point: number) => toPixels(view, frame, ...placeOf(point))
  context.strokeStyle = colours.soft
  context.lineWidth = 1.25
  if (current !== null) {
    const from = pixelsOf(current)
    for (const neighbour of neighbours) {
      const to = pixelsOf(neighbour)
      context.beginPath()
      context.moveTo(...from)
      context.lineTo(...to)
      context.stroke()
      ring(context, to, radius + 1.5)
    }
  }
  writeNames(context, overlay)
  context.strokeStyle = colours.strong
  context.lineWidth = 2
  if (hovered !== null) ring(context, pixelsOf(hovered), radius + 3)
  if (current !== null) ring(context, pixelsOf(current), radius + 4)
  if (loop.length >= 4) {
    context.beginPath()
    for (let at = 0; at < loop.length; at += 2) context.lineTo(loop[at]!, loop[at + 1]!)
    context.closePath()
    context.strokeStyle = colours.accent
    context.fillStyle = `${colours.accent}22`
    context.lineWidth = 1.5
    context.fill()
    context.stroke()
  }
}
