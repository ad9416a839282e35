import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { gexf, graphml } from "../../../src/dataflow/exchange/graph-file.ts"
import { graphOf } from "../../../src/dataflow/plan/graph.ts"
import { visible } from "../../../src/format/visible.ts"
import { clusterSizes } from "../../../src/page/chart/cluster-sizes.ts"
import { composition } from "../../../src/page/chart/composition.ts"
import { lossCurves } from "../../../src/page/chart/loss-curves.ts"
import { metricBars } from "../../../src/page/chart/metric-bars.ts"
import { scatter } from "../../../src/page/chart/scatter.ts"
import { silhouettePlot } from "../../../src/page/chart/silhouette-plot.ts"
import type { ChartSpec } from "../../../src/page/chart/theme.ts"
import { dagSvg } from "../../../src/page/report/dag-svg.ts"
import { dot, mermaid } from "../../../src/page/report/dag-text.ts"
import { decodeCodes, type MapData, type MapGroups } from "../../../src/page/report/map-data.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"
import type { ReportModel } from "../../../src/page/report/report-model.ts"
import { clustersFor, pointsOf } from "../../../src/page/report/report-tables.ts"
import { renderReport } from "../../../src/page/report/report.ts"
import { controlIn, illegible, nastyTexts } from "../../nasty.ts"

const heads = { title: "Nasty \u001b[31m", subtitle: "sub\u202etitle" }
const each = <A>(make: (text: string, i: number) => A): ReadonlyArray<A> => nastyTexts.map(make)
const numbers = { value: 0.5, nullLow: 0, nullHigh: 0.1, isBaseline: false }

const charts: Readonly<Record<string, ChartSpec>> = {
  scatter: scatter({
    ...heads,
    points: each((group, i) => ({ x: i, y: i % 3, group })),
    groups: nastyTexts,
    groupTitle: "say \"constructor\" \\x07",
    labelGroups: true
  }),
  clusterSizes: clusterSizes({ ...heads, sizes: each((cluster, i) => ({ cluster, count: i + 1 })) }),
  composition: composition({
    ...heads,
    cells: each((label, i) => ({ cluster: label, label, count: i + 1 })),
    clusters: nastyTexts,
    labels: nastyTexts
  }),
  lossCurves: lossCurves({
    ...heads,
    points: each((model) => ({ model, split: "train", epoch: 1, reconstruction: 1, kl: 1 })),
    models: nastyTexts,
    unit: "constructor"
  }),
  metricBars: metricBars({
    ...heads,
    bars: each((method) => ({ method, metric: "__proto__", ...numbers })),
    methods: nastyTexts,
    metrics: ["__proto__"]
  }),
  silhouettePlot: silhouettePlot({ ...heads, clusters: each((name, i) => ({ name, values: [0.1 * i, 0.2] })) })
}

/** What a drawing's texts say, entities read. */
const saidIn = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text).join("\n")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", "\"").replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")

describe("a chart whose labels are names of properties, markup and controls", () => {
  it.each(Object.keys(charts))("draws every one of them: %s", async (name) => {
    const svg = await renderSvg(charts[name]!)

    expect(controlIn(svg)).toBeUndefined()
    expect(svg).not.toMatch(/[\ue000-\ue002]/)
    for (const label of ["constructor", "__proto__", "toString", "hasOwnProperty"]) expect(saidIn(svg)).toContain(label)
    expect(saidIn(svg)).toContain("red \\x1b")
  })

  it("keeps one colour per label, as it keeps them for plain ones", async () => {
    const fills = async (groups: ReadonlyArray<string>) => {
      const points = groups.map((group, i) => ({ x: i, y: i, group }))
      const svg = await renderSvg(
        scatter({ title: "", subtitle: "", points, groups, groupTitle: "g", labelGroups: false })
      )
      return [...svg.matchAll(/fill="(#[0-9a-f]{6})"/g)].map(([, fill]) => fill)
    }

    expect(await fills(["constructor", "__proto__", "valueOf"])).toEqual(await fills(["a", "b", "c"]))
  })
})

const dag = {
  nodes: each((text, i) => ({ name: `${i} ${text}`, kind: text, group: text, status: "ran" as const })),
  edges: each((text, i) => ({ from: `0 ${nastyTexts[0]}`, to: `${i} ${text}`, label: text })).slice(1)
}

describe("a graph", () => {
  it("shows such names as escapes in DOT, Mermaid, SVG, GraphML and GEXF", async () => {
    const graph = await graphOf(dag.nodes, dag.edges)
    const texts = [dot(dag), mermaid(dag), await dagSvg(dag), graphml(graph), await gexf(graph)]

    expect(texts.map(controlIn)).toEqual(texts.map(() => undefined))
    for (const text of texts) expect(text).toContain("x1b")
  })
})

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "nasty-page-"))
afterAll(() => fs.rmSync(folder, { recursive: true }))

