/** The row of tools above the map. */
import { button, choice, element } from "./element.ts"
import { zoomStep } from "./map-keys.ts"
import type { MapPoints } from "./map-points.ts"

/** What each tool does; positions count the clusterings, the projections and, from 1, the columns: 0 is the cluster. */
export interface ToolActs {
  readonly colourBy: (at: number) => void
  readonly clustersOf: (at: number) => void
  readonly map: (at: number) => void
  readonly find: (words: string) => void
  readonly pickFirst: () => void
  readonly lasso: () => void
  readonly list: () => void
  readonly zoom: (factor: number) => void
  readonly whole: () => void
}

/** The tools above the map, those that zoom, and those that the map itself sets. */
export const mapTools = (points: MapPoints, acts: ToolActs) => {
  const asked = element("input", {
    type: "search",
    placeholder: "Search title or artist",
    "aria-label": "Search title or artist"
  })
  asked.addEventListener("input", () => acts.find(asked.value))
  asked.addEventListener("keydown", (event) => event.key === "Enter" ? acts.pickFirst() : undefined)
  const lasso = button("Lasso", acts.lasso, { "aria-pressed": "false" })
  const several = (
    words: string,
    id: string,
    named: ReadonlyArray<{ readonly name: string }>,
    act: (at: number) => void
  ) => named.length < 2 ? [] : [choice(words, named.map(({ name }) => name), act, id)]
  const row = element(
    "div",
    { class: "tools" },
    ...several("Colour by", "map-colour", [{ name: "cluster" }, ...points.columns], acts.colourBy),
    ...several("Clusters of", "map-clustering", points.clusterings, acts.clustersOf),
    ...several("Map", "map-projection", points.projections, acts.map),
    asked,
    lasso,
    button("List", acts.list, { "aria-label": "List the tracks that are shown" })
  )
  const zoom = element(
    "span",
    { class: "zoom" },
    button("+", () => acts.zoom(zoomStep), { "aria-label": "Zoom in" }),
    button("−", () => acts.zoom(1 / zoomStep), { "aria-label": "Zoom out" }),
    button("Whole map", acts.whole)
  )
  return { row, zoom, asked, lasso }
}
