import { groupScale, ungrouped } from "./group-scale.ts"
import { mapPosition } from "./map-position.ts"
import { mapLook } from "./picture-looks.ts"
import { described, heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One track in the plane; `track` is its id in the chart's table. */
export interface ScatterPoint {
  readonly track?: string
  readonly x: number
  readonly y: number
  readonly group: string
}

/** What a scatter plot needs: `groups` fixes the order of colours, `labelGroups` writes names at the group medians. */
export interface ScatterInput {
  readonly title: string
  readonly subtitle: string
  readonly points: ReadonlyArray<ScatterPoint>
  readonly groups: ReadonlyArray<string>
  readonly groupTitle: string
  readonly labelGroups: boolean
  /** Colours of the groups in turn, such as those of labels; those of clusters where there are none. */
  readonly colours?: ReadonlyArray<string>
}

const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

const groupMedians = (input: ScatterInput): ReadonlyArray<ScatterPoint> =>
  input.groups.flatMap((group) => {
    const members = input.points.filter((point) => point.group === group)
    if (members.length === 0 || ungrouped.has(group)) return []
    return [{ x: median(members.map((point) => point.x)), y: median(members.map((point) => point.y)), group }]
  })

/** Dots shrink as tracks grow in number, so that dense maps stay readable. Area in square pixels. */
const dotArea = (count: number): number => Math.max(8, Math.min(64, Math.round(22_000 / Math.max(1, count))))

/**
 * A two-dimensional embedding coloured by group (cluster or label). Shapes: `points` [track].
 *
 * @example
 * ```ts
 * import { renderSvg, scatter } from "partita/page"
 * const svg = await renderSvg(scatter({
 *   title: "Map",
 *   subtitle: "",
 *   points: [{ x: 0, y: 1, group: "rock" }, { x: 2, y: 1, group: "folk" }],
 *   groups: ["rock", "folk"],
 *   groupTitle: "genre",
 *   labelGroups: true
 * }))
 * svg.startsWith("<svg") // → true
 * ```
 */
export const scatter = (input: ScatterInput): ChartSpec => {
  const x = mapPosition("x", input.points)
  const y = mapPosition("y", input.points)
  const name = { type: "text", fontSize: 12.5, fontWeight: 600, color: ink.strong }
  const halo = { ...name, stroke: ink.paper, strokeWidth: 5, strokeJoin: "round", strokeOpacity: 0.9 }
  const text = { field: "group", type: "nominal" }
  const medians = { values: groupMedians(input) }
  const names = [halo, name].map((mark) => ({ data: medians, mark, encoding: { x, y, text } }))
  const color = {
    field: "group",
    type: "nominal",
    title: input.groupTitle,
    scale: groupScale(input.groups, input.colours),
    legend: { symbolOpacity: 1 }
  }
  const mark = {
    type: "circle",
    aria: false, // a thousand dots read aloud help nobody, and are a third of the picture's bytes
    size: dotArea(input.points.length),
    opacity: 0.88,
    stroke: ink.paper,
    strokeWidth: 0.6
  }
  return {
    ...described(mapLook(groupMedians(input))),
    title: heading(input.title, input.subtitle),
    width: 560,
    height: 460,
    layer: [{ data: { values: input.points }, mark, encoding: { x, y, color } }, ...(input.labelGroups ? names : [])]
  }
}