// what Linux allows: all but "/" and NUL
const fileNames = [
  ...nastyTexts.filter((text) => text !== "" && !/[/\u0000\ud83d]/u.test(text)), // oxlint-disable-line no-control-regex
  "a b",
  "100%",
  "50%zz",
  "{x}@#?&+",
  "it's \"q\"",
  "x:y",
  "ভাল",
  "javascript:alert(1)"
].map((name) => `${name}.wav`)

const model = (): ReportModel => {
  const names = [...nastyTexts, ...fileNames]
  const tracks = names.map((text, i) => ({
    id: `t${i}`,
    title: text,
    artist: null,
    path: `deep er/${fileNames[i % fileNames.length]}`,
    label: nastyTexts[i % nastyTexts.length]!
  }))
  const labels = nastyTexts.map((label) => ({ label, count: 1 }))
  const clusters = Array.from({ length: Math.ceil(tracks.length / 3) }, (_, cluster) => ({
    cluster,
    size: 3,
    labels,
    exemplars: tracks.slice(3 * cluster, 3 * cluster + 3).map(({ id }) => id) // a card shows three
  }))
  const told = { words: [{ cluster: 0, words: nastyTexts.map((word) => ({ word })) }], features: [], stability: [] }
  const places = tracks.flatMap((_, i) => [i, -i])
  return {
    pipeline: "nasty \u001b[31m",
    configuration: "9f3c2a1",
    seed: 7,
    dataSource: "music \u202e",
    trackCount: tracks.length,
    labels: { name: "constructor", values: [...nastyTexts], labelledTracks: tracks.length },
    facts: nastyTexts.map((text) => ({ name: text, value: text })),
    quarantined: nastyTexts.map((text) => ({ file: text, reason: text })),
    remarks: nastyTexts.map((text) => ({ where: text, remark: text })),
    methods: [],
    kTables: [],
    clusterMethod: "K-Means",
    figures: [],
    dagSvg: "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>",
    dagList: nastyTexts.map((text) => ({ group: text, steps: [{ name: text, reads: [text] }] })),
    collapse: [],
    notes: [...nastyTexts],
    tables: [{
      id: "t",
      title: "Table",
      sentences: [...nastyTexts],
      columns: ["a"],
      rows: each((text) => [text]),
      digits: 2
    }, {
      id: "stacked", // on a phone every cell says its column
      title: "Table",
      sentences: [],
      columns: nastyTexts.slice(0, 9),
      rows: [nastyTexts.slice(0, 9)],
      digits: 2
    }],
    parameters: nastyTexts.map((text) => ({ node: text, name: text, value: text })),
    mapMethod: "t-SNE",
    clusters: clustersFor(clusters, tracks, "audio", told),
    points: pointsOf(places, tracks.map(() => ({ cluster: 0 })), tracks, "audio")
  }
}

const asHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;")
    .replaceAll("'", "&#39;")

describe("a report on such tracks", () => {
  const { html, markdown } = renderReport(model(), { fontCss: "", figurePath: (id) => `figures/${id}.svg` })

  it("holds no control character, and every text", () => {
    expect([controlIn(html), controlIn(markdown)]).toEqual([undefined, undefined])
    expect(illegible(html)).toEqual([])
    expect(nastyTexts.filter((text) => !html.includes(`<td>${asHtml(visible(text))}</td>`))).toEqual([])
    expect(illegible(markdown.replaceAll("\\", ""))).toEqual([])
  })

  it("links every track to its own file, on cards and on the map", () => {
    const report = path.join(folder, "report.html")
    fs.mkdirSync(path.join(folder, "audio", "deep er"), { recursive: true })
    for (const name of fileNames) fs.writeFileSync(path.join(folder, "audio", "deep er", name), name)

    const links = [...html.matchAll(/<li>(?:<button[^>]*>Play<\/button>)?<a href="([^"#]*)">/g)].map(([, href]) =>
      href!
    )
    const data = JSON.parse(/id="map-data">(.*?)<\/script>/s.exec(html)![1]!) as MapData
    const opened = (href: string) => fs.readFileSync(new URL(href, pathToFileURL(report)), "utf8")
    const expected = [...nastyTexts, ...fileNames].map((_, i) => fileNames[i % fileNames.length])

    expect(links.map(opened)).toEqual(expected)
    expect(data.audio!.map((audio) => opened(audio!))).toEqual(expected)
  })

  it("counts groups of the map by number, so that a label called constructor has its own colour", () => {
    const { columns: [labels] } = JSON.parse(/id="map-data">(.*?)<\/script>/s.exec(html)![1]!) as MapData
    const { codes, groups } = labels as MapGroups

    expect(groups).toEqual(nastyTexts.map(visible))
    expect(Array.from(decodeCodes(codes)).slice(0, nastyTexts.length)).toEqual(nastyTexts.map((_, i) => i))
  })
})
