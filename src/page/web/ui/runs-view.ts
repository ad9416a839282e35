/** All runs: a table to filter, sort and mark for comparison, under the runs that go on. */
import { button, element } from "../element.ts"
import type { MetricCell, RunRow, RunsAnswer } from "./answers.ts"
import { Refused } from "./ask.ts"
import { goingCards } from "./going-view.ts"
import { type Cell, cellText, type Column, grid } from "./grid.ts"
import { fragmentOf } from "./place.ts"
import { type Desk, filled, type MakeView, refusal, runLink, statusMark } from "./view.ts"
import { ageText, counted, durationText, nowMs, numberText } from "./words.ts"

/** The best of a metric among the runs of one pipeline, where there are several values. */
const bestOf = (runs: ReadonlyArray<RunRow>, metric: string): ReadonlyMap<string, number> => {
  const best = new Map<string, number>()
  const values = new Map<string, Set<number>>()
  for (const { metrics, pipeline } of runs) {
    const cell = metrics[metric]
    if (cell === undefined) continue
    const { better, value } = cell
    const before = best.get(pipeline)
    const isBetter = before === undefined || (better === "higher" ? value > before : value < before)
    if (isBetter) best.set(pipeline, value)
    values.set(pipeline, (values.get(pipeline) ?? new Set()).add(value))
  }
  return new Map([...best].filter(([pipeline]) => values.get(pipeline)!.size > 1))
}

const metricCell = (cell: MetricCell | undefined, best: number | undefined): Cell =>
  cell === undefined
    ? { shown: "–", value: Number.NaN, look: "off" }
    : { shown: numberText(cell.value), value: cell.value, ...(cell.value === best ? { look: "best" } : {}) }

const shortName = (metric: string): string => metric.length > 26 ? `…${metric.slice(-25)}` : metric

const marksOf = ({ isPinned, note, notes, tags }: RunRow): Cell => {
  const made = element("span", {}, ...tags.map((tag) => element("span", { class: "tag" }, tag)))
  if (isPinned) made.append(element("span", { class: "tag" }, "pinned"))
  made.append([note, ...notes].filter((text) => text !== "").join(" · "))
  return { shown: made }
}

/** A box that marks a run for comparison. */
const marker = (run: RunRow, desk: Desk, changed: () => void): HTMLInputElement => {
  const box = element("input", {
    type: "checkbox",
    "aria-label": `Compare run ${run.run.slice(0, 6)} of ${run.pipeline}`
  })
  box.checked = desk.marked.has(run.run)
  box.addEventListener("change", () => {
    if (box.checked) desk.marked.add(run.run)
    else desk.marked.delete(run.run)
    changed()
  })
  return box
}

const tableOf = ({ metrics, params, runs }: RunsAnswer, desk: Desk, changed: () => void): HTMLElement => {
  const best = new Map(metrics.map((metric) => [metric, bestOf(runs, metric)]))
  const shown: ReadonlyArray<readonly [Column, (run: RunRow) => Cell]> = [
    [{ name: "run" }, (run) => ({ shown: nameOf(run, desk, changed), text: run.run })],
    ...differing(runs, { name: "pipeline" }, ({ pipeline }) => ({ shown: pipeline })),
    [{ name: "when" }, ({ finished }) => ({ shown: ageText(nowMs() - msOf(finished)), value: -msOf(finished) })],
    [
      { name: "took", isNumber: true },
      ({ tookMs }) => tookMs === undefined ? nothing : { shown: durationText(tookMs), value: tookMs }
    ],
    ...differing(runs, { name: "steps", isNumber: true, look: "narrow-off" }, ({ planned = "?", reached }) => ({
      shown: `${reached}/${planned}`,
      value: reached
    })),
    ...differing(runs, { name: "data", look: "narrow-off" }, ({ data }) => ({ shown: data || "–" })),
    ...differing(runs, { name: "seed", isNumber: true }, ({ seed }) => ({ shown: String(seed), value: seed })),
    ...params.map((name): readonly [Column, (run: RunRow) => Cell] => [
      { name, isNumber: runs.every((run) => numeric(run.params[name])) },
      ({ params: { [name]: text } }) => {
        if (text === undefined) return nothing
        return numeric(text) ? { shown: text, value: Number(text) } : { shown: text.slice(0, 40) }
      }
    ]),
    ...metrics.map((name): readonly [Column, (run: RunRow) => Cell] => [
      { name: shortName(name), isNumber: true, title: name },
      (run) => metricCell(run.metrics[name], best.get(name)!.get(run.pipeline))
    ]),
    ...(runs.some(isMarked) ? [[{ name: "notes", look: "wide" }, marksOf] as const] : [])
  ]
  return grid(shown.map(([column]) => column), runs.map((run) => shown.map(([, cell]) => cell(run))), { label: "Runs" })
}

