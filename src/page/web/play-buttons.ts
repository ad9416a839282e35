/** Buttons beside tracks, which play what the map would play: a card's three, and whatever else names a row of the map. */
import type { MapPoints } from "./map-points.ts"
import type { Player } from "./player.ts"

/** Brings every `button[data-play]` to life whose row of the map's data has a sound. */
export const startPlayButtons = ({ sounds }: MapPoints, player: Player): void => {
  for (const made of document.querySelectorAll<HTMLButtonElement>("button[data-play]")) {
    const addresses = sounds(Number(made.dataset["play"]))
    if (addresses.length === 0) continue
    made.hidden = false
    const show = (words: string, isPlaying: boolean): void => {
      made.textContent = words
      made.setAttribute("aria-pressed", String(isPlaying))
    }
    show("Play", false)
    made.addEventListener("click", () => {
      if (made.getAttribute("aria-pressed") === "true") return player.stop()
      player.play(addresses, (state) => {
        if (state === "absent") show("Not here", false)
        else show(state === "playing" ? "Stop" : "Play", state === "playing")
      })
    })
  }
}
