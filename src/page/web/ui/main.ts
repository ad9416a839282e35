/**
 * What `pipeline ui` does in the browser: one frame, the views in it, and the stream that keeps them up to date.
 *
 * Room: the page of pipeline ui: a view a file, and what they are told.
 */
import { button, element } from "../element.ts"
import { isDark } from "../page-colours.ts"
import type { LiveAnswer } from "./answers.ts"
import { artifactView } from "./artifact-view.ts"
import { listen, takeToken } from "./ask.ts"
import { compareView } from "./compare-view.ts"
import { fragmentOf, placeOf } from "./place.ts"
import { runView } from "./run-view.ts"
import { runsView } from "./runs-view.ts"
import { searchView } from "./search-view.ts"
import { sweepsView, sweepView } from "./sweep-views.ts"
import { type Desk, link, type MakeView, refusal, type View } from "./view.ts"
import { counted } from "./words.ts"

const views: Readonly<Record<string, MakeView>> = {
  runs: runsView,
  run: runView,
  compare: compareView,
  sweeps: sweepsView,
  sweep: sweepView,
  artifact: artifactView,
  search: searchView
}

const chosenTheme = "partita-theme"

const themeButton = (): HTMLButtonElement =>
  button("Theme", () => {
    const theme = isDark() ? "light" : "dark"
    document.documentElement.dataset["theme"] = theme
    localStorage.setItem(chosenTheme, theme)
  }, { id: "theme" })

const start = (root: HTMLElement): void => {
  const project = document.body.dataset["project"] ?? ""
  const theme = localStorage.getItem(chosenTheme)
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme
  let live: LiveAnswer = { live: [], history: "" }
  let shown: View | undefined
  let asking = 0
  const desk: Desk = {
    marked: new Set(),
    live: () => live,
    go: (fragment) => {
      if (location.hash === fragment) void show()
      else location.hash = fragment
    }
  }

  const tabs = [link("Runs", ["runs"]), link("Sweeps", ["sweeps"])]
  const find = element("input", {
    type: "search",
    placeholder: "Search everything",
    "aria-label": "Search runs, steps, artifacts, parameters and sweeps"
  })
  const state = element("span", { class: "state", role: "status" }, element("i", {}), element("span", {}, "…"))
  const main = element("main", { id: "main", tabindex: -1 })
  const form = element("form", { role: "search" }, find)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    desk.go(fragmentOf(["search"], { q: find.value }))
  })
  const skip = element("a", { class: "skip", href: "#main" }, "To the content")
  skip.addEventListener("click", (event) => {
    event.preventDefault()
    main.focus()
  })
  const home = link("Partita ", ["runs"])
  home.className = "home"
  home.append(element("span", {}, project))
  root.replaceChildren(
    skip,
    element(
      "header",
      { class: "top" },
      home,
      element("nav", { "aria-label": "Views" }, ...tabs),
      element("div", { class: "found" }, form, state, themeButton())
    ),
    main
  )

  const show = async (): Promise<void> => {
    const mine = ++asking
    const place = placeOf(location.hash)
    const [name = ""] = place.parts
    for (const tab of tabs) {
      const isHere = tab.hash.startsWith(`#/${name}`) || tab.hash === "#/sweeps" && name === "sweep" ||
        tab.hash === "#/runs" && name === "run"
      if (isHere) tab.setAttribute("aria-current", "page")
      else tab.removeAttribute("aria-current")
    }
    try {
      const make = Object.hasOwn(views, name) ? views[name]! : runsView
      const view = await make(place, desk)
      if (mine !== asking) return // somebody went on meanwhile
      shown = view
      main.replaceChildren(...view.nodes)
      document.title = `${view.title} · ${project} · Partita`
    } catch (error) {
      if (mine !== asking) return
      shown = undefined
      main.replaceChildren(refusal(error))
    }
  }

  const words = state.lastElementChild!
  const tell = (answer: LiveAnswer | undefined): void => {
    const isLost = answer === undefined
    state.className = isLost ? "state lost" : answer.live.length > 0 ? "state on" : "state"
    words.textContent = isLost
      ? "not connected"
      : answer.live.length > 0
      ? `${counted(answer.live.length, "run")} on`
      : "live"
    if (isLost) return
    const isNews = answer.history !== live.history || answer.live.length !== live.live.length
    const isFirst = live.history === ""
    live = answer
    shown?.live?.(answer)
    if (isNews && !isFirst) {
      const refreshed = shown === undefined ? show() : shown.refresh?.()
      void refreshed?.catch((error: unknown) => main.prepend(refusal(error)))
    }
    if (isFirst && answer.live.length > 0 && placeOf(location.hash).parts[0] === "run") void show() // it may be one of these
  }

  addEventListener("hashchange", () => {
    scrollTo(0, 0)
    void show()
  })
  addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
    if (event.key !== "/" || isTyping) return
    event.preventDefault()
    find.focus()
  })
  void show()
  void listen(tell)
}

takeToken()
const root = document.getElementById("ui")
if (root !== null) start(root)
