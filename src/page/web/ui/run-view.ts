/** One run: how it ended, its steps in time, curves, metrics, parameters, pictures and its report. */
import { button, element } from "../element.ts"
import type { Linked, RunAnswer, RunRow, StepRow } from "./answers.ts"
import { goingCards } from "./going-view.ts"
import { type Cell, grid } from "./grid.ts"
import { plotsOf } from "./plot.ts"
import { filled, link, type MakeView, statusMark } from "./view.ts"
import { counted, durationText, numberText } from "./words.ts"

/** When a step was at work, within the time of all. */
const timeBar = ({ durationMs, fromMs }: StepRow, wholeMs: number): Node | string => {
  if (fromMs === undefined || durationMs === undefined) return ""
  const bar = element("i", {})
  bar.style.left = `${100 * fromMs / wholeMs}%`
  bar.style.width = `${100 * durationMs / wholeMs}%`
  return element(
    "span",
    { class: "time-bar", title: `from ${durationText(fromMs)} for ${durationText(durationMs)}` },
    bar
  )
}

const outputsOf = (run: string, { outputs, step }: StepRow): Node =>
  element(
    "span",
    {},
    ...outputs.flatMap(({ port }, at) => [...(at === 0 ? [] : [" "]), link(port, ["artifact", run, `${step}.${port}`])])
  )

const stepsOf = ({ row, steps }: RunAnswer): HTMLElement => {
  const wholeMs = Math.max(1, ...steps.map(({ durationMs = 0, fromMs = 0 }) => fromMs + durationMs))
  const isTimed = steps.some(({ fromMs }) => fromMs !== undefined)
  const rows = steps.map((step): ReadonlyArray<Cell> => [
    { shown: element("b", {}, step.step), text: step.step },
    { shown: step.state === "ran" ? "ran" : step.state, ...(step.state === "ran" ? {} : { look: "off" }) },
    step.durationMs === undefined
      ? { shown: "–", value: Number.NaN }
      : { shown: durationText(step.durationMs), value: step.durationMs },
    ...(isTimed ? [{ shown: timeBar(step, wholeMs), value: step.fromMs ?? -1 }] : []),
    { shown: step.summary.slice(0, 200) },
    { shown: outputsOf(row.run, step) }
  ])
  return grid(
    [
      { name: "step" },
      { name: "state" },
      { name: "took", isNumber: true },
      ...(isTimed ? [{ name: "when" }] : []),
      { name: "what it made", look: "wide" },
      { name: "artifacts", look: "wide" }
    ],
    rows,
    { label: "Steps" }
  )
}

const metricsOf = ({ metrics }: RunRow): HTMLElement => {
  const all = Object.entries(metrics)
  const told = all.filter(([, { isHeadline }]) => isHeadline === true)
  const first = told.length > 0 ? told : all
  return element(
    "dl",
    { class: "numbers" },
    ...first.slice(0, 8).map(([name, { better, value }]) =>
      element(
        "div",
        {},
        element("dt", {}, name),
        element("dd", {}, numberText(value), element("small", {}, `${better} is better`))
      )
    )
  )
}

const allMetrics = ({ metrics }: RunRow): ReadonlyArray<Node> => {
  const all = Object.entries(metrics)
  if (all.length <= 8) return []
  const fold = element(
    "details",
    { class: "fold" },
    element("summary", {}, "All metrics ", element("span", {}, String(all.length)))
  )
  fold.addEventListener("toggle", () => {
    if (fold.childElementCount > 1) return
    fold.append(grid(
      [{ name: "metric", look: "wide" }, { name: "value", isNumber: true }, { name: "better" }],
      all.map(([name, { better, value }]) => [{ shown: name }, { shown: numberText(value), value }, { shown: better }]),
      { label: "All metrics" }
    ))
  })
  return [fold]
}

const paramsOf = ({ params }: RunAnswer): HTMLElement => {
  const set = params.filter(({ isSet }) => isSet)
  const fold = element(
    "details",
    { class: "fold" },
    element(
      "summary",
      {},
      "Parameters ",
      element(
        "span",
        {},
        set.length === 0 ? `${params.length}, none set otherwise` : `${params.length}, ${set.length} set`
      )
    )
  )
  fold.open = set.length > 0 && params.length <= 40
  const draw = () => {
    if (!fold.open || fold.childElementCount > 1) return
    fold.append(grid(
      [{ name: "parameter" }, { name: "value", look: "wide" }, { name: "" }],
      [...set, ...params.filter(({ isSet }) => !isSet)].map(({ isSet, path, value }) => [
        { shown: path },
        { shown: value.slice(0, 400) },
        { shown: isSet ? "set" : "" }
      ]),
      { label: "Parameters" }
    ))
  }
  fold.addEventListener("toggle", draw)
  draw()
  return fold
}

