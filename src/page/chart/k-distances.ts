import { accent, heading, ink, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** Sorted distances in one space and the radius that was chosen from them; `note` stands beside its name. */
export interface KDistanceCurve {
  readonly name: string
  readonly note: string
  readonly sortedDistances: ReadonlyArray<number>
  readonly eps: number
}

/** One panel for each space. */
export interface KDistancesInput {
  readonly title: string
  readonly subtitle: string
  readonly curves: ReadonlyArray<KDistanceCurve>
}

const pointsDrawn = 400
const perRow = 4

/** At most so many points of the curve, its ends among them. */
const thinned = (distances: ReadonlyArray<number>) => {
  const count = Math.min(pointsDrawn, distances.length)
  return Array.from({ length: count }, (_, i) => {
    const track = count === 1 ? 0 : Math.round(i * (distances.length - 1) / (count - 1))
    return { track, distance: distances[track]! }
  })
}

const panel = ({ eps, name, note, sortedDistances }: KDistanceCurve): ChartSpec => {
  const x = {
    field: "track",
    type: "quantitative",
    title: "tracks, by distance",
    scale: { nice: false, zero: true },
    axis: { grid: false, tickCount: 5 }
  }
  const y = {
    field: "distance",
    type: "quantitative",
    title: "distance",
    scale: { zero: true },
    axis: { domain: false, ticks: false, tickCount: 5 }
  }
  const dense = sortedDistances.filter((distance) => distance <= eps).length
  const chosen = { values: [{ track: Math.max(0, dense - 1), distance: eps }] }
  return {
    width: 270,
    height: 210,
    layer: [
      panelName(note === "" ? name : `${name} · ${note}`),
      { data: chosen, mark: { type: "rule", color: ink.soft, strokeDash: [3, 3] }, encoding: { y } },
      {
        data: { values: thinned(sortedDistances) },
        mark: { type: "line", color: ink.body, strokeWidth: 1.9, strokeJoin: "round" },
        encoding: { x, y }
      },
      {
        data: chosen,
        mark: { type: "circle", color: accent, opacity: 1, size: 110, stroke: ink.paper, strokeWidth: 2 },
        encoding: { x, y }
      },
      {
        data: chosen,
        mark: { type: "text", align: "left", baseline: "bottom", dy: -5, fontSize: 12, fontWeight: 600, color: accent },
        encoding: { x: { value: 6 }, y, text: { value: `eps ${Number(eps.toPrecision(3))}` } }
      }
    ]
  }
}

/**
 * The sorted distances to the k-th nearest track in each space, with the radius that DBSCAN was given marked.
 *
 * @example
 * ```ts
 * import { kDistances } from "partita/page"
 * const curves = [{ name: "PCA", note: "2 clusters", sortedDistances: [0.1, 0.2, 0.2, 1.4], eps: 0.2 }]
 * const spec = kDistances({ title: "k-distances", subtitle: "", curves })
 * ```
 */
export const kDistances = (input: KDistancesInput): ChartSpec => ({
  title: heading(input.title, input.subtitle),
  spacing: 44,
  ...(input.curves.length <= perRow
    ? { hconcat: input.curves.map(panel) }
    : { concat: input.curves.map(panel), columns: perRow })
})
