/** Spectrograms that sound when they are clicked, through one player under each group of them: player.ts. */
import { element } from "./element.ts"
import { playerOn } from "./player.ts"

/** What plays stops when something else on the page begins. */
const oneAtATime = (): void =>
  document.addEventListener("play", ({ target }) => {
    document.querySelectorAll("audio").forEach((audio) => audio === target ? undefined : audio.pause())
  }, true)

const startBlock = (block: HTMLElement): void => {
  const status = element("p", { class: "eyebrow", role: "status" })
  const audio = element("audio", { controls: true, preload: "none", hidden: true })
  const player = playerOn(audio)
  const playing = (now: Element | null) => {
    block.querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", String(each === now)))
  }
  let last: HTMLButtonElement | null = null
  block.querySelectorAll("li").forEach((tile) => {
    const [own, picture] = [tile.querySelector("audio"), tile.querySelector("img")]
    if (own === null || picture === null) return
    const name = own.getAttribute("aria-label") ?? ""
    const press = element("button", { type: "button", "aria-pressed": false, "aria-label": `Play ${name}` }, picture)
    press.addEventListener("click", () => {
      if (last === press && !audio.paused) return audio.pause()
      last = press
      audio.hidden = false
      player.play([own.src], (state) => {
        status.textContent = state === "absent" ? `${name}: this browser cannot play it` : name
      })
    })
    own.remove()
    tile.prepend(press)
  })
  audio.addEventListener("play", () => playing(last))
  for (const over of ["pause", "ended"]) audio.addEventListener(over, () => playing(null))
  block.append(element("div", { class: "player" }, audio, status))
}

/** Gives every block of sounds its buttons and its player. */
export const startSounds = (): void => {
  oneAtATime()
  document.querySelectorAll<HTMLElement>(".heard").forEach(startBlock)
}
