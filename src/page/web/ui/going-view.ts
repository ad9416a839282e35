/** Runs that go on, as cards that come along with them. */
import { element } from "../element.ts"
import type { LiveAnswer, LiveRow } from "./answers.ts"
import { plotsOf } from "./plot.ts"
import { link } from "./view.ts"
import { durationText, nowMs } from "./words.ts"

const bar = (share: number | undefined, label: string): HTMLProgressElement =>
  element("progress", { max: 1, value: share ?? 0, "aria-label": label })

/** A run that goes on: how far it is, and the steps it is at; `isFull` with its curves. */
export const goingCard = (live: LiveRow, isFull: boolean): HTMLElement => {
  const { done, of, pipeline, run, seed, sinceMs, steps } = live
  const at = steps.filter(({ state }) => state === "running")
  const part = at.reduce((sum, { share = 0 }) => sum + share, 0)
  const failed = steps.filter(({ state }) => state === "failed")
  return element(
    "article",
    { class: "going", "data-run": run },
    element(
      "header",
      {},
      link(pipeline, ["run", run]),
      element("span", {}, `${run.slice(0, 6)} · seed ${seed}`),
      element("span", {}, `${done} of ${of} steps`),
      element("span", { class: "time" }, durationText(Math.max(0, nowMs() - sinceMs)))
    ),
    bar((done + part) / Math.max(1, of), `${done} of ${of} steps`),
    element(
      "ul",
      {},
      ...[...at, ...failed].slice(0, isFull ? 40 : 4).map(({ note, share, state, step, text }) =>
        element(
          "li",
          {},
          element("b", {}, step),
          bar(share, step),
          element("span", { class: "text" }, state === "failed" ? `failed: ${note}` : text || note || "at work")
        )
      )
    ),
    ...(isFull ? plotsOf(live.plots) : [])
  )
}

/** A place for such cards, kept up to date; empty where nothing goes on. */
export const goingCards = (wanted: (live: LiveRow) => boolean = () => true, isFull = false) => {
  const node = element("section", { "aria-label": "Runs that go on" })
  return {
    node,
    show: ({ live }: LiveAnswer): void =>
      node.replaceChildren(...live.filter(wanted).map((each) => goingCard(each, isFull)))
  }
}
