/** A run as lanes, one a core, with a strip of the cores in use above and the steps that came from the cache below. */
import { textWidth } from "../chart/text-width.ts"
import { countText } from "../report/number-text.ts"
import { coresInUse, durationText } from "../report/run-time.ts"
import type { WalkRun, WalkStep } from "../report/walk-data.ts"
import { button, element } from "./element.ts"
import { listen } from "./map-gestures.ts"
import { listenToKeys, zoomStep } from "./map-keys.ts"
import { svgElement } from "./svg-element.ts"
import { ticksOf, type Window, windowOf, zoomedWindow } from "./time-window.ts"

/** The timeline, and how it is told what is chosen. */
export interface Timeline {
  readonly root: HTMLElement
  readonly mark: (step: string | undefined) => void
}

const lane = { height: 26, gap: 4 }
/** The strip of cores in use, its top and bottom. */
const strip = { top: 22, bottom: 58, gap: 14 }
const axisHeight = 22
const left = 78
const label = 16
const right = 12

interface Bar {
  readonly step: WalkStep
  readonly core: number
  readonly from: number
  readonly to: number
}

/** Draws the time of some steps; `choose` is told what is clicked. */
export const timeline = (
  steps: ReadonlyArray<WalkStep>,
  run: WalkRun,
  { choose }: { readonly choose: (step: string) => void }
): Timeline => {
  const bars = steps.flatMap((step): ReadonlyArray<Bar> =>
    (step.spans ?? []).map(([core, from, to]) => ({ step, core, from, to }))
  ).toSorted((a, b) => a.from - b.from || a.core - b.core)
  const cores = Math.max(run.cores, ...bars.map(({ core }) => core + 1))
  const end = Math.max(run.durationMs, ...bars.map(({ to }) => to), 1)
  const uses = coresInUse(steps)
  const noun = run.isTimed ? "core" : "lane"
  const cached = steps.filter(({ state }) => state === "cached")
  const height = strip.bottom + strip.gap + cores * (lane.height + lane.gap) + axisHeight
  let shown: Window = windowOf(end)
  let width = 0
  let chosen: string | undefined
  let current = 0 // the bar that Tab comes to

  const picture = svgElement("svg", {
    role: "group",
    height,
    "aria-label":
      "When each step ran on which core. Left and right go from step to step, Enter chooses, plus and minus zoom."
  })
  const stage = element("div", { class: "stage lanes", tabindex: -1 }, picture)
  const said = element("p", { class: "eyebrow", role: "status" })
  const x = (ms: number) => left + (ms - shown.from) / (shown.to - shown.from) * (width - left - right)
  const laneTop = (core: number) => strip.bottom + strip.gap + core * (lane.height + lane.gap)
  const tell = ({ core, from, step }: Bar) =>
    `${step.name}: ${durationText(step.to! - step.from!)}, from ${durationText(from)} on, ${noun} ${core + 1}`

  const useShape = (): string => {
    const y = (count: number) => strip.bottom - count / cores * (strip.bottom - strip.top)
    const points = uses.map((use, i) =>
      `H${x(use.from).toFixed(1)}V${y(use.cores).toFixed(1)}${i === uses.length - 1 ? `H${x(end).toFixed(1)}` : ""}`
    )
    return `M${x(0).toFixed(1)} ${y(0)}${points.join("")}V${y(0)}Z`
  }
  const barElement = (bar: Bar, at: number): SVGGElement => {
    const [from, to] = [x(bar.from), Math.max(x(bar.to), x(bar.from) + 1.5)]
    const name = bar.step.name
    const visible = Math.min(to, width) - Math.max(from, left)
    const made = svgElement(
      "g",
      {
        class: `bar ${bar.step.state}${name === chosen ? " chosen" : ""}`,
        role: "button",
        tabindex: at === current ? 0 : -1,
        "aria-label": tell(bar),
        "data-bar": at
      },
      svgElement("rect", {
        x: from.toFixed(1),
        y: laneTop(bar.core),
        width: (to - from).toFixed(1),
        height: lane.height,
        rx: Math.min(4, (to - from) / 2)
      }),
      ...(textWidth(name, 11, 400) + 10 < visible
        ? [svgElement("text", { x: Math.max(from, left) + 5, y: laneTop(bar.core) + lane.height / 2 + 4 }, name)]
        : [])
    )
    made.addEventListener("focus", () => void (said.textContent = tell(bar)))
    made.addEventListener("click", (event) => {
      if (event.detail === 0) choose(name)
    })
    return made
  }
  const draw = () => {
    if (width === 0) return
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`)
    const clip = svgElement(
      "clipPath",
      { id: "lanes-clip" },
      svgElement("rect", { x: left, y: 0, width: Math.max(0, width - left - right), height })
    )
    const ticks = ticksOf(shown, Math.max(2, Math.floor((width - left) / 110)))
    picture.replaceChildren(
      clip,
      ...ticks.map((ms) =>
        svgElement(
          "g",
          { class: "tick" },
          svgElement("line", { x1: x(ms), x2: x(ms), y1: strip.top, y2: height - axisHeight }),
          svgElement("text", { x: x(ms), y: height - 6, "text-anchor": "middle" }, ms === 0 ? "0" : durationText(ms))
        )
      ),
      svgElement("text", { x: label, y: strip.top + 4, class: "label" }, run.isTimed ? "in use" : "at once"),
      svgElement("text", { x: label, y: strip.bottom, class: "label" }, `of ${cores}`),
      ...Array.from(
        { length: cores },
        (_, core) =>
          svgElement(
            "text",
            { x: label, y: laneTop(core) + lane.height / 2 + 4, class: "label" },
            `${noun} ${core + 1}`
          )
      ),
      svgElement("line", { class: "ceiling", x1: left, x2: width - right, y1: strip.top, y2: strip.top }),
      svgElement(
        "g",
        { "clip-path": "url(#lanes-clip)" },
        ...(uses.length === 0 ? [] : [svgElement("path", { class: "use", d: useShape() })]),
        ...bars.map(barElement)
      )
    )
  }
  const barAt = (px: number, py: number): Bar | undefined => {
    const inLane = bars.filter(({ core }) => py >= laneTop(core) && py < laneTop(core) + lane.height)
    const far = ({ from, to }: Bar) => Math.max(x(from) - px, px - x(to), 0)
    const near = inLane.filter((bar) => far(bar) <= 4).toSorted((a, b) => far(a) - far(b))
    return near[0]
  }
  const zoomAt = (factor: number, px: number) => {
    shown = zoomedWindow(shown, end, factor, (px - left) / Math.max(1, width - left - right))
    draw()
  }
  const pan = (dx: number) => {
    const by = -dx / Math.max(1, width - left - right) * (shown.to - shown.from)
    shown = zoomedWindow({ from: shown.from + by, to: shown.to + by }, end, 1, 0.5)
    draw()
  }
  const goTo = (at: number) => {
    const bar = bars[at]
    if (bar === undefined) return
    current = at
    if (bar.from < shown.from || bar.from > shown.to) {
      const half = (shown.to - shown.from) / 2
      shown = zoomedWindow({ from: bar.from - half, to: bar.from + half }, end, 1, 0.5)
    }
    draw()
    picture.querySelector<SVGGElement>(`[data-bar="${at}"]`)?.focus({ preventScroll: true })
  }
  const whole = () => {
    shown = windowOf(end)
    draw()
  }
  listen(stage, {
    hover: (px, py) => {
      const bar = barAt(px, py)
      if (bar !== undefined) said.textContent = tell(bar)
    },
    leave: () => {},
    click: (px, py) => {
      stage.focus({ preventScroll: true })
      const bar = barAt(px, py)
      if (bar === undefined) return
      current = bars.indexOf(bar)
      choose(bar.step.name)
    },
    pan,
    zoom: (factor, px) => zoomAt(factor, px),
    loop: () => {},
    isLasso: () => false
  })
  listenToKeys(stage, {
    walk: ([dx, dy]) => goTo(Math.max(0, Math.min(bars.length - 1, current + (dx - dy)))),
    play: () => {
      const bar = bars[current]
      if (bar !== undefined) choose(bar.step.name)
    },
    zoom: (factor) => zoomAt(factor, left + (width - left - right) / 2),
    whole,
    clear: () => stage.focus({ preventScroll: true })
  })
  new ResizeObserver(() => {
    const box = stage.getBoundingClientRect()
    if (box.width < 2 * left || Math.round(box.width) === width) return
    width = Math.round(box.width)
    draw()
  }).observe(stage)

  const marks = cached.map(({ name, said: words }) =>
    button("", () => choose(name), { class: "mark", title: name, "aria-label": `${name}: ${words}`, "data-step": name })
  )
  const tools = element(
    "div",
    { class: "tools" },
    said,
    element(
      "span",
      { class: "zoom" },
      button("Zoom in", () => zoomAt(zoomStep, left + (width - left - right) / 2), {
        "aria-label": "Zoom into the time"
      }),
      button("Zoom out", () => zoomAt(1 / zoomStep, left + (width - left - right) / 2), {
        "aria-label": "Zoom out of the time"
      }),
      button("Whole run", whole)
    )
  )
  const saved = cached.reduce((sum, { madeMs = 0 }) => sum + madeMs, 0)
  const root = element(
    "div",
    { class: "time" },
    ...(bars.length === 0 ? [element("p", {}, "Nothing ran.")] : [tools, stage]),
    ...(cached.length === 0
      ? []
      : [element(
        "details",
        { open: bars.length === 0 || cached.length <= 60 },
        element(
          "summary",
          {},
          `${countText(cached.length, "step")} from the cache, which took ${durationText(saved)} when they ran`
        ),
        element("div", { class: "marks" }, ...marks)
      )])
  )
  return {
    root,
    mark: (step) => {
      chosen = step
      for (const each of marks) each.classList.toggle("chosen", each.dataset["step"] === step)
      draw()
    }
  }
}
