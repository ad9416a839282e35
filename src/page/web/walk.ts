/**
 * A pipeline to walk through: its graph, what is known of the step that is chosen, a search, and, on the page of a run, its
 * timeline. All of it stands in the page as data: src/page/report/walk-data.ts.
 */
import type { WalkData } from "../report/walk-data.ts"
import { boxGraph, drawnApartAtMost, familiesOf, familyOf } from "./dag-boxes.ts"
import { dagView } from "./dag-view.ts"
import { button, element } from "./element.ts"
import { zoomStep } from "./map-keys.ts"
import { type DetailActs, familyDetails, stepDetails } from "./step-details.ts"
import { stepSearch } from "./step-search.ts"
import { timeline } from "./timeline.ts"

const hint =
  "Choose a box to see what it is; ×n stands for n steps of one node. Drag to move, wheel with Ctrl or two fingers to " +
  "zoom. Keys: arrows walk, Enter opens, + and − zoom, 0 shows all, Escape closes."

const walk = (root: HTMLElement, lanes: HTMLElement | null, data: WalkData): void => {
  const { codes, run, steps } = data
  const families = familiesOf(steps)
  const open = new Set<string>(steps.length <= drawnApartAtMost ? families.keys() : [])
  const at = new Map(steps.map(({ name }, i) => [name, i]))
  let graph = boxGraph(steps, open)
  let found: ReadonlySet<number> = new Set()
  let chosen: string | undefined // a box
  let chosenStep: string | undefined // which may be one of several in that box

  const frame = element("div", { class: "walk" })
  const status = element("p", { class: "told", role: "status" })
  const panel = element("aside", { class: "details", "aria-label": "Details", tabindex: 0 })
  const boxOf = (step: string): string | undefined =>
    graph.boxes.find((box) => box.steps.includes(at.get(step) ?? -1))?.id
  const mark = () => {
    const holding = graph.boxes.filter((box) => box.steps.some((each) => found.has(each)))
    view.mark(chosen, new Set(holding.map(({ id }) => id)))
    time?.mark(chosenStep)
  }
  const redraw = (anchor?: string) => {
    graph = boxGraph(steps, open)
    view.draw(graph, anchor)
    folds.textContent = open.size === families.size ? "Fold families" : "Draw every step"
  }
  const clear = () => {
    const box = chosen
    const isWithin = panel.contains(document.activeElement)
    ;[chosen, chosenStep] = [undefined, undefined]
    panel.remove()
    mark()
    if (isWithin && box !== undefined) view.show(box, true)
  }
  const choose = (box: string, step: string | undefined, ...told: ReadonlyArray<Node>) => {
    const hadFocus = panel.contains(document.activeElement)
    ;[chosen, chosenStep] = [box, step]
    panel.replaceChildren(button("Close", clear, { class: "plain close" }), ...told)
    panel.scrollTop = 0
    if (!panel.isConnected) frame.append(panel)
    if (hadFocus) panel.focus({ preventScroll: true }) // the button that was pressed is gone
    status.textContent = told.slice(0, 3).map(({ textContent }) => textContent).join(". ")
    view.show(box, false)
    mark()
  }
  const foldingOf = (family: string): Pick<DetailActs, "fold"> => {
    const own = families.get(family)
    if (own === undefined) return {}
    const isOpen = open.has(family)
    const act = () => {
      const anchor = chosen
      const step = chosenStep ?? steps[own[0]!]!.name
      if (isOpen) open.delete(family)
      else open.add(family)
      redraw(anchor)
      if (isOpen) chooseBox(boxOf(step)!)
      else chooseStep(step)
    }
    const words = isOpen ? `Fold its ${own.length} steps to one box` : `Draw its ${own.length} steps one by one`
    return { fold: { words, act } }
  }
  const chooseStep = (name: string) => {
    const [step, box] = [steps[at.get(name) ?? -1], boxOf(name)]
    if (step === undefined || box === undefined) return
    choose(box, name, ...stepDetails(step, data, { choose: chooseStep, ...foldingOf(familyOf(step)) }))
  }
  const chooseBox = (id: string) => {
    const box = graph.boxes.find((each) => each.id === id)
    if (box === undefined) return
    const own = box.steps.map((each) => steps[each]!)
    if (own.length === 1) return chooseStep(own[0]!.name)
    choose(id, undefined, ...familyDetails(own, { choose: chooseStep, ...foldingOf(box.family) }))
  }
  const view = dagView(data, { clear, choose: chooseBox })
  const time = lanes === null || run === undefined ? undefined : timeline(steps, run, { choose: chooseStep })
  const { field, list } = stepSearch(steps, ({ code }) => code === undefined ? "" : codes[code]?.home ?? "", {
    choose: chooseStep,
    find: (positions) => {
      found = new Set(positions)
      mark()
    }
  })
  const folds = button("", () => {
    const isOpen = open.size === families.size
    open.clear()
    if (!isOpen) { for (const family of families.keys()) open.add(family) }
    const step = chosenStep
    redraw(chosen)
    if (step === undefined) clear()
    else chooseStep(step)
  })
  folds.hidden = families.size === 0
  const tools = element(
    "div",
    { class: "tools" },
    field,
    folds,
    element(
      "span",
      { class: "zoom" },
      button("Zoom in", () => view.zoom(zoomStep)),
      button("Zoom out", () => view.zoom(1 / zoomStep)),
      button("Whole graph", () => view.whole())
    )
  )
  panel.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") clear()
  })
  frame.append(view.holder, status)
  root.replaceChildren(tools, list, frame, element("p", { class: "eyebrow" }, hint))
  if (time !== undefined) lanes!.replaceChildren(time.root)
  redraw()
  mark()
}

/** Data as a page carries it: JSON, or, of a run, gzip in base64. */
const unpacked = async ({ textContent, type }: HTMLScriptElement): Promise<WalkData> => {
  if (type === "application/json") return JSON.parse(textContent) as WalkData
  const bytes = Uint8Array.from(atob(textContent), (character) => character.charCodeAt(0))
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
  return await new Response(plain).json() as WalkData
}

/** Draws what the page has of it, where it has any. */
export const startWalk = async (): Promise<void> => {
  const [root, data] = [document.getElementById("walk"), document.getElementById("walk-data")]
  if (root === null || !(data instanceof HTMLScriptElement)) return
  walk(root, document.getElementById("timeline"), await unpacked(data))
}
