import { accent, heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One metric of one method; `null` bounds are the permutation null's interval, absent when none was drawn. */
export interface MetricBar {
  readonly method: string
  readonly metric: string
  readonly value: number
  readonly nullLow?: number
  readonly nullHigh?: number
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

/** Every metric here is 0 at chance and 1 at best; a panel opens below 0 only when a value or a null bound does. */
const domain = (bars: ReadonlyArray<MetricBar>): readonly [number, number] => {
  const ends = bars.flatMap((bar) => [bar.value, bar.nullLow ?? 0, bar.nullHigh ?? 0])
  const low = ends.reduce((a, b) => Math.min(a, b), 0)
  const high = ends.reduce((a, b) => Math.max(a, b), 0)
  const room = 0.24 * Math.max(high - low, 1e-9) // space for the number at the end of the bar
  return [low < 0 ? low - 0.04 * (high - low) : 0, high + room]
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
  const shade = { condition: { test: "datum.isBaseline", value: ink.noise }, value: accent }
  return {
    title: { text: metric, fontSize: 13, offset: 10, anchor: "start", frame: "bounds" },
    width: Math.max(150, Math.round(480 / input.metrics.length)),
    height: { step: 34 },
    data: { values: bars },
    layer: [
      { mark: { type: "bar", height: 14, cornerRadiusEnd: 2.5 }, encoding: { x, y, color: shade } },
      {
        transform: [{ filter: "isValid(datum.nullLow)" }],
        mark: { type: "rule", strokeWidth: 2, color: ink.strong },
        encoding: { x: { ...x, field: "nullLow" }, x2: { field: "nullHigh" }, y }
      },
      ...["nullLow", "nullHigh"].map((field) => ({
        transform: [{ filter: "isValid(datum.nullLow)" }],
        mark: { type: "tick", thickness: 2, size: 9, color: ink.strong },
        encoding: { x: { ...x, field }, y }
      })),
      {
        transform: [{ calculate: "max(datum.value, isValid(datum.nullHigh) ? datum.nullHigh : 0)", as: "end" }],
        mark: { type: "text", align: "left", dx: 7, fontSize: 12, color: ink.body },
        encoding: { x: { ...x, field: "end" }, y, text: { field: "value", format: ".2f" } }
      }
    ]
  }
}

/** One panel per metric, one bar per method, and the permutation null's interval as a thin bracket on each bar. */
export const metricBars = (input: MetricBarsInput): ChartSpec => ({
  title: heading(input.title, input.subtitle),
  spacing: 30,
  hconcat: input.metrics.map((metric, index) => panel(input, metric, index))
})
