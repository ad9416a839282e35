/** Runs that go on, as cards that come along with them. */
import { element } from "../element.ts"
import type { LiveAnswer, LiveRow } from "./answers.ts"
import { plotsOf } from "./plot.ts"
import { link } from "./view.ts"
import { durationText, nowMs } from "./words.ts"

const bar = (share: number | undefined, label: string): HTMLProgressElement =>
  element("progress", { max: 1, value: share ?? 0, "aria-label": label })

type Step = LiveRow["steps"][number]

const saidOf = ({ note, state, text }: Step): string => state === "failed" ? `failed: ${note}` : text || note

/** Every step that is at work, with how far it is where it says so. */
const stepList = (steps: ReadonlyArray<Step>): HTMLElement =>
  element(
    "ul",
    {},
    ...steps.map((step) =>
      element(
        "li",
        {},
        element("b", {}, step.step),
        step.share === undefined ? element("span", {}) : bar(step.share, step.step),
        element("span", { class: "text" }, saidOf(step) || "at work")
      )
    )
  )

/** The same in one line. */
const stepLine = (steps: ReadonlyArray<Step>): HTMLElement =>
  element(
    "p",
    { class: "at" },
    ...steps.flatMap((step, at) => [
      ...(at === 0 ? [] : [" · "]),
      element("b", {}, step.step),
      saidOf(step) === "" ? "" : ` ${saidOf(step)}`
    ])
  )

const stateWords: Readonly<Record<string, string>> = { running: "at work" }

/** Every step of the plan in its order, those that wait and those that are done too. */
const planList = (steps: ReadonlyArray<Step>): HTMLElement =>
  element(
    "ol",
    { class: "plan", "aria-label": "All steps of the plan" },
    ...steps.map((step) =>
      element(
        "li",
        { "data-state": step.state },
        element("b", {}, step.step),
        element("span", {}, stateWords[step.state] ?? step.state),
        element(
          "span",
          { class: "time" },
          step.fromMs === undefined || step.toMs === undefined ? "" : durationText(step.toMs - step.fromMs)
        ),
        element("span", { class: "text" }, saidOf(step))
      )
    )
  )

/** A run that goes on: how far it is, and the steps it is at; `isFull` with a line for each, its curves and the whole plan. */
export const goingCard = (live: LiveRow, isFull: boolean): HTMLElement => {
  const { done, of, pipeline, run, seed, sinceMs, steps } = live
  const at = steps.filter(({ state }) => state === "running")
  const part = at.reduce((sum, { share = 0 }) => sum + share, 0)
  const shown = [...at, ...steps.filter(({ state }) => state === "failed")]
  return element(
    "article",
    { class: "going", "data-run": run },
    element(
      "header",
      {},
      link(pipeline, ["run", run]),
      element("span", {}, isFull ? `${run.slice(0, 6)} · seed ${seed}` : run.slice(0, 6)),
      element("span", {}, `${done} of ${of} steps`),
      element("span", { class: "time" }, durationText(Math.max(0, nowMs() - sinceMs)))
    ),
    bar((done + part) / Math.max(1, of), `${done} of ${of} steps`),
    isFull ? stepList(shown) : stepLine(shown),
    ...(isFull ? [...plotsOf(live.plots), planList(steps)] : [])
  )
}

/** A place for such cards, kept up to date; empty where nothing goes on. */
export const goingCards = (wanted: (live: LiveRow) => boolean = () => true, isFull = false) => {
  const node = element("section", { class: isFull ? "alone" : "together", "aria-label": "Runs that go on" })
  return {
    node,
    show: ({ live }: LiveAnswer): void =>
      node.replaceChildren(...live.filter(wanted).map((each) => goingCard(each, isFull)))
  }
}
