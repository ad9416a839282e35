import { ungrouped } from "./group-scale.ts"
import { accent, heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** Tracks per value, in the order of the bars. */
export interface BalanceBarsInput {
  readonly title: string
  readonly subtitle: string
  readonly counts: ReadonlyArray<{ readonly value: string; readonly count: number }>
}

/**
 * One bar per value with its count and share of all tracks; values that stand for others are grey.
 *
 * @example
 * ```ts
 * import { balanceBars } from "partita/page"
 * const counts = [{ value: "bn", count: 1617 }, { value: "en", count: 1000 }]
 * const spec = balanceBars({ title: "Languages", subtitle: "", counts })
 * ```
 */
export const balanceBars = (input: BalanceBarsInput): ChartSpec => {
  const total = input.counts.reduce((sum, { count }) => sum + count, 0)
  const most = input.counts.reduce((high, { count }) => Math.max(high, count), 1)
  const values = input.counts.map(({ count, value }) => ({
    value,
    count,
    text: `${count.toLocaleString("en")} · ${(100 * count / Math.max(1, total)).toFixed(1)} %`
  }))
  const x = { field: "count", type: "quantitative", axis: null, scale: { domain: [0, 1.25 * most], nice: false } }
  const y = {
    field: "value",
    type: "nominal",
    sort: input.counts.map(({ value }) => value),
    axis: { title: null, domain: false, ticks: false, labelLimit: 240 }
  }
  const grey = [...ungrouped].map((name) => `datum.value === '${name}'`).join(" || ")
  return {
    title: heading(input.title, input.subtitle),
    width: 480,
    height: { step: 28 },
    data: { values },
    layer: [
      {
        mark: { type: "bar", cornerRadiusEnd: 3, height: 17 },
        encoding: { x, y, color: { condition: { test: grey, value: ink.noise }, value: accent } }
      },
      {
        mark: { type: "text", align: "left", dx: 7, fontSize: 12, color: ink.body },
        encoding: { x, y, text: { field: "text" } }
      }
    ]
  }
}
