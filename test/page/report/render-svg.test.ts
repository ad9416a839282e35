import { readFile } from "node:fs/promises"
import { expect, it } from "vitest"
import { bundledFonts } from "../../../nodes/row/bundled-fonts.ts"
import { chooseK } from "../../../src/page/chart/choose-k.ts"
import { clusterSizes } from "../../../src/page/chart/cluster-sizes.ts"
import { textWidth } from "../../../src/page/chart/text-width.ts"
import { renderPng } from "../../../src/page/report/render-png.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"
import { sampleCharts } from "./sample-charts.ts"

const golden = (name: string) => readFile(new URL(`../../golden/chart/${name}.svg`, import.meta.url), "utf8")

const sizes = clusterSizes({
  title: "Cluster sizes",
  subtitle: "tracks",
  sizes: [{ cluster: "Cluster 1", count: 41 }, { cluster: "বাউল", count: 1200 }, { cluster: "noise", count: 3 }]
})

const choice = chooseK({
  title: "How many clusters?",
  subtitle: "K-Means",
  criteria: [{
    name: "Silhouette",
    points: [[2, 0.1], [3, 0.3], [4, 0.2]].map(([k, value]) => ({ k: k!, value: value! }))
  }],
  chosenK: 3
})

it("cluster sizes have the bytes of the approved picture", async () => {
  expect(await renderSvg(sizes)).toBe(await golden("cluster-sizes"))
})

it("the choice of k has the bytes of the approved picture", async () => {
  expect(await renderSvg(choice)).toBe(await golden("choose-k"))
})

it("all charts keep their bytes on a second render, even when many are drawn at once", async () => {
  const charts = Object.values(sampleCharts())
  const alone = []
  for (const chart of charts) alone.push(await renderSvg(chart))

  const together = await Promise.all(charts.map(renderSvg))

  expect(together).toEqual(alone)
})

it("every chart is well-formed XML and none has a NaN in it", async () => {
  const pictures = await Promise.all(Object.values(sampleCharts()).map(renderSvg))

  const painted = await Promise.all(pictures.map((svg) => renderPng(svg, 0.25, bundledFonts()))) // libxml2 refuses ill-formed text

  expect(painted).toHaveLength(pictures.length)
  expect(pictures.filter((svg) => svg.includes("NaN"))).toEqual([])
})

it("a chart that asks for a file is refused, and the next chart is drawn all the same", async () => {
  const outside = { data: { url: "https://example.org/a.json" }, mark: "point" }

  const refused = renderSvg(outside)
  const next = renderSvg(sizes)

  await expect(refused).rejects.toThrow(/Charts carry their data inline/)
  expect(await next).toBe(await golden("cluster-sizes"))
})

it("text widths follow Inter's own advances", () => {
  expect(textWidth("AW", 10, 400)).toBeCloseTo(6.9 + 9.85, 10) // hmtx of Inter Regular: 690 and 985 thousandths
  expect(textWidth("iiii", 12, 400)).toBeLessThan(textWidth("WWWW", 12, 400) / 3)
})

it("a name that is cut short takes the room that it is cut to, and no more", async () => {
  const widthFor = async (row: string) => {
    const y = { field: "row", type: "nominal", axis: { title: null, labelLimit: 80 } }
    const x = { field: "value", type: "quantitative" }
    const svg = await renderSvg({ width: 100, data: { values: [{ row, value: 1 }] }, mark: "bar", encoding: { x, y } })
    return Number(/ width="([\d.]+)"/.exec(svg)![1])
  }

  const [short, long, longer] = [
    await widthFor("K-Means"),
    await widthFor("m".repeat(30)),
    await widthFor("m".repeat(90))
  ]

  expect(long).toBe(longer)
  expect(long).toBeGreaterThan(short)
  expect(long).toBeLessThan(short + 60)
})
