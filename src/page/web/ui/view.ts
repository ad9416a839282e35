/** What every view of the page is, and the few pieces they share. */
import { element } from "../element.ts"
import type { LiveAnswer } from "./answers.ts"
import { ask, Refused } from "./ask.ts"
import { fragmentOf, type Place } from "./place.ts"

/** One view while it is shown. `refresh` is called when the history has grown, `live` whenever a run has come on. */
export interface View {
  readonly title: string
  readonly nodes: ReadonlyArray<Node>
  readonly refresh?: () => Promise<void>
  readonly live?: (answer: LiveAnswer) => void
}

/** What views share: runs marked to be compared, what goes on, and the way to another place. */
export interface Desk {
  readonly marked: Set<string>
  readonly live: () => LiveAnswer
  readonly go: (fragment: string) => void
}

/** Makes the view of a place. Rejects with Refused. */
export type MakeView = (place: Place, desk: Desk) => Promise<View>

/** A link to a place of the page. */
export const link = (words: string, parts: ReadonlyArray<string>, query: Readonly<Record<string, string>> = {}) =>
  element("a", { href: fragmentOf(parts, query) }, words)

/** A run by the first digits of its id. */
export const runLink = (run: string): HTMLAnchorElement => {
  const made = link(run.slice(0, 6), ["run", run])
  made.title = run
  return made
}

/** Why something is not shown, and what next. */
export const refusal = (error: unknown): HTMLElement => {
  if (!(error instanceof Refused)) throw error
  return element("p", { class: "refused", role: "alert" }, error.message, ...hintOf(error))
}

const hintOf = ({ hint }: Refused): ReadonlyArray<Node> => hint === undefined ? [] : [element("small", {}, hint)]

/** Fills a place with what is asked for, and again on every refresh, if it is other than it was. */
export const filled = async <A>(
  into: HTMLElement,
  name: string,
  query: () => Readonly<Record<string, string>>,
  draw: (answer: A) => ReadonlyArray<Node>
): Promise<() => Promise<void>> => {
  let shown = ""
  const fill = async () => {
    const answer = await ask<A>(name, query())
    const text = JSON.stringify(answer)
    if (text === shown) return
    shown = text
    into.replaceChildren(...draw(answer))
  }
  await fill()
  return fill
}

const marks: Readonly<Record<string, string>> = {
  succeeded: "✓",
  failed: "✗",
  interrupted: "!",
  partial: "◐",
  running: "●"
}

/** How a run ended, as a mark with its word for those who do not see it. */
export const statusMark = (status: string): HTMLElement =>
  element(
    "span",
    { class: `mark ${Object.hasOwn(marks, status) ? status : ""}`, title: status },
    element("span", { "aria-hidden": "true" }, marks[status] ?? "?"),
    element("span", { class: "said-only" }, status)
  )
