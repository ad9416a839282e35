/** The graph of steps as a picture that pans, zooms and takes the focus box by box. */
import { textWidth } from "../chart/text-width.ts"
import type { WalkData, WalkStep } from "../report/walk-data.ts"
import type { Box, BoxGraph } from "./dag-boxes.ts"
import { type Drawing, layOut, type Place } from "./dag-places.ts"
import { lineOf, nameOf, stateOf } from "./dag-words.ts"
import { element } from "./element.ts"
import { listen } from "./map-gestures.ts"
import { listenToKeys } from "./map-keys.ts"
import { nearestBox } from "./nearest-box.ts"
import { svgElement } from "./svg-element.ts"

/** What the graph is asked and told. */
export interface DagView {
  readonly holder: HTMLElement
  /** Draws a graph; the box `anchor`, or the one that has its step, stays where it was. */
  readonly draw: (graph: BoxGraph, anchor?: string) => void
  /** Marks what is chosen, with what it reads and is read by, and boxes that hold what was searched for. */
  readonly mark: (chosen: string | undefined, found: ReadonlySet<string>) => void
  readonly zoom: (factor: number) => void
  readonly whole: () => void
  /** Brings a box into sight, and the focus to it where that is asked for. */
  readonly show: (id: string, takesFocus: boolean) => void
}

/** What the graph says. */
export interface DagActs {
  readonly choose: (id: string) => void
  readonly clear: () => void
}

const boxHeight = 40
const zooms = { least: 0.08, most: 3 }
const legible = 0.72 // text below is guessed rather than read
const margin = 24

interface Drawn {
  readonly graph: BoxGraph
  readonly drawing: Drawing
  readonly widths: ReadonlyArray<number>
  readonly boxes: ReadonlyMap<string, SVGGElement>
  readonly arrows: ReadonlyArray<SVGPathElement>
}

const spoken = (box: Box, steps: ReadonlyArray<WalkStep>, graph: BoxGraph): string => {
  const count = (end: "from" | "to") => graph.direct.filter((arrow) => arrow[end] === box.id).length
  const folded = steps.length > 1 ? `${steps.length} steps, folded` : ""
  return [nameOf(steps), lineOf(steps), folded, `reads ${count("to")}`, `read by ${count("from")}`]
    .filter((words) => words !== "").join(", ")
}

