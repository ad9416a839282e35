/** What hands do on the map: hover, click, drag, pinch, wheel, draw a loop. Keys: map-keys.ts. */

/** What each gesture means. Units: pixels from the top left corner of the map. */
export interface Gestures {
  readonly hover: (x: number, y: number) => void
  readonly leave: () => void
  readonly click: (x: number, y: number) => void
  readonly pan: (dx: number, dy: number) => void
  readonly zoom: (factor: number, x: number, y: number) => void
  /** A loop while it is drawn and, at last, closed. Shapes: [2 · corner]. */
  readonly loop: (corners: ReadonlyArray<number>, isClosed: boolean) => void
  /** Whether a drag draws a loop, which Shift asks for too. */
  readonly isLasso: () => boolean
}

const clickMovesAtMost = 5

/** Listens on the map. A wheel zooms with Ctrl or when the focus is in the map, so that the page keeps scrolling. */
export const listen = (surface: HTMLElement, gestures: Gestures): void => {
  const at = (event: MouseEvent): readonly [number, number] => {
    const box = surface.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }
  const held = new Map<number, readonly [number, number]>()
  let moved = 0
  let loop: Array<number> | null = null

  surface.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return
    surface.setPointerCapture(event.pointerId)
    held.set(event.pointerId, at(event))
    moved = 0
    loop = held.size === 1 && (event.shiftKey || gestures.isLasso()) ? [...at(event)] : null
  })
  surface.addEventListener("pointermove", (event) => {
    const [x, y] = at(event)
    const before = held.get(event.pointerId)
    if (before === undefined) return gestures.hover(x, y)
    const [dx, dy] = [x - before[0], y - before[1]]
    const other = [...held].find(([pointer]) => pointer !== event.pointerId)?.[1]
    held.set(event.pointerId, [x, y])
    moved += Math.abs(dx) + Math.abs(dy)
    if (other !== undefined) {
      const apart = (point: readonly [number, number]) => Math.hypot(point[0] - other[0], point[1] - other[1]) || 1
      gestures.zoom(apart([x, y]) / apart(before), (x + other[0]) / 2, (y + other[1]) / 2)
      return gestures.pan(dx / 2, dy / 2)
    }
    if (loop === null) return gestures.pan(dx, dy)
    loop.push(x, y)
    gestures.loop(loop, false)
  })
  const release = (event: PointerEvent) => {
    if (!held.delete(event.pointerId)) return
    const isClick = moved < clickMovesAtMost && event.type === "pointerup"
    if (loop !== null) gestures.loop(isClick || event.type !== "pointerup" ? [] : loop, true)
    loop = null
    if (isClick) gestures.click(...at(event))
  }
  surface.addEventListener("pointerup", release)
  surface.addEventListener("pointercancel", release)
  surface.addEventListener("pointerleave", () => gestures.leave())
  surface.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && !surface.contains(document.activeElement)) return
    event.preventDefault()
    gestures.zoom(Math.exp(-event.deltaY / 400), ...at(event))
  }, { passive: false })
}
