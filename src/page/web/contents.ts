/** What one finds one's way by: which chapter one is in, light or dark, all chapters open or shut. */
import { button } from "./element.ts"
import { isDark } from "./page-colours.ts"

const startTheme = (): void => {
  const toggle = document.getElementById("theme")
  if (toggle === null) return
  toggle.hidden = false
  toggle.addEventListener("click", () => {
    document.documentElement.dataset["theme"] = isDark() ? "light" : "dark"
  })
}

const startFolds = (): void => {
  const folds = [...document.querySelectorAll("details")]
  if (folds.length < 2) return
  const toggle = button("", () => {
    const isOpen = folds.every((fold) => fold.open)
    for (const fold of folds) fold.open = !isOpen
  }, { id: "folds" })
  const tell = () => void (toggle.textContent = folds.every((fold) => fold.open) ? "Fold all" : "Unfold all")
  for (const fold of folds) fold.addEventListener("toggle", tell)
  tell()
  document.getElementById("theme")?.before(toggle)
}

/** A link into a folded chapter opens it. */
const openTarget = (): void => {
  const target = location.hash === "" ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)))
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true
  if (target instanceof HTMLDetailsElement) target.open = true
}

const startWatching = (): void => {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>("nav a")].map((link) => [link.hash.slice(1), link])
  )
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      for (const link of links.values()) link.removeAttribute("aria-current")
      links.get(target.id)?.setAttribute("aria-current", "true")
    }
  }, { rootMargin: "-10% 0px -75% 0px" })
  for (const id of links.keys()) {
    const chapter = document.getElementById(id)
    if (chapter !== null) watch.observe(chapter)
  }
}

/** Starts all of it. */
export const startContents = (): void => {
  startTheme()
  startFolds()
  startWatching()
  openTarget()
  addEventListener("hashchange", openTarget)
}