/** An empty picture for the steps of `data`. */
export const dagView = ({ pipeline, steps }: Pick<WalkData, "pipeline" | "steps">, acts: DagActs): DagView => {
  const layer = svgElement("g")
  const picture = svgElement(
    "svg",
    {
      role: "group",
      "aria-label": `Steps of ${pipeline} as a graph. Arrow keys walk it, Enter opens, plus and minus zoom.`
    },
    svgElement(
      "defs",
      {},
      svgElement(
        "marker",
        {
          id: "arrow",
          viewBox: "0 0 8 8",
          refX: 7,
          refY: 4,
          markerUnits: "userSpaceOnUse",
          markerWidth: 7,
          markerHeight: 7,
          orient: "auto"
        },
        svgElement("path", { d: "M0 0.6 8 4 0 7.4Z" })
      )
    ),
    layer
  )
  const holder = element("div", { class: "stage dag", tabindex: -1 }, picture)
  let drawn: Drawn | undefined
  let view = { x: 0, y: 0, zoom: 1 }
  let size = { width: 0, height: 0 }
  let isFitted = false
  let chosenBox: string | undefined

  const stepsOf = (box: Box) => box.steps.map((at) => steps[at]!)
  const placeOf = (id: string): (Place & { readonly width: number }) | undefined => {
    const at = drawn?.graph.boxes.findIndex((box) => box.id === id) ?? -1
    return at < 0 ? undefined : { ...drawn!.drawing.places[at]!, width: drawn!.widths[at]! }
  }
  /** Never so far that nothing of the graph is left to see. */
  const put = (next: typeof view) => {
    const { height, width } = drawn?.drawing ?? size
    const held = (at: number, extent: number, frame: number) =>
      Math.min(frame - 60, Math.max(60 - extent * next.zoom, at))
    view = { zoom: next.zoom, x: held(next.x, width, size.width), y: held(next.y, height, size.height) }
    layer.setAttribute(
      "transform",
      `translate(${view.x.toFixed(1)} ${view.y.toFixed(1)}) scale(${view.zoom.toFixed(4)})`
    )
  }
  const zoomAt = (factor: number, x: number, y: number) => {
    const zoom = Math.min(zooms.most, Math.max(zooms.least, view.zoom * factor))
    const share = zoom / view.zoom
    put({ zoom, x: x - (x - view.x) * share, y: y - (y - view.y) * share })
  }
  const fit = (least: number) => {
    if (drawn === undefined || size.width === 0) return
    const { height, width } = drawn.drawing
    const all = Math.min(1, (size.width - 2 * margin) / width, (size.height - 2 * margin) / height)
    const zoom = Math.max(least, all)
    const left = Math.max(margin, (size.width - width * zoom) / 2)
    put({ zoom, x: left, y: (size.height - height * zoom) / 2 })
  }
  const focusable = (id: string | undefined) => {
    for (const [own, box] of drawn?.boxes ?? []) box.setAttribute("tabindex", own === id ? "0" : "-1")
  }
  const show: DagView["show"] = (id, takesFocus) => {
    const place = placeOf(id)
    if (place === undefined) return
    const [left, top] = [view.x + place.x * view.zoom, view.y + place.y * view.zoom]
    const width = place.width * view.zoom
    const isSeen = left > 8 && left + width < size.width - 8 && top > boxHeight && top < size.height - boxHeight
    if (!isSeen) put({ ...view, x: view.x + size.width / 2 - left - width / 2, y: view.y + size.height / 2 - top })
    focusable(id)
    if (takesFocus) drawn!.boxes.get(id)!.focus({ preventScroll: true })
  }
  const boxAt = (x: number, y: number): string | undefined => {
    const { left, top } = holder.getBoundingClientRect()
    for (const each of document.elementsFromPoint(left + x, top + y)) {
      const box = each.closest<SVGGElement>("[data-box]")
      if (box !== null) return box.dataset["box"]
    }
    return undefined
  }
  const focused = (): string | undefined => document.activeElement?.closest<SVGGElement>("[data-box]")?.dataset["box"]

  listen(holder, {
    hover: () => {},
    leave: () => {},
    click: (x, y) => {
      const id = boxAt(x, y)
      if (id === undefined) return holder.focus({ preventScroll: true })
      acts.choose(id)
    },
    pan: (dx, dy) => put({ ...view, x: view.x + dx, y: view.y + dy }),
    zoom: zoomAt,
    loop: () => {},
    isLasso: () => false
  })
  listenToKeys(holder, {
    walk: ([dx, dy]) => {
      if (drawn === undefined) return
      const from = focused()
      const { graph: { boxes, direct }, drawing: { places } } = drawn
      const next = from === undefined ? boxes[0]?.id : nearestBox({ boxes, places, arrows: direct }, from, [dx, -dy])
      if (next !== undefined) show(next, true)
    },
    play: () => {
      const id = focused()
      if (id !== undefined) acts.choose(id)
    },
    zoom: (factor) => zoomAt(factor, size.width / 2, size.height / 2),
    whole: () => fit(zooms.least),
    clear: acts.clear
  })
  new ResizeObserver(() => {
    const { height, width } = holder.getBoundingClientRect()
    if (width === 0 || height === 0) return // folded away
    size = { width, height }
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`)
    if (!isFitted) fit(legible)
    else if (chosenBox !== undefined) show(chosenBox, false) // what opened beside the graph must not cover it
    isFitted = true
  }).observe(holder)

  const boxElement = (box: Box, graph: BoxGraph, { x, y }: Place, width: number): SVGGElement => {
    const own = stepsOf(box)
    const top = y - boxHeight / 2
    const rect = (offset: number) =>
      svgElement("rect", { x: x + offset, y: top - offset, width, height: boxHeight, rx: 8 })
    const made = svgElement(
      "g",
      {
        class: `box ${stateOf(own)}`,
        role: "button",
        tabindex: -1,
        "aria-label": spoken(box, own, graph),
        "data-box": box.id,
        ...(own.length > 1 ? { "aria-expanded": "false" } : {})
      },
      ...(own.length > 1 ? [rect(4)] : []),
      rect(0),
      svgElement("text", { x: x + 12, y: y - 3, class: "name" }, nameOf(own)),
      " ", // two words when read aloud
      svgElement("text", { x: x + 12, y: y + 12 }, lineOf(own))
    )
    made.addEventListener("click", (event) => {
      if (event.detail === 0) acts.choose(box.id) // by who reads the screen aloud; hands are listened to above
    })
    return made
  }

  return {
    holder,
    show,
    zoom: (factor) => zoomAt(factor, size.width / 2, size.height / 2),
    whole: () => fit(zooms.least),
    draw: (graph, anchor) => {
      const before = anchor === undefined ? undefined : placeOf(anchor)
      const stepOfAnchor = drawn?.graph.boxes.find(({ id }) => id === anchor)?.steps[0]
      const widths = graph.boxes.map((box) => {
        const own = stepsOf(box)
        return Math.ceil(Math.max(textWidth(nameOf(own), 13, 600), textWidth(lineOf(own), 11, 400))) + 26
      })
      const at = new Map(graph.boxes.map(({ id }, i) => [id, i]))
      const links = graph.drawn.map(({ from, to }) => ({ from: at.get(from)!, to: at.get(to)! }))
      const drawing = layOut(widths.map((width) => ({ width, height: boxHeight })), links)
      const arrows = drawing.ways.map((d) => svgElement("path", { class: "arrow", d, "marker-end": "url(#arrow)" }))
      const boxes = graph.boxes.map((box, i) => boxElement(box, graph, drawing.places[i]!, widths[i]!))
      drawn = { graph, drawing, widths, arrows, boxes: new Map(graph.boxes.map(({ id }, i) => [id, boxes[i]!])) }
      layer.replaceChildren(...arrows, ...boxes)
      holder.style.setProperty("--tall", `${Math.round(drawing.height * legible + 3 * boxHeight)}px`)
      focusable(graph.boxes[0]?.id)
      const now = graph.boxes.find(({ steps: own }) => stepOfAnchor !== undefined && own.includes(stepOfAnchor))
      const after = now === undefined ? undefined : placeOf(now.id)
      if (before === undefined || after === undefined) return fit(legible)
      put({ ...view, x: view.x + (before.x - after.x) * view.zoom, y: view.y + (before.y - after.y) * view.zoom })
    },
    mark: (chosen, found) => {
      if (drawn === undefined) return
      chosenBox = chosen
      const { arrows, boxes, graph } = drawn
      const reach = (ids: ReadonlySet<string>, from: "from" | "to", to: "from" | "to") => {
        const reached = new Set(ids)
        for (const id of reached) for (const arrow of graph.drawn) if (arrow[from] === id) reached.add(arrow[to])
        return reached
      }
      const start = new Set(chosen === undefined ? [] : [chosen])
      const kin = new Set([...reach(start, "from", "to"), ...reach(start, "to", "from")])
      for (const [id, box] of boxes) {
        box.classList.toggle("chosen", id === chosen)
        box.classList.toggle("found", found.has(id))
        box.classList.toggle("aside", chosen !== undefined ? !kin.has(id) : found.size > 0 && !found.has(id))
      }
      arrows.forEach((arrow, i) => {
        const { from, to } = graph.drawn[i]!
        arrow.classList.toggle("near", from === chosen || to === chosen)
        arrow.classList.toggle("aside", chosen !== undefined && !(kin.has(from) && kin.has(to)))
      })
    }
  }
}