const nothing: Cell = { shown: "–", value: Number.NaN, look: "off" }

const msOf = (iso: string): number => new Date(iso).getTime()

const isMarked = ({ isPinned, note, notes, tags }: RunRow): boolean =>
  isPinned || note !== "" || notes.length + tags.length > 0

const nameOf = (run: RunRow, desk: Desk, changed: () => void): HTMLElement =>
  element("span", { class: "run-name" }, marker(run, desk, changed), statusMark(run.status), runLink(run.run))

/** A column, where it does not say the same of all runs. */
const differing = (
  runs: ReadonlyArray<RunRow>,
  column: Column,
  cell: (run: RunRow) => Cell
): ReadonlyArray<readonly [Column, (run: RunRow) => Cell]> =>
  new Set(runs.map((run) => cellText(cell(run)))).size > 1 ? [[column, cell]] : []

const numeric = (text: string | undefined): boolean =>
  text === undefined || text.trim() !== "" && Number.isFinite(Number(text))

const noRuns = (): ReadonlyArray<Node | string> => [
  "No run is recorded yet. ",
  element("code", {}, "pipeline run easy"),
  " makes one, and it shows here while it goes on."
]

const typingMs = 250

/** The view. */
export const runsView: MakeView = async ({ query }, desk) => {
  const going = goingCards()
  going.show(desk.live())
  const filter = element("input", {
    type: "search",
    id: "filter",
    placeholder: "status=succeeded; train.beta>=4; tag=paper",
    "aria-label": "Filter runs: facts, parameters and metrics, parted by semicolons; other words are looked for",
    list: "names",
    value: query.get("filter") ?? ""
  })
  const names = element("datalist", { id: "names" })
  const columns = element("input", {
    type: "search",
    placeholder: "more columns",
    "aria-label": "Further parameters and metrics to show, parted by commas",
    list: "names",
    value: query.get("columns") ?? ""
  })
  columns.style.flex = "0 1 190px"
  const count = element("span", { class: "count", role: "status" })
  const compare = button("Compare", () => desk.go(fragmentOf(["compare", [...desk.marked].join(",")])), {
    class: "main"
  })
  const tell = () => {
    compare.disabled = desk.marked.size < 2
    compare.textContent = desk.marked.size < 2 ? "Mark runs to compare" : `Compare ${desk.marked.size} runs`
  }
  tell()
  const refused = element("div", {})
  const table = element("div", {})
  const asked = () => ({ filter: filter.value, columns: columns.value })
  const refresh = await filled<RunsAnswer>(table, "runs", asked, (answer) => {
    refused.replaceChildren(...(answer.refused === undefined ? [] : [refusal(new Refused(answer.refused))]))
    if (answer.refused !== undefined) return [...table.childNodes]
    count.textContent = answer.runs.length < answer.total
      ? `${answer.runs.length} of ${counted(answer.total, "run")}`
      : counted(answer.total, "run")
    names.replaceChildren(...answer.names.slice(0, 2000).map((name) => element("option", { value: name })))
    if (answer.total > 0) return [tableOf(answer, desk, tell)]
    return [
      filter.value === ""
        ? element("p", { class: "none" }, ...noRuns())
        : element("p", { class: "none" }, "No run meets this.")
    ]
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      history.replaceState(null, "", fragmentOf(["runs"], asked()))
      void refresh().catch((error: unknown) => refused.replaceChildren(refusal(error)))
    }, typingMs)
  }
  filter.addEventListener("input", later)
  columns.addEventListener("input", later)
  return {
    title: "Runs",
    nodes: [
      element("h1", {}, "Runs"),
      going.node,
      element("div", { class: "bar" }, filter, columns, compare, count, names),
      refused,
      table
    ],
    refresh,
    live: going.show
  }
}
