import { expect, it } from "vitest"
import { chooseK } from "../../../src/page/chart/choose-k.ts"
import { composition } from "../../../src/page/chart/composition.ts"
import { curvePanels } from "../../../src/page/chart/curve-panels.ts"
import { labelPalette } from "../../../src/page/chart/label-palette.ts"
import { metricBars } from "../../../src/page/chart/metric-bars.ts"
import { scatter } from "../../../src/page/chart/scatter.ts"
import { silhouettePlot } from "../../../src/page/chart/silhouette-plot.ts"
import { stackedShares } from "../../../src/page/chart/stacked-shares.ts"
import { ink } from "../../../src/page/chart/theme.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"
import { sampleCharts } from "../report/sample-charts.ts"

/** Texts of a picture in drawing order. */
const texts = (svg: string): ReadonlyArray<string> =>
  [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map((match) => match[1]!)

const nothing = { title: "t", subtitle: "" }

it("every chart is plain JSON: nothing is lost when it is written down and read again", () => {
  const charts = sampleCharts()

  expect(JSON.parse(JSON.stringify(charts))).toEqual(charts)
})

it("the composition shades by the share of its own cluster, so a small pure cluster is as dark as a large one", async () => {
  const cells = [
    { cluster: "small", label: "a", count: 2 },
    { cluster: "large", label: "b", count: 90 },
    { cluster: "mixed", label: "a", count: 45 },
    { cluster: "mixed", label: "b", count: 45 }
  ]

  const svg = await renderSvg(
    composition({ ...nothing, cells, clusters: ["small", "large", "mixed"], labels: ["a", "b"] })
  )
  const opacities = [
    ...svg.matchAll(/fill="#285094"[^>]*fill-opacity="([\d.]+)"|fill-opacity="([\d.]+)"[^>]*fill="#285094"/g)
  ]
    .map((match) => Number(match[1] ?? match[2]))

  expect(opacities).toEqual([1, 1, 0.525, 0.525])
})

it("bars that are as good as zero keep an axis of few places", async () => {
  const bars = [{ method: "a", metric: "ARI", value: 1e-16, nullLow: -2e-16, nullHigh: 2e-16, isBaseline: false }]

  const svg = await renderSvg(metricBars({ ...nothing, bars, methods: ["a"], metrics: ["ARI"] }))
  const numbers = [...svg.matchAll(/>(−?\d+\.\d+)</g)].map((match) => match[1]!)

  expect(numbers.length).toBeGreaterThan(1)
  expect(numbers.filter((text) => text.length > 5)).toEqual([])
})

it("shares of labels take the colours of labels, which no cluster has", () => {
  const cells = [{ cluster: "C1", label: "bn", count: 1 }]
  const shares = stackedShares({ ...nothing, cells, clusters: ["C1"], labels: ["bn", "unlabelled"], labelTitle: "l" })
  const points = [{ x: 0, y: 0, group: "bn" }]
  const map = scatter({ ...nothing, points, groups: ["bn"], groupTitle: "l", labelGroups: false, colours: ["#123456"] })

  expect(JSON.stringify(shares)).toContain(`"range":["${labelPalette[0]}","${ink.noise}"]`)
  expect(JSON.stringify(map)).toContain("\"range\":[\"#123456\"]")
})

it("the chosen k is marked in each panel, and moving it moves the mark", async () => {
  const criteria = ["Silhouette", "Inertia"].map((name) => ({
    name,
    points: [2, 3, 4].map((k) => ({ k, value: k * 0.1 }))
  }))

  const three = await renderSvg(chooseK({ ...nothing, criteria, chosenK: 3 }))
  const four = await renderSvg(chooseK({ ...nothing, criteria, chosenK: 4 }))

  expect(texts(three).filter((text) => text.startsWith("k = "))).toEqual(["k = 3", "k = 3"])
  expect(texts(four).filter((text) => text.startsWith("k = "))).toEqual(["k = 4", "k = 4"])
})

it("a criterion's own choice is said beside the k that is taken", async () => {
  const points = [2, 3, 4].map((k) => ({ k, value: 1 / k }))
  const criteria = [{ name: "Silhouette", points, pick: 2 }, { name: "Inertia", points }]

  const svg = await renderSvg(chooseK({ ...nothing, criteria, chosenK: 3 }))

  expect(texts(svg).filter((text) => /^(k =|picks)/.test(text))).toEqual(["picks 2", "k = 3", "k = 3"])
})

it("curves of numbered columns are named by the blocks these make, and curves of others by their places", async () => {
  const blocks = ["mean", "max"].flatMap((name) => Array.from({ length: 9 }, (_, i) => `mel${i + 1}_${name}`))
  const draw = (columns: ReadonlyArray<string>) => {
    const values = columns.map((_, i) => i)
    const panels = [{ title: "Song", note: "", curves: [{ name: "track", isGround: true, values }] }]
    return renderSvg(curvePanels({ ...nothing, panels, perRow: 1, columns, valueTitle: "level" }))
  }

  const [mels, others] = await Promise.all([draw(blocks), draw(["tempo", "energy", "loudness"])])

  expect(texts(mels)).toEqual(expect.arrayContaining(["mel mean", "mel max"]))
  expect(texts(mels)).not.toContain("column")
  expect(texts(others)).toContain("column")
})

it("a metric without a permutation null gets no grey band", async () => {
  const bar = { method: "m", metric: "x", value: 0.3, isBaseline: false }
  const banded = { ...bar, nullLow: -0.1, nullHigh: 0.1 }
  const draw = (bars: ReadonlyArray<typeof bar>) =>
    renderSvg(metricBars({ ...nothing, bars, methods: ["m"], metrics: ["x"] }))
  const bands = (svg: string) => svg.split("fill=\"#b4bac4\"").length - 1

  const without = await draw([bar])
  const withNull = await draw([banded])

  expect(bands(without)).toBe(0)
  expect(bands(withNull)).toBe(1)
})

it("a scatter names only groups which have members", async () => {
  const points = [{ x: 0, y: 0, group: "a" }, { x: 1, y: 2, group: "a" }, { x: 3, y: 1, group: "noise" }]

  const svg = await renderSvg(
    scatter({ ...nothing, points, groups: ["a", "b", "noise"], groupTitle: "g", labelGroups: true })
  )

  const legendAndHaloAndName = texts(svg).filter((text) => text === "a").length
  expect(legendAndHaloAndName).toBe(3)
  expect(texts(svg).filter((text) => text === "b" || text === "noise")).toEqual(["b", "noise"]) // legend only
})

it("a dot of a scatter carries no description of its own, so that a thousand of them stay small", async () => {
  const points = Array.from({ length: 1000 }, (_, i) => ({ x: i, y: i % 7, group: "a" }))

  const svg = await renderSvg(scatter({ ...nothing, points, groups: ["a"], groupTitle: "g", labelGroups: false }))

  expect(svg.match(/aria-roledescription="circle"/g)).toBeNull()
  expect(svg.length).toBeLessThan(230_000)
})

it("a scatter of one point, and of none, is still a picture", async () => {
  const empty = { ...nothing, groups: ["a"], groupTitle: "g", labelGroups: true }

  const none = await renderSvg(scatter({ ...empty, points: [] }))
  const one = await renderSvg(scatter({ ...empty, points: [{ x: 5, y: 5, group: "a" }] }))

  expect(none + one).not.toContain("NaN")
})

it("the silhouette plot's mean is the mean over tracks, not over clusters", async () => {
  const svg = await renderSvg(
    silhouettePlot({ ...nothing, clusters: [{ name: "a", values: [0.5, 0.5, 0.5] }, { name: "b", values: [-0.1] }] })
  )

  expect(texts(svg)).toContain("mean 0.35") // (3 · 0.5 − 0.1) / 4; the mean of cluster means would be 0.20
})
