import { nullLook } from "./looks.ts"
import { accent, described, heading, ink, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One metric of one method; `null` bounds are the permutation null's interval, absent when none was drawn. */
export interface MetricBar {
  readonly method: string
  readonly metric: string
  readonly value: number
  readonly nullLow?: number
  readonly nullHigh?: number
  /** Bounds of 95 % of the values on other such tracks. */
  readonly low?: number
  readonly high?: number
  readonly isBaseline: boolean
}

/** Metrics of several methods; `methods` and `metrics` fix the order of rows and panels. */
export interface MetricBarsInput {
  readonly title: string
  readonly subtitle: string
  readonly bars: ReadonlyArray<MetricBar>
  readonly methods: ReadonlyArray<string>
  readonly metrics: ReadonlyArray<string>
}

const leastSpan = 0.05 // where all values are 0, or as good as 0, ticks keep two places

/** Every metric here is 0 at chance and 1 at best; a panel opens below 0 only when a value or a null bound does. */
const domain = (bars: ReadonlyArray<MetricBar>): readonly [number, number] => {
  const ends = bars.flatMap((bar) => [bar.value, bar.nullLow ?? 0, bar.nullHigh ?? 0, bar.low ?? 0, bar.high ?? 0])
  const low = ends.reduce((a, b) => Math.min(a, b), 0)
  const high = ends.reduce((a, b) => Math.max(a, b), 0)
  const room = 0.24 * Math.max(high - low, leastSpan) // space for the number at the right of the dot
  return [low < 0 ? low - 0.04 * (high - low) : 0, Math.max(high, low + leastSpan) + room]
}

const panel = (input: MetricBarsInput, metric: string, index: number): ChartSpec => {
  const bars = input.bars.filter((bar) => bar.metric === metric)
  const x = {
    field: "value",
    type: "quantitative",
    title: null,
    scale: { domain: domain(bars), nice: false },
    axis: { tickCount: 3, domain: false, ticks: false, labelColor: ink.soft }
  }
  const y = {
    field: "method",
    type: "nominal",
    sort: [...input.methods],
    scale: { domain: [...input.methods] },
    axis: index === 0 ? { title: null, domain: false, ticks: false, labelLimit: 260 } : null
  }
  const hue = { condition: { test: "datum.isBaseline", value: ink.soft }, value: accent }
  const hasNull = { transform: [{ filter: "isValid(datum.nullLow)" }] }
  return {
    width: Math.max(150, Math.round(480 / input.metrics.length)),
    height: { step: 36 },
    data: { values: bars },
    layer: [
      panelName(metric),
      {
        mark: { type: "rule", strokeWidth: 1.6, opacity: 0.75 },
        encoding: { x, x2: { datum: 0 }, y, color: hue }
      },
      {
        ...hasNull,
        mark: { type: "bar", height: 16, cornerRadius: 3, color: ink.noise, opacity: 0.9, minBandSize: 3 },
        encoding: { x: { ...x, field: "nullLow" }, x2: { field: "nullHigh" }, y }
      },
      {
        transform: [{ filter: "isValid(datum.low)" }],
        mark: { type: "rule", strokeWidth: 6, strokeCap: "round", opacity: 0.28 },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, y, color: hue }
      },
      { mark: { type: "circle", size: 120, opacity: 1 }, encoding: { x, y, color: hue } },
      {
        transform: [{ calculate: "max(datum.value, datum.nullHigh || 0, datum.high || 0)", as: "end" }],
        mark: { type: "text", align: "left", dx: 11, fontSize: 12, color: ink.body },
        encoding: { x: { ...x, field: "end" }, y, text: { field: "value", format: ".2f" } }
      }
    ]
  }
}

/**
 * One panel per metric, one dot per method, and the permutation null's interval as a grey band beside it.
 *
 * @example
 * ```ts
 * import { metricBars } from "partita/page"
 * const bars = [
 *   { method: "K-Means on VAE", metric: "ARI", value: 0.46, nullLow: -0.02, nullHigh: 0.03, isBaseline: false },
 *   { method: "K-Means on PCA", metric: "ARI", value: 0.45, nullLow: -0.02, nullHigh: 0.03, isBaseline: true }
 * ]
 * const methods = bars.map(({ method }) => method)
 * const spec = metricBars({ title: "Agreement", subtitle: "", bars, methods, metrics: ["ARI"] })
 * ```
 */
export const metricBars = (input: MetricBarsInput): ChartSpec => ({
  ...described(nullLook(input.bars)),
  title: heading(input.title, input.subtitle),
  spacing: 30,
  hconcat: input.metrics.map((metric, index) => panel(input, metric, index))
})