/** Opens a page that the run wrote, over this one; in an origin of its own, so that it can ask nothing here. */
export const openPage = ({ name, url }: Linked): void => {
  const before = document.activeElement
  const close = () => {
    frame.remove()
    removeEventListener("keydown", onKey)
    removeEventListener("hashchange", close)
    if (before instanceof HTMLElement) before.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") close()
  }
  const shut = button("Close", close, { class: "plain" })
  const frame = element(
    "div",
    { class: "frame", role: "dialog", "aria-modal": "true", "aria-label": name },
    element(
      "header",
      {},
      element("b", {}, name),
      element("a", { href: url, target: "_blank", rel: "noopener" }, "in a window of its own"),
      shut
    ),
    element("iframe", { src: url, title: name, sandbox: "allow-scripts allow-downloads" })
  )
  addEventListener("keydown", onKey)
  addEventListener("hashchange", close) // who goes elsewhere is done with it
  document.body.append(frame)
  shut.focus()
}

const picturesOf = (pictures: ReadonlyArray<Linked>): ReadonlyArray<Node> => {
  if (pictures.length === 0) return []
  const fold = element(
    "details",
    { class: "fold" },
    element("summary", {}, "Pictures ", element("span", {}, String(pictures.length)))
  )
  fold.addEventListener("toggle", () => {
    if (fold.childElementCount > 1) return
    fold.append(element(
      "div",
      { class: "shots" },
      ...pictures.map(({ name, url }) =>
        element("figure", {}, element("img", { src: url, alt: name, loading: "lazy" }), element("figcaption", {}, name))
      )
    ))
  })
  return [fold]
}

const copied = (text: string): HTMLButtonElement => {
  const made = button("Copy", () => {
    void navigator.clipboard.writeText(text).then(() => void (made.textContent = "Copied"))
  }, { class: "plain" })
  return made
}

const drawRun = (answer: RunAnswer): ReadonlyArray<Node> => {
  const { command, facts, failures, pictures, plots, reports, row } = answer
  return [
    element("h1", {}, statusMark(row.status), ` ${row.pipeline} `, element("code", {}, row.run)),
    element(
      "p",
      { class: "lead" },
      ...row.tags.map((tag) => element("span", { class: "tag" }, tag)),
      [row.data, row.tookMs === undefined ? "" : `took ${durationText(row.tookMs)}`, ...row.notes].filter((text) =>
        text !== ""
      ).join(" · ")
    ),
    ...failures.map(([step, message]) => element("p", { class: "refused" }, `${step}: ${message}`)),
    element(
      "div",
      { class: "bar" },
      ...reports.slice(0, 3).map((page) =>
        button(reports.length === 1 ? "Open the report" : `Open ${page.name}`, () => openPage(page), { class: "main" })
      ),
      button(
        "Walk through the steps",
        () => openPage({ name: `${row.pipeline} ${row.run.slice(0, 6)}`, url: answer.walk })
      )
    ),
    metricsOf(row),
    ...allMetrics(row),
    ...(plots.length === 0 ? [] : [element("h2", {}, "Curves"), ...plotsOf(plots)]),
    element("h2", {}, counted(answer.steps.length, "step")),
    stepsOf(answer),
    element("h2", {}, "How it was asked"),
    element(
      "dl",
      { class: "facts ui" },
      ...facts.map(([name, text]) => element("div", {}, element("dt", {}, name), element("dd", {}, text)))
    ),
    element("div", { class: "command" }, element("code", {}, command), copied(command)),
    paramsOf(answer),
    ...picturesOf(pictures)
  ]
}

/** The view: of a run that goes on until it is recorded, then of what it left. */
export const runView: MakeView = async ({ parts: [, run = ""] }, desk) => {
  const isThis = (live: { readonly run: string }) => live.run === run
  const going = goingCards(isThis, true)
  const body = element("div", {})
  const title = `Run ${run.slice(0, 6)}`
  if (!desk.live().live.some(isThis)) {
    return { title, nodes: [body], refresh: await filled<RunAnswer>(body, "run", () => ({ run }), drawRun) }
  }
  going.show(desk.live())
  body.append(element("h1", {}, "A run that goes on"), going.node)
  let refill: (() => Promise<void>) | undefined
  const refresh = async () => {
    if (desk.live().live.some(isThis)) return
    if (refill === undefined) refill = await filled<RunAnswer>(body, "run", () => ({ run }), drawRun)
    else await refill()
  }
  return { title, nodes: [body], live: going.show, refresh }
}
