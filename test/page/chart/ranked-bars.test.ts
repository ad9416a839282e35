import { expect, it } from "vitest"
import { type RankedBar, rankedBars } from "../../../src/page/chart/ranked-bars.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"

const bar = (method: string, value: number | null, isLabelConditioned = false): RankedBar => ({
  method,
  metric: "m",
  value,
  isBaseline: false,
  isLabelConditioned
})

const draw = (bars: ReadonlyArray<RankedBar>, better: "higher" | "lower") =>
  rankedBars({ title: "t", subtitle: "", bars, metrics: [{ name: "m", better }], columns: 3 })

interface Panel {
  readonly layer: ReadonlyArray<{ readonly encoding: { readonly y: { readonly sort: ReadonlyArray<string> } } }>
}
const order = (bars: ReadonlyArray<RankedBar>, better: "higher" | "lower") =>
  (draw(bars, better)["concat"] as [Panel])[0].layer[1]!.encoding.y.sort

const bars = [bar("a", 0.2), bar("told", 0.9, true), bar("none", null), bar("b", 0.5), bar("c", -0.1)]

it("the best stands on top, what is not defined below the rest, and what saw labels below all", () => {
  expect(order(bars, "higher")).toEqual(["b", "a", "c", "none", "† told"])
})

it("where lower is better the lowest stands on top, and the panel says so", async () => {
  expect(order(bars, "lower")).toEqual(["c", "a", "b", "none", "† told"])
  expect(await renderSvg(draw(bars, "lower"))).toContain("m, lower is better")
})

it("the numbers are written out, negative ones with a minus sign", async () => {
  const svg = await renderSvg(draw(bars, "higher"))

  expect(["0.500", "−0.100", "not defined"].filter((text) => !svg.includes(`>${text}<`))).toEqual([])
})
