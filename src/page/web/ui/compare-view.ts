/** Runs beside each other: curves over one another, and only what differs. */
import { element } from "../element.ts"
import type { CompareAnswer } from "./answers.ts"
import { type Cell, grid } from "./grid.ts"
import { colourOf, plotsOf } from "./plot.ts"
import { filled, type MakeView, runLink } from "./view.ts"
import { changeText, counted, numberText } from "./words.ts"

const key = (at: number): HTMLElement => {
  const made = element("i", {})
  made.style.background = colourOf(at)
  return made
}

/** How a number differs from the first run's; an arrow says whether for the better. */
const changeOf = (from: number | null, to: number | null, better: string): ReadonlyArray<Node> => {
  if (from === null || to === null || from === to) return []
  const isBetter = to > from === (better === "higher")
  return [
    element("small", { class: isBetter ? "up" : "down" }, `${changeText(from, to)} ${isBetter ? "better" : "worse"}`)
  ]
}

const metricsTable = ({ isSameData, metrics, runs }: CompareAnswer): HTMLElement => {
  const rows = metrics.map(({ better, name, values }): ReadonlyArray<Cell> => {
    const known = values.filter((value) => value !== null)
    const best = better === "higher" ? Math.max(...known) : Math.min(...known)
    return [
      { shown: name },
      ...values.map((value, at): Cell =>
        value === null
          ? { shown: "–", value: Number.NaN, look: "off" }
          : {
            shown: element(
              "span",
              {},
              numberText(value),
              ...(isSameData && at > 0 ? changeOf(values[0]!, value, better) : [])
            ),
            value,
            ...(isSameData && value === best ? { look: "best" } : {})
          }
      )
    ]
  })
  return grid(
    [{ name: "metric", look: "wide" }, ...runs.map(({ run }) => ({ name: run.slice(0, 6), isNumber: true }))],
    rows,
    { label: "Metrics that differ" }
  )
}

const givenTable = ({ given, runs }: CompareAnswer): HTMLElement =>
  grid(
    [{ name: "given" }, ...runs.map(({ run }) => ({ name: run.slice(0, 6) }))],
    given.map(({ name, values }) => [
      { shown: name },
      ...values.map((value): Cell => value === null ? { shown: "–", look: "off" } : { shown: value.slice(0, 60) })
    ]),
    { label: "What the runs were given otherwise" }
  )

const pictureRows = ({ pictures, runs, samePictures }: CompareAnswer): ReadonlyArray<Node> => {
  if (pictures.length + samePictures === 0) return []
  const fold = element(
    "details",
    { class: "fold" },
    element(
      "summary",
      {},
      "Pictures ",
      element("span", {}, `${pictures.length} differ, ${samePictures} ${samePictures === 1 ? "is" : "are"} the same`)
    )
  )
  fold.addEventListener("toggle", () => {
    if (fold.childElementCount > 1) return
    fold.append(...pictures.map(({ name, urls }) =>
      element(
        "section",
        {},
        element("h4", {}, name),
        element(
          "div",
          { class: "pairs" },
          ...urls.map((url, at) =>
            element(
              "figure",
              {},
              url === null
                ? element("p", { class: "none" }, "not in this run")
                : element("img", { src: url, alt: name, loading: "lazy" }),
              element("figcaption", {}, runs[at]!.run.slice(0, 6))
            )
          )
        )
      )
    ))
  })
  return [fold]
}

/** What the dashed lines are, where there are any. */
const dashes = (plots: CompareAnswer["plots"]): ReadonlyArray<Node> => {
  const name = plots.flatMap(({ lines }) => lines).find(({ isDashed }) => isDashed)?.name.split(" · ")[1]
  return name === undefined ? [] : [element("p", { class: "lead" }, `One colour a run; dashed: ${name}.`)]
}

const drawn = (answer: CompareAnswer): ReadonlyArray<Node> => {
  const { given, isSameData, metrics, plots, runs, sameMetrics } = answer
  return [
    element("h1", {}, counted(runs.length, "run"), " beside each other"),
    element(
      "p",
      { class: "lead" },
      `${counted(metrics.length, "metric")} ${metrics.length === 1 ? "differs" : "differ"}, ${sameMetrics} ${
        sameMetrics === 1 ? "is" : "are"
      } the same.`,
      isSameData ? "" : " They are not on the same data, so no change is called better or worse."
    ),
    element(
      "div",
      { class: "keys" },
      ...runs.map((run, at) =>
        element(
          "span",
          {},
          key(at),
          runLink(run.run),
          element("span", {}, `${run.pipeline}${run.tags.length === 0 ? "" : ` ${run.tags.join(", ")}`}`)
        )
      )
    ),
    ...(plots.length === 0 ? [] : [element("h2", {}, "Curves"), ...dashes(plots), ...plotsOf(plots)]),
    element("h2", {}, "Given otherwise"),
    given.length === 0 ? element("p", { class: "none" }, "They were given the same.") : givenTable(answer),
    element("h2", {}, "Metrics that differ"),
    metrics.length === 0 ? element("p", { class: "none" }, "No metric differs.") : metricsTable(answer),
    ...pictureRows(answer)
  ]
}

/** The view. */
export const compareView: MakeView = async ({ parts: [, runs = ""] }) => {
  const body = element("div", {})
  const refresh = await filled<CompareAnswer>(body, "compare", () => ({ runs }), drawn)
  return { title: "Compare runs", nodes: [body], refresh }
}
