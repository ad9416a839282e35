/** Links to a track's own file, which a report that was moved or sent has left behind. */
import { element } from "./element.ts"

/** Whether the browser can play what lies there; a page may not ask whether a file is there. */
const canPlay = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const audio = new Audio()
    audio.preload = "metadata"
    audio.addEventListener("loadedmetadata", () => resolve(true), { once: true })
    audio.addEventListener("error", () => resolve(false), { once: true })
    audio.src = address
  })

/** The name without its link, and why it has none. */
const withoutLink = (link: HTMLAnchorElement): void => {
  const name = element("span", {}, ...link.childNodes)
  link.replaceWith(name, " ", element("small", { role: "status" }, "the file is not here, or not to be played here"))
}

/** Lets the links of cards lead to a file that is there, and say so where it is not, in place of an error of the browser. */
export const startOriginalLinks = (): void => {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".card li a[href]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return // a window of its own shows what is there
      event.preventDefault()
      void canPlay(link.href).then((can) => can ? location.assign(link.href) : withoutLink(link))
    })
  }
}
