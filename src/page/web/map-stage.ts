/** The surface of the map: two canvases, drawn when something changed, and points that travel from one map to the next. */
import { element } from "./element.ts"
import { rgbOf } from "./map-colours.ts"
import type { Name } from "./map-names.ts"
import { drawOverlay } from "./map-overlay.ts"
import { fittingUnit, type Frame, reachOf, type View } from "./map-view.ts"
import { neutral } from "./page-colours.ts"
import { canvasPainter } from "./points-canvas.ts"
import { webglPainter } from "./points-webgl.ts"

/** What is to be seen. */
export interface Scene {
  readonly view: View
  readonly shape: "disc" | "diamond"
  readonly names: ReadonlyArray<Name>
  readonly current: number | null
  readonly hovered: number | null
  readonly neighbours: ReadonlyArray<number>
  readonly loop: ReadonlyArray<number>
}

/** What the map's logic asks of its surface. */
export interface Stage {
  readonly holder: HTMLElement
  /** Takes the focus, the keys and the hands. */
  readonly surface: HTMLCanvasElement
  readonly frame: () => Frame
  readonly travelTo: (places: Float32Array<ArrayBuffer>) => void
  readonly colour: (colours: Uint8Array<ArrayBuffer>) => void
  readonly redraw: () => void
}

const travelMs = 400
const rimmedAtMost = 5000

/** Fewer points are larger, in larger frames too, and grow a little as one comes near. Units: pixels. */
const radiusOf = (count: number, { height, width }: Frame, zoom: number): number =>
  Math.max(1.25, Math.min(6.5, 0.14 * Math.sqrt(width * height / count))) * Math.max(1, Math.min(2.2, Math.sqrt(zoom)))

const eased = (share: number): number => share * share * (3 - 2 * share)

/** A surface for points that begin at `places`; `sceneOf` is asked whenever it is drawn. */
export const stageFor = (places: Float32Array<ArrayBuffer>, label: string, sceneOf: () => Scene): Stage => {
  const count = places.length / 2
  const surface = element("canvas", { class: "over", tabindex: 0, role: "application", "aria-label": label })
  const holder = element("div", { class: "stage" })
  let [from, to] = [places, places]
  let began: number | null = null
  let travelled = 1
  let size = { width: 0, height: 0 }
  let isAsked = false
  let colours: Uint8Array<ArrayBuffer> = new Uint8Array(4 * count)

  const begin = (mayUseWebgl: boolean) => {
    const fresh = () => element("canvas", { class: "points", "aria-hidden": "true" })
    let canvas = fresh()
    let made = mayUseWebgl ? webglPainter(canvas) : null
    if (made === null) {
      canvas = fresh() // one that was asked for WebGL gives no other context
      made = canvasPainter(canvas)
    }
    canvas.addEventListener("webglcontextlost", () => {
      canvas.remove()
      painted = begin(false)
      resize()
    })
    made.place(from, to)
    made.colour(colours)
    holder.prepend(canvas)
    holder.dataset["painter"] = made.name
    return { canvas, painter: made }
  }
  const unitOf = (places: Float32Array) => fittingUnit(size, reachOf(places))
  let units = [1, 1] as readonly [number, number]
  const frame = (): Frame => ({ ...size, unit: units[0] + (units[1] - units[0]) * travelled })
  const placeOf = (point: number): readonly [number, number] => {
    const mixed = (at: number) => from[at]! + (to[at]! - from[at]!) * travelled
    return [mixed(2 * point), mixed(2 * point + 1)]
  }

  const draw = (now: number) => {
    isAsked = false
    if (began !== null) {
      travelled = eased(Math.max(0, Math.min(1, (now - began) / travelMs)))
      if (travelled === 1) began = null
    }
    const { shape, view, ...scene } = sceneOf()
    const radius = radiusOf(count, frame(), view.zoom) * (shape === "diamond" ? 1.2 : 1) // of about one area
    const [paper, strong, soft, accent] = ["paper", "strong", "soft", "accent"].map(neutral) as [
      string,
      string,
      string,
      string
    ]
    const rim = count > rimmedAtMost ? null : rgbOf(paper)
    painted.painter.draw({ view, frame: frame(), travelled, radius, shape, rim })
    drawOverlay(surface, {
      ...scene,
      view,
      frame: frame(),
      names: began === null ? scene.names : [],
      placeOf,
      radius,
      colours: { paper, strong, soft, accent }
    })
    if (began !== null) redraw()
  }
  const redraw = () => {
    if (isAsked || size.width === 0) return // without a size yet, resize draws
    isAsked = true
    requestAnimationFrame(draw)
  }
  const resize = () => {
    const { height, width } = surface.getBoundingClientRect()
    if (width === 0 || height === 0) return // folded away
    size = { width, height }
    units = [unitOf(from), unitOf(to)]
    for (const canvas of [surface, painted.canvas]) {
      canvas.width = Math.round(width * devicePixelRatio)
      canvas.height = Math.round(height * devicePixelRatio)
    }
    draw(performance.now())
  }
  let painted = begin(true)
  holder.append(surface)
  new ResizeObserver(resize).observe(surface)
  return {
    holder,
    surface,
    frame,
    redraw,
    colour: (next) => {
      colours = next
      painted.painter.colour(next)
      redraw()
    },
    travelTo: (next) => {
      from = from.map((_, at) => from[at]! + (to[at]! - from[at]!) * travelled)
      to = next
      units = [units[0] + (units[1] - units[0]) * travelled, unitOf(to)]
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches
      travelled = isStill ? 1 : 0
      began = isStill ? null : performance.now()
      painted.painter.place(from, to)
      redraw()
    }
  }
}
