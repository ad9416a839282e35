/** Sweeps: the list, and one of them in table and pictures, also while its trials go on. */
import { palette } from "../../chart/theme.ts"
import { element } from "../element.ts"
import type { SweepAnswer, SweepRow } from "./answers.ts"
import { goingCards } from "./going-view.ts"
import { type Cell, grid } from "./grid.ts"
import { fragmentOf } from "./place.ts"
import { filled, link, type MakeView, runLink } from "./view.ts"
import { ageText, counted, nowMs, numberText } from "./words.ts"

const stateOf = ({ isRunning, strategy }: SweepRow): string =>
  isRunning ? "goes on" : strategy === "unfinished" ? "stopped" : strategy

const listed = (rows: ReadonlyArray<SweepRow>): ReadonlyArray<Node> => {
  if (rows.length === 0) {
    return [
      element(
        "p",
        { class: "none" },
        "There is no sweep yet. ",
        element("code", {}, "pipeline sweep easy --grid train.beta=1,4,10"),
        " makes one."
      )
    ]
  }
  return [grid(
    [
      { name: "sweep" },
      { name: "pipeline" },
      { name: "when" },
      { name: "strategy" },
      { name: "trials", isNumber: true },
      { name: "failed", isNumber: true },
      { name: "best", isNumber: true },
      { name: "metric", look: "wide" }
    ],
    rows.map((row): ReadonlyArray<Cell> => [
      { shown: link(row.sweep.slice(0, 6), ["sweep", row.sweep]) },
      { shown: row.pipeline },
      { shown: ageText(nowMs() - new Date(row.finished).getTime()), value: -new Date(row.finished).getTime() },
      { shown: stateOf(row) },
      { shown: String(row.trials), value: row.trials },
      { shown: row.failed === 0 ? "" : String(row.failed), value: row.failed },
      row.best === null ? { shown: "–", value: Number.NaN } : { shown: numberText(row.best), value: row.best },
      { shown: `${row.metric}${row.chosenByLabels ? ", by labels" : ""}` }
    ]),
    { label: "Sweeps" }
  )]
}

/** The list. */
export const sweepsView: MakeView = async () => {
  const body = element("div", {})
  const refresh = await filled<ReadonlyArray<SweepRow>>(body, "sweeps", () => ({}), listed)
  return { title: "Sweeps", nodes: [element("h1", {}, "Sweeps"), body], refresh }
}

const [faintRed, strongRed] = [0xdf, 0x28] // of the worst line and of the best, as parallelCoordinates mixes them

/** Paints a line between the page's own faint and strong, in light and in dark: by its red, which tells how good it is. */
const paint = (line: SVGElement): void => {
  const [, red] = /^#([0-9a-f]{2})[0-9a-f]{4}$/.exec(line.getAttribute("stroke") ?? "") ?? []
  if (red === undefined || palette.some((colour) => colour === line.getAttribute("stroke"))) return
  const share = (faintRed - Number.parseInt(red, 16)) / (faintRed - strongRed)
  if (share < 0 || share > 1) return
  line.style.stroke = `color-mix(in srgb, var(--accent) ${Math.round(100 * share)}%, var(--line))`
}

/**
 * A picture that the server drew: parsed as an image, so that nothing in it runs, and painted in the page's colours. Ids get `scope` in
 * front, since two pictures both call their first clip "clip0".
 */
const pictureOf = (name: string, svg: string, scope: string): Node => {
  const apart = svg.replace(/\bid="([^"]+)"/g, `id="${scope}-$1"`).replace(/url\(#([^)]+)\)/g, `url(#${scope}-$1)`)
  const parsed = new DOMParser().parseFromString(apart, "image/svg+xml").documentElement
  for (const active of parsed.querySelectorAll("script, foreignObject")) active.remove()
  if (name === "parallel") { for (const line of parsed.querySelectorAll<SVGElement>(".mark-line path")) paint(line) }
  parsed.setAttribute("role", "img")
  parsed.setAttribute("aria-label", name)
  return document.importNode(parsed, true)
}

const chartOf = (name: string, { narrow, svg }: SweepAnswer["charts"][string]): HTMLElement =>
  element(
    "figure",
    { class: narrow === undefined ? "chart" : "chart folds", id: `chart-${name}` },
    element("div", { class: "scroll" }, pictureOf(name, svg, name)),
    ...(narrow === undefined ? [] : [element("div", { class: "slim" }, pictureOf(name, narrow, `${name}-slim`))])
  )

const order = ["parallel", "importance", "pareto", "history"]

const trialsOf = ({ runs, table: [head = [], ...rows] }: SweepAnswer): HTMLElement => {
  const isNumber = (at: number) => rows.every((row) => row[at] === "" || /^[−-]?[\d.,]/.test(row[at] ?? ""))
  return grid(
    [...head.map((name, at) => ({ name: at === 0 ? "place" : name, isNumber: at > 0 && isNumber(at) })), {
      name: "runs"
    }],
    rows.map((row, line): ReadonlyArray<Cell> => [
      ...row.map((shown, at): Cell => {
        const value = Number(shown.replace("−", "-").replaceAll(",", "").split(" ")[0])
        return at === 0 || isNumber(at) ? { shown, value: shown === "" ? Number.NaN : value } : { shown }
      }),
      {
        shown: element(
          "span",
          {},
          ...runs[line]!.filter((run) => run !== "").flatMap((run, at) => [...(at === 0 ? [] : [" "]), runLink(run)])
        )
      }
    ]),
    { label: "Settings, the best first" }
  )
}

/** One sweep. */
export const sweepView: MakeView = async ({ parts: [, sweep = ""], query }, desk) => {
  const body = element("div", {})
  let pipeline = ""
  const going = goingCards((live) => live.pipeline === pipeline)
  const draw = (answer: SweepAnswer): ReadonlyArray<Node> => {
    const { charts, isEnded, row, said, sort, sorts } = answer
    pipeline = isEnded ? "" : row.pipeline
    going.show(desk.live())
    const choice = element(
      "select",
      { "aria-label": "Rank by" },
      ...sorts.map((name) => element("option", { value: name, selected: name === sort }, name))
    )
    choice.addEventListener("change", () => desk.go(fragmentOf(["sweep", sweep], { sort: choice.value })))
    return [
      element("h1", {}, `${row.pipeline} `, element("code", {}, sweep)),
      element(
        "p",
        { class: "lead" },
        `${stateOf(row)}, ${counted(row.trials, "trial")}${row.failed === 0 ? "" : `, ${row.failed} failed`}${
          isEnded ? "" : "; what is said here may change with the next trial"
        }`
      ),
      going.node,
      element("div", { class: "bar" }, element("label", {}, "rank by", choice)),
      element(
        "div",
        { class: "charts" },
        ...order.flatMap((name) => charts[name] === undefined ? [] : [chartOf(name, charts[name])])
      ),
      element(
        "dl",
        { class: "said" },
        ...said.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)])
      ),
      element("h2", {}, counted(answer.runs.length, "setting")),
      trialsOf(answer)
    ]
  }
  const asked = () => ({ sweep, sort: query.get("sort") ?? "" })
  const refresh = await filled<SweepAnswer>(body, "sweep", asked, draw)
  return { title: `Sweep ${sweep.slice(0, 6)}`, nodes: [body], refresh, live: going.show }
}
