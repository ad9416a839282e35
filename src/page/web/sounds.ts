/** Spectrograms that sound when they are clicked, through the page's one player: player.ts. */
import { element } from "./element.ts"
import type { Player, SoundState } from "./player.ts"

const said: Readonly<Record<SoundState, (name: string) => string>> = {
  playing: (name) => `Playing ${name}`,
  over: () => "",
  absent: (name) => `This sound cannot be played: ${name}`
}

const startBlock = (block: HTMLElement, player: Player): void => {
  const status = element("p", { class: "eyebrow", role: "status" })
  for (const tile of block.querySelectorAll("li")) {
    const [own, picture] = [tile.querySelector("audio"), tile.querySelector("img")]
    if (own === null || picture === null) continue
    const name = own.getAttribute("aria-label") ?? ""
    const press = element("button", { type: "button", "aria-pressed": "false", "aria-label": `Play ${name}` }, picture)
    press.addEventListener("click", () => {
      if (press.getAttribute("aria-pressed") === "true") return player.stop()
      player.play([own.src], (state) => {
        press.setAttribute("aria-pressed", String(state === "playing"))
        status.textContent = said[state](name)
      })
    })
    own.remove()
    tile.prepend(press)
  }
  block.append(status)
}

/** Gives every sound in the page its button, and every block of them a line that says what plays. */
export const startSounds = (player: Player): void =>
  document.querySelectorAll<HTMLElement>(".heard").forEach((block) => startBlock(block, player))
