import { expect, it } from "vitest"
import { composition } from "../../../src/page/chart/composition.ts"
import { lossCurves } from "../../../src/page/chart/loss-curves.ts"
import { metricBars } from "../../../src/page/chart/metric-bars.ts"
import { narrow } from "../../../src/page/chart/narrow.ts"
import { scatter } from "../../../src/page/chart/scatter.ts"
import type { ChartSpec } from "../../../src/page/chart/theme.ts"
import { chartTexts } from "../../../src/page/report/figure-files.ts"
import { narrowSvg } from "../../../src/page/report/narrow-svg.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"

const drawn = async (spec: ChartSpec) => {
  const svg = await renderSvg(spec)
  const slim = await narrowSvg({ svg, files: chartTexts(spec) })
  const width = (of: string) => Number(/ width="([\d.]+)"/.exec(of)![1])
  return { wide: width(svg), slim: slim === undefined ? undefined : width(slim), svg: slim ?? "" }
}

const labels = ["ambient", "ballad", "bossa", "cumbia", "hiphop", "house", "reggae", "rock"]
const points = labels.map((group, i) => ({ x: i, y: (i * 3) % 8, group }))
const map = scatter({ title: "Map", subtitle: "", points, groups: labels, groupTitle: "genre", labelGroups: false })

it("a map, a table of counts and curves in panels are as wide as a phone's page", async () => {
  const cells = labels.map((label, i) => ({ cluster: `C${i % 3}`, label, count: i + 1 }))
  const table = composition({ title: "Labels", subtitle: "", cells, clusters: ["C0", "C1", "C2"], labels })
  const curve = [1, 2, 3].map((epoch) => ({
    model: "vae",
    split: "train" as const,
    epoch,
    total: 9,
    reconstruction: 8,
    kl: 1
  }))
  const losses = lossCurves({ title: "Training", subtitle: "", points: curve, models: ["vae"], unit: "nats" })

  for (const spec of [map, table, losses]) {
    const { slim, wide } = await drawn(spec)
    expect(wide).toBeGreaterThan(420)
    expect(slim).toBeLessThanOrEqual(370)
  }
})

it("all names and all points of a map are still there, its keys below it", async () => {
  const { svg } = await drawn(map)
  const laid = narrow(map, { width: 350, beside: 60 }) as { layer: ReadonlyArray<ChartSpec> }

  for (const label of labels) expect(svg).toContain(`>${label}<`)
  expect(svg.match(/<path transform="translate/g)!.length).toBeGreaterThanOrEqual(2 * labels.length)
  expect(JSON.stringify(laid.layer[0])).toContain("\"orient\":\"bottom\"")
})

it("panels below each other each have the names that the first had for all", () => {
  const bars = ["ARI", "NMI"].map((metric) => ({ method: "K-Means", metric, value: 0.4, isBaseline: false }))
  const spec = metricBars({ title: "t", subtitle: "", bars, methods: ["K-Means"], metrics: ["ARI", "NMI"] })
  const axes = (panels: unknown) =>
    (panels as ReadonlyArray<{ layer: ReadonlyArray<{ encoding: { y?: { axis?: unknown } } }> }>)
      .map(({ layer }) => layer.at(-1)!.encoding.y!.axis !== null)

  expect(axes(spec["hconcat"])).toEqual([true, false])
  expect(axes(narrow(spec, { width: 350, beside: 60 })!["vconcat"])).toEqual([true, true])
})

it("a ranking of two dozen methods by three metrics fits a phone with its names, rows close together", async () => {
  const methods = labels.flatMap((label) => ["K-Means", "Ward", "spectral"].map((name) => `${label} features, ${name}`))
  const metrics = ["ARI", "NMI", "purity"]
  const bars = metrics.flatMap((metric) => methods.map((method) => ({ method, metric, value: 0.4, isBaseline: false })))
  const { slim, svg, wide } = await drawn(metricBars({ title: "t", subtitle: "", bars, methods, metrics }))

  expect(wide).toBeGreaterThan(700)
  expect(slim).toBeLessThanOrEqual(370)
  for (const method of methods) expect(svg.split(`>${method}<`)).toHaveLength(1 + metrics.length)
})

it("a line between two edges ends at the narrower picture's edges", () => {
  const encoding = { x: { value: 0 }, x2: { value: 600 }, y: { value: 0 }, y2: { value: 500 } }
  const laid = narrow({ width: 600, height: 500, mark: "rule", encoding }, { width: 350, beside: 50 })!

  expect(laid["encoding"]).toMatchObject({ x2: { value: 300 }, y2: { value: laid["height"] } })
})

it("headings break between words, none lost", () => {
  const text = "Agreement of every clustering with every label that there is"
  const { title } = narrow({ ...map, title: { text, subtitle: "short" } }, { width: 200, beside: 60 }) as {
    title: { text: ReadonlyArray<string>; subtitle: ReadonlyArray<string> }
  }

  expect(title.text.length).toBeGreaterThan(1)
  expect(title.text.join(" ")).toBe(text)
  expect(title.subtitle).toEqual(["short"])
})

it("facets, a picture that fits and one that is no chart stay as they are", async () => {
  expect(narrow({ facet: { field: "a" }, spec: { mark: "bar" } }, { width: 350, beside: 60 })).toBeUndefined()
  expect(await narrowSvg({ svg: "<svg width=\"400\" height=\"9\">", files: chartTexts(map) })).toBeUndefined()
  expect(await narrowSvg({ svg: "<svg width=\"900\" height=\"9\">" })).toBeUndefined()
})
