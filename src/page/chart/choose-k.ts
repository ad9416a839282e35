import { kLook } from "./picture-looks.ts"
import { accent, described, heading, ink, palette, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One criterion over the number of clusters, such as silhouette or inertia. */
export interface KCriterion {
  readonly name: string
  /** The k that this criterion alone would choose; absent where it chooses none. */
  readonly pick?: number
  readonly points: ReadonlyArray<{ readonly k: number; readonly value: number }>
}

/** Criteria in the order of the panels and the chosen number of clusters. */
export interface ChooseKInput {
  readonly title: string
  readonly subtitle: string
  readonly criteria: ReadonlyArray<KCriterion>
  readonly chosenK: number
}

/** A ring around the criterion's own choice, said in words: it may differ from the k that is taken. */
const pickedBy = ({ pick, points }: KCriterion, place: ChartSpec): ReadonlyArray<ChartSpec> => {
  const data = { values: points.filter(({ k }) => k === pick) }
  return pick === undefined ? [] : [
    { data, mark: { type: "point", shape: "circle", color: palette[1], size: 190, strokeWidth: 2.2 }, encoding: place },
    {
      mark: { type: "text", align: "right", baseline: "bottom", fontSize: 12, color: ink.soft },
      data: { values: [{}] },
      encoding: { x: { value: 290 }, y: { value: -22 }, text: { value: `picks ${pick}` } }
    }
  ]
}

const panel = (criterion: KCriterion, chosenK: number): ChartSpec => {
  const x = {
    field: "k",
    type: "quantitative",
    title: "k, clusters",
    scale: { zero: false, nice: false, padding: 10 },
    axis: { grid: false, tickMinStep: 1, format: "d", tickCount: Math.min(10, criterion.points.length) }
  }
  const y = {
    field: "value",
    type: "quantitative",
    title: null,
    scale: { zero: false },
    axis: { domain: false, ticks: false, tickCount: 5 }
  }
  const chosen = { values: criterion.points.filter((point) => point.k === chosenK) }
  return {
    width: 290,
    height: 210,
    data: { values: criterion.points },
    layer: [
      panelName(criterion.name),
      { data: chosen, mark: { type: "rule", color: ink.soft, strokeDash: [3, 3] }, encoding: { x } },
      { mark: { type: "line", color: ink.noise, strokeWidth: 1.9, strokeJoin: "round" }, encoding: { x, y } },
      { mark: { type: "circle", color: ink.soft, opacity: 1, size: 26 }, encoding: { x, y } },
      ...pickedBy(criterion, { x, y }),
      {
        data: chosen,
        mark: { type: "circle", color: accent, opacity: 1, size: 110, stroke: ink.paper, strokeWidth: 2 },
        encoding: { x, y }
      },
      {
        data: chosen,
        mark: { type: "text", align: "center", baseline: "bottom", fontSize: 12, fontWeight: 600, color: accent },
        encoding: { x, y: { value: -4 }, text: { value: `k = ${chosenK}` } }
      }
    ]
  }
}

/**
 * Every criterion over k in a panel of its own, with the k that is taken marked in each and a ring around its own choice.
 *
 * @example
 * ```ts
 * import { chooseK } from "partita/page"
 * const points = [{ k: 2, value: 0.31 }, { k: 3, value: 0.42 }, { k: 4, value: 0.35 }]
 * const criteria = [{ name: "silhouette", points }]
 * const spec = chooseK({ title: "How many clusters", subtitle: "", criteria, chosenK: 3 })
 * ```
 */
export const chooseK = (input: ChooseKInput): ChartSpec => ({
  ...described(kLook(input.criteria, input.chosenK)),
  title: heading(input.title, input.subtitle),
  spacing: 44,
  hconcat: input.criteria.map((criterion) => panel(criterion, input.chosenK))
})
