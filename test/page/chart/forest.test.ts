import { expect, it } from "vitest"
import type { ForestRow } from "../../../src/page/chart/forest-row.ts"
import { forest } from "../../../src/page/chart/forest.ts"
import { controlIn, nastyTexts } from "../../nasty.ts"

const row = (name: string, value: number, more: Partial<ForestRow> = {}): ForestRow => ({
  name,
  sign: "model",
  value,
  ...more
})

const draw = (rows: ReadonlyArray<ForestRow>, isNarrow = false) =>
  forest({
    id: "f",
    title: "Methods by ARI",
    groups: [{ title: "ARI", rows }],
    differenceTitle: "to the best",
    isNarrow
  })

/** Centres of the dots in the plot; those of the names stand left of it, at 6. */
const dots = (svg: string): ReadonlyArray<number> =>
  [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map((match) => Number(match[1])).filter((x) => x > 20)

it("dots stand as far apart as their values, and an interval reaches from its low to its high end", () => {
  const svg = draw([row("a", 0.1), row("b", 0.2), row("c", 0.4, { low: 0.1, high: 0.4 })])

  const [a, b, c] = dots(svg) as [number, number, number]
  const bar = /<path d="M([\d.]+) [\d.]+H([\d.]+)"/.exec(svg)!
  expect((c - b) / (b - a)).toBeCloseTo(2, 1)
  expect([Number(bar[1]), Number(bar[2])]).toEqual([a, c])
})

it("nothing is drawn left or right of the picture, however far ends reach below and above zero", () => {
  for (const isNarrow of [false, true]) {
    const svg = draw([row("a", -0.7, { low: -0.9, high: -0.1 }), row("b", 3, { nullLow: -1, nullHigh: 9 })], isNarrow)
    const width = Number(/width="(\d+)"/.exec(svg)![1])
    const places = [...svg.matchAll(/(?: c?x="|[MH])(-?[\d.]+)/g)].map((match) => Number(match[1]))

    expect(places.filter((x) => !(x >= 0 && x <= width))).toEqual([])
  }
})

it("where every value is as good as zero, no tick has more than three places", () => {
  const svg = draw([row("a", 0, { low: -1e-16, high: 2e-16 }), row("b", 1e-16)])
  const ticks = [...svg.matchAll(/text-anchor="middle">([^<]*)</g)].map((match) => match[1]!)

  expect(ticks.length).toBeGreaterThan(0)
  expect(ticks.filter((tick) => !/^−?0\.\d{1,3}$/.test(tick))).toEqual([])
})

it("a baseline is hollow, a model full, what was told the labels a diamond, and the legend names those that occur", () => {
  const told = draw([row("a", 0.2), row("b", 0.3, { sign: "told" })])

  expect(draw([row("a", 0.2, { sign: "baseline" })])).toMatch(/<circle [^>]*fill="#ffffff" stroke="#6b7482"/)
  expect(told).toMatch(/<path d="M[\d. ]+l5\.6 5\.6/)
  expect(told).toContain(">told the labels<")
  expect(told).not.toContain(">baseline<")
})

it("what was not measured is not drawn: no interval, no chance, no spread, no difference", () => {
  const svg = draw([row("a", 0.2)])

  expect(svg).not.toMatch(/over tracks|chance|over seeds|to the best|opacity/)
})

it("it reads aloud: a name, and a sentence for each method with its numbers", () => {
  const svg = draw([
    row("Ward on PCA", 0.5, { low: 0.41, high: 0.6 }),
    row("VAE", 0.46, { difference: { text: "−0.04 [−0.08, 0.00]", isCertain: false } })
  ])

  expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="f-title" aria-describedby="f-desc"/)
  expect(svg).toContain("<title id=\"f-title\">Methods by ARI</title>")
  expect(svg).toContain("Ward on PCA: 0.50, 95 % 0.41 to 0.60. VAE: 0.46, to the best −0.04 [−0.08, 0.00].</desc>")
})

it("a difference beyond chance is bold, and the legend says so", () => {
  const differs = (isCertain: boolean) => draw([row("a", 0.2, { difference: { text: "0.1", isCertain } })])

  expect(differs(true)).toMatch(/font-weight="600">0\.1</)
  expect(differs(true)).toContain("bold: more than chance")
  expect(differs(false)).not.toMatch(/font-weight="600">0\.1<|bold:/)
})

it("names that are markup, controls and properties stay text, and a long one ends in an ellipsis", () => {
  const svg = draw([...nastyTexts.map((name) => row(name, 0.1)), row("m".repeat(500), 0.2)])

  expect(controlIn(svg)).toBeUndefined()
  expect(svg).not.toMatch(/<script|<b>/)
  expect(svg).toContain("m…<")
})

it("equal values, all of them zero, are still a picture; no row at all is refused", () => {
  expect(draw([row("a", 0), row("b", 0)])).not.toMatch(/NaN|Infinity/)
  expect(() => draw([])).toThrow("needs a row")
})
