/** The card beside a point: who it is and what is known of it. */
import { element } from "./element.ts"
import { type MapPoints, valueAt } from "./map-points.ts"
import type { Frame } from "./map-view.ts"

/** What is known of a point, a line each; the clustering is the one shown. */
export const factsOf = (points: MapPoints, clustering: number, point: number): ReadonlyArray<string> => {
  const artist = points.artists?.[point] ?? null
  const clusters = points.clusterings[clustering]!
  const heard = clusters.heard[clusters.codes[point]!]!
  return [
    ...(artist === null ? [] : [artist]),
    `${valueAt(clusters, point)}${heard === "" ? "" : `: ${heard}`}`,
    ...points.columns.map((column) => `${column.name}: ${valueAt(column, point)}`)
  ]
}

/** Shows a card beside the place of its point, within the frame; none for a point outside. */
export const showCard = (
  card: HTMLElement,
  { at: [x, y], facts, frame, title }: {
    readonly title: string
    readonly facts: ReadonlyArray<string>
    readonly at: readonly [x: number, y: number]
    readonly frame: Frame
  }
): void => {
  card.replaceChildren(element("strong", {}, title), ...facts.map((fact) => element("span", {}, fact)))
  card.hidden = x < 0 || y < 0 || x > frame.width || y > frame.height
  card.style.left = `${Math.max(4, Math.min(frame.width - card.offsetWidth - 4, x + 14))}px`
  card.style.top = `${Math.max(4, Math.min(frame.height - card.offsetHeight - 4, y + 14))}px`
}
