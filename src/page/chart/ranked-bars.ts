import { accent, heading, ink, palette, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One metric of one method; `value` is null where it is not defined. */
export interface RankedBar {
  readonly method: string
  readonly metric: string
  readonly value: number | null
  /** What the same clusters score when their labels are permuted, where that was drawn. */
  readonly chance?: number
  readonly isBaseline: boolean
  /** It was told the labels: it stands below the others and has no rank. */
  readonly isLabelConditioned: boolean
}

/** `metrics` fixes the order of the panels, in rows of `columns`. */
export interface RankedBarsInput {
  readonly title: string
  readonly subtitle: string
  readonly bars: ReadonlyArray<RankedBar>
  readonly metrics: ReadonlyArray<{ readonly name: string; readonly better: "higher" | "lower" }>
  readonly columns: number
}

type Metric = RankedBarsInput["metrics"][number]

const toldMark = "† "

/** Places, best first: methods with a value, those without, then those that were told the labels, best first too. */
const placeOf = ({ better }: Metric) => {
  const group = (bar: RankedBar): number => bar.isLabelConditioned ? 2 : bar.value === null ? 1 : 0
  const lost = (bar: RankedBar): number => bar.value === null ? Infinity : better === "lower" ? bar.value : -bar.value
  return (a: RankedBar, b: RankedBar): number =>
    group(a) - group(b) || lost(a) - lost(b) || (a.method < b.method ? -1 : 1)
}

const formatOf = (values: ReadonlyArray<number>): string => {
  const most = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
  return most >= 100 ? ",.0f" : most >= 2 ? ".2f" : ".3f"
}

const colourOf = ({ isBaseline, isLabelConditioned }: RankedBar): string =>
  isLabelConditioned ? ink.noise : isBaseline ? ink.soft : accent

const panel = ({ bars, columns }: RankedBarsInput, metric: Metric): ChartSpec => {
  const own = bars.filter((bar) => bar.metric === metric.name).toSorted(placeOf(metric))
  const nameOf = (bar: RankedBar): string => `${bar.isLabelConditioned ? toldMark : ""}${bar.method}`
  const values = own.map((bar) => ({
    name: nameOf(bar),
    value: bar.value,
    chance: bar.chance ?? null,
    colour: colourOf(bar),
    end: Math.max(bar.value ?? 0, bar.chance ?? 0, 0)
  }))
  const ends = values.flatMap(({ chance, end, value }) => [chance ?? 0, end, value ?? 0])
  const low = ends.reduce((a, b) => Math.min(a, b), 0)
  const high = ends.reduce((a, b) => Math.max(a, b), 0)
  const span = Math.max(high - low, 1e-9)
  const domain = [low, high + 0.26 * span] // space for the number behind the bar
  const x = { field: "value", type: "quantitative", scale: { domain, nice: false }, axis: null }
  const y = {
    field: "name",
    type: "nominal",
    sort: own.map(nameOf),
    axis: { title: null, domain: false, ticks: false, labelLimit: 230, labelFontSize: 11.5 }
  }
  const color = { field: "colour", type: "nominal", scale: null }
  const defined = { filter: "isValid(datum.value)" }
  const number = { type: "text", align: "left", dx: 6, fontSize: 11.5, color: ink.body }
  return {
    width: Math.max(130, Math.round(420 / columns)),
    height: { step: 21 },
    data: { values },
    layer: [
      panelName(metric.better === "lower" ? `${metric.name}, lower is better` : metric.name, 12),
      { transform: [defined], mark: { type: "bar", height: 13, cornerRadiusEnd: 2.5 }, encoding: { x, y, color } },
      {
        transform: [{ filter: "isValid(datum.chance)" }],
        mark: { type: "tick", thickness: 2, size: 17, color: palette[1], opacity: 1 },
        encoding: { x: { ...x, field: "chance" }, y }
      },
      {
        transform: [defined],
        mark: number,
        encoding: {
          x: { ...x, field: "end" },
          y,
          text: { field: "value", format: formatOf(own.flatMap(({ value }) => value ?? [])) }
        }
      },
      {
        transform: [{ filter: "!isValid(datum.value)" }],
        mark: { ...number, color: ink.soft },
        encoding: { x: { datum: 0 }, y, text: { value: "not defined" } }
      }
    ]
  }
}

/**
 * One panel per metric with the methods sorted by it, best on top; an orange tick is what chance gives, "†" marks methods
 * that were told the labels.
 *
 * @example
 * ```ts
 * import { rankedBars } from "partita/page"
 * const method = { metric: "Davies–Bouldin", isLabelConditioned: false }
 * const bars = [
 *   { ...method, method: "VAE", value: 1.5, isBaseline: false },
 *   { ...method, method: "PCA", value: 2.1, isBaseline: true }
 * ]
 * const metrics = [{ name: "Davies–Bouldin", better: "lower" as const }]
 * const spec = rankedBars({ title: "Ten methods", subtitle: "", bars, metrics, columns: 3 })
 * ```
 */
export const rankedBars = (input: RankedBarsInput): ChartSpec => ({
  title: heading(input.title, input.subtitle),
  columns: input.columns,
  spacing: { row: 34, column: 30 },
  concat: input.metrics.map((metric) => panel(input, metric)),
  resolve: { scale: { y: "independent" } }
})
