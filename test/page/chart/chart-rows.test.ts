import { expect, it } from "vitest"
import { chartCsv, chartRows } from "../../../src/page/chart/chart-rows.ts"
import { chooseK } from "../../../src/page/chart/choose-k.ts"
import { kDistances } from "../../../src/page/chart/k-distances.ts"
import { lossCurves } from "../../../src/page/chart/loss-curves.ts"
import { metricBars } from "../../../src/page/chart/metric-bars.ts"
import { rankedBars } from "../../../src/page/chart/ranked-bars.ts"
import { scatter } from "../../../src/page/chart/scatter.ts"
import { silhouettePlot } from "../../../src/page/chart/silhouette-plot.ts"

const nothing = { title: "t", subtitle: "" }

it("a map's table has a line per track with its id, and none for the names written over the groups", () => {
  const points = [{ track: "a.mp3", x: 0, y: 1, group: "rock" }, { track: "=b.mp3", x: 2, y: 1, group: "folk" }]
  const spec = scatter({ ...nothing, points, groups: ["rock", "folk"], groupTitle: "genre", labelGroups: true })

  expect(chartCsv(spec)).toBe("track,x,y,group\na.mp3,0,1,rock\n'=b.mp3,2,1,folk\n")
})

it("a silhouette is one line per track, though the picture draws two corners of each", () => {
  const spec = silhouettePlot({ ...nothing, clusters: [{ name: "C1", values: [0.25, 0.5] }] })

  expect(chartRows(spec).rows).toEqual([{ cluster: "C1", at: 0, width: 0.5 }, { cluster: "C1", at: 1, width: 0.25 }])
})

it("panels of one table are that table once", () => {
  const points = [{ model: "vae", split: "train" as const, epoch: 1, total: 3, reconstruction: 2, kl: 1 }]

  const csv = chartCsv(lossCurves({ ...nothing, points, models: ["vae"], unit: "nats" }))

  expect(csv).toBe("model,split,epoch,total,reconstruction,kl\nvae,train,1,3,2,1\n")
})

it("panels with tables of their own are told apart, but not twice where a column does it already", () => {
  const curve = { note: "", sortedDistances: [1, 2], eps: 1 }
  const spaces = kDistances({ ...nothing, curves: [{ name: "PCA", ...curve }, { name: "VAE", ...curve, eps: 2 }] })
  const bars = ["ARI", "NMI"].map((metric) => ({ method: "m", metric, value: 0.5, isBaseline: true }))

  const columns = chartRows(spaces).columns.map(({ name }) => name)
  const byMetric = chartCsv(metricBars({ ...nothing, bars, methods: ["m"], metrics: ["ARI", "NMI"] }))

  expect(columns).toEqual(["panel", "mark", "track", "distance"])
  expect(byMetric).toBe("method,metric,value,isBaseline\nm,ARI,0.5,yes\nm,NMI,0.5,yes\n")
})

it("what a criterion picks is marked beside what it scores", () => {
  const points = [2, 3].map((k) => ({ k, value: k / 10 }))
  const { rows } = chartRows(chooseK({ ...nothing, criteria: [{ name: "Silhouette", points }], chosenK: 3 }))

  expect(rows.filter(({ mark }) => mark === "line")).toEqual(points.map((point) => ({ mark: "line", ...point })))
  expect(rows.some(({ mark, k }) => mark !== "line" && k === 3)).toBe(true)
})

it("colours are no data", () => {
  const method = { metric: "DB", isLabelConditioned: false, isBaseline: false, method: "VAE", value: 1.5 }
  const spec = rankedBars({ ...nothing, bars: [method], metrics: [{ name: "DB", better: "lower" }], columns: 1 })

  expect(chartCsv(spec)).not.toContain("#")
})

it("a specification of anybody's is read too: named data, facets, and no data at all", () => {
  const rows = [{ a: 1, flag: true, list: [1, 2] }]

  expect(chartCsv({ datasets: { mine: rows }, data: { name: "mine" }, facet: {}, spec: { mark: "bar" } })).toBe(
    "a,flag,list\n1,yes,\"[1,2]\"\n"
  )
  expect(chartCsv({ data: { values: [3, 4] }, mark: "bar" })).toBe("data\n3\n4\n")
  expect(chartRows({ mark: "bar" })).toEqual({ columns: [], rows: [] })
})
