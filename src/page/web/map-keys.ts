/** The map by keys alone. */

/** What each key means; `walk` is told a direction, y upwards. */
export interface KeyActs {
  readonly walk: (direction: readonly [dx: number, dy: number]) => void
  readonly play: () => void
  readonly zoom: (factor: number) => void
  readonly whole: () => void
  readonly clear: () => void
}

/** What one press of + or a zoom button comes to. */
export const zoomStep = 1.4

/** Arrows walk, Enter and space play, + and - zoom, 0 shows all, Escape clears; other keys stay the browser's. */
export const listenToKeys = (surface: HTMLElement, { clear, play, walk, whole, zoom }: KeyActs): void => {
  const acts = new Map<string, () => void>([
    ["ArrowLeft", () => walk([-1, 0])],
    ["ArrowRight", () => walk([1, 0])],
    ["ArrowUp", () => walk([0, 1])],
    ["ArrowDown", () => walk([0, -1])],
    ["Enter", play],
    [" ", play],
    ["+", () => zoom(zoomStep)],
    ["=", () => zoom(zoomStep)],
    ["-", () => zoom(1 / zoomStep)],
    ["0", whole],
    ["Escape", clear]
  ])
  surface.addEventListener("keydown", (event) => {
    const act = acts.get(event.key)
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  })
}
