import { beforeAll, expect, it } from "vitest"
import { type Beside, besideTable } from "../../../src/page/report/beside-table.ts"
import { limitsOf } from "../../../src/page/report/limits.ts"
import type { ReportCluster, ReportMethod, ReportModel } from "../../../src/page/report/report-model.ts"
import { renderReport } from "../../../src/page/report/report.ts"
import { sampleReport } from "./sample-report.ts"

const options = { fontCss: "", figurePath: (id: string) => `figures/${id}.svg` }

const cluster = (name: string, stability: number, ids: ReadonlyArray<string>): ReportCluster => ({
  name,
  size: 4,
  topLabels: [{ label: "Rock", count: 3 }, { label: "Jazz", count: 1 }],
  heard: ["quiet", "dark", "slow", "even"],
  stability,
  words: ["rain"],
  exemplars: ids.map((id) => ({ id, title: `Song ${id}` }))
})

const point = (id: string, preview?: string) => ({
  id,
  x: 0,
  y: 0,
  title: `Song ${id}`,
  cluster: "C1",
  ...(preview === undefined ? {} : { preview })
})

let sample: ReportModel
beforeAll(async () => {
  sample = {
    ...await sampleReport(),
    labels: { name: "genre", values: ["Rock", "Jazz"], labelledTracks: 4 },
    clusters: [
      cluster("C1", 0.49, ["a", "b", "c", "d"]),
      cluster("C2", 0.75, ["d"]),
      cluster("C3", 0.5, ["a"])
    ],
    points: [point("a"), point("b", "T2dn"), point("c", "T2dn"), point("d", "T2dn")]
  }
})

const cards = (model: ReportModel) =>
  renderReport(model, options).html.split("<article class=\"card\">").slice(1).map((part) =>
    part.split("</article>")[0]!
  )

it("cards stand in the order of what comes back, and say so at Hennig's marks", () => {
  const made = cards(sample)

  expect(made.map((card) => /<\/i><span>(\w+)/.exec(card)![1])).toEqual(["C2", "C3", "C1"])
  expect(made.map((card) => /(Comes|Dissolves)[^(]*\(Jaccard [\d.]+\)/.exec(card)![0])).toEqual([
    "Comes back in subsamples (Jaccard 0.75)",
    "Comes back in part (Jaccard 0.50)",
    "Dissolves in subsamples (Jaccard 0.49)"
  ])
})

it("a card is called by three words and offers three tracks, those that can be heard before those nearer", () => {
  const [, , made] = cards(sample)

  expect(made).toContain("<em>quiet, dark, slow</em>")
  expect(
    [...made!.matchAll(/data-play="(\d)" aria-label="Play (Song .)" hidden>Play</g)].map((
      [, row, title]
    ) => [row, title])
  )
    .toEqual([["1", "Song b"], ["2", "Song c"], ["3", "Song d"]])
  expect(made).not.toContain("Song a")
})

it("shares of labels have the colours of labels, which no cluster has", () => {
  const [made] = cards(sample)

  expect(made!.match(/width:[^"]*--c-\w+/g)).toEqual([
    "width:75.00%;background:var(--c-cc6677",
    "width:25.00%;background:var(--c-332288"
  ])
  expect(made).toContain("<b>genre</b> Rock 3, Jazz 1")
})

it("a label that is read from the right does not take the number behind it along", () => {
  const label = "موسيقى"
  const [first, ...others] = sample.clusters
  const made = cards({
    ...sample,
    labels: { name: "genre", values: [label], labelledTracks: 4 },
    clusters: [{ ...first!, topLabels: [{ label, count: 4 }] }, ...others.map((each) => ({ ...each, topLabels: [] }))]
  })

  expect(made.join("")).toContain(`<b>genre</b> <bdi>${label}</bdi> 4`)
})

it("every chapter has a picture, and one without numbers has none", () => {
  const glances = (model: ReportModel) =>
    Object.fromEntries(
      [...renderReport(model, options).html.matchAll(/data-chapter="(\w+)".*?<span class="glance">(<svg)?/gs)]
        .map(([, id, svg]) => [id, svg !== undefined])
    )
  const named = { methods: [told("A", 0.9, undefined), told("B", 0.8, 0.2)] }

  expect(glances({ ...sample, ...named })).toEqual({
    groups: true,
    data: true,
    models: true,
    making: true,
    limits: true
  })
  expect(glances({ ...sample, methods: [] })).toMatchObject({ groups: true, limits: false })
})

const told = (representation: string, value: number, p: number | undefined): ReportMethod => ({
  representation,
  clusterer: "Ward",
  isBaseline: false,
  metrics: [{
    metric: "ARI",
    against: "genre",
    value,
    better: "higher",
    ...(p === undefined ? {} : { toBest: { difference: value - 0.9, low: -0.3, high: -0.01, p } })
  }]
})

it("the limits count who may be the best, by a hair", () => {
  const said = (p: number) => limitsOf({ ...sample, methods: [told("A", 0.9, undefined), told("B", 0.8, p)] })[0]

  expect(said(0.05)).toBe("2 of 2 methods may be the best: these tracks do not tell them apart.")
  expect(said(0.0499)).not.toContain("may be the best")
})

it("that no model is ahead of the baselines is said where none is, by a hair", () => {
  const beside = (p: number, difference: number): ReportMethod => ({
    ...told("VAE", 0.9, undefined),
    metrics: [{
      ...told("VAE", 0.9, undefined).metrics[0]!,
      toBaseline: { difference, low: difference - 0.1, high: difference + 0.1, p }
    }]
  })
  const isSaid = (...methods: ReadonlyArray<ReportMethod>) =>
    limitsOf({ ...sample, methods }).some((limit) => limit.endsWith("shown to be ahead of all of them."))

  expect(isSaid(beside(0.05, 0.2))).toBe(true)
  expect(isSaid(beside(0.0499, 0.2))).toBe(false)
  expect(isSaid(beside(0.0499, -0.2))).toBe(true)
  expect(isSaid(told("VAE", 0.9, undefined))).toBe(false)
})

it("groups that do not come back, missing labels and lost files are limits, each in a sentence", () => {
  const limits = limitsOf({ ...sample, trackCount: 5 })

  expect(limits).toEqual(expect.arrayContaining([
    "2 of 3 groups do not surely come back when tracks are left out (mean Jaccard below 0.75): C1, C3.",
    "1 track of 5 carries no genre; agreement is measured on the others.",
    "1 file could not be used, and nothing is said of it."
  ]))
  expect(limits.slice(-3)).toEqual(sample.notes)
})

it("a space beside the baseline is ahead or behind below a p of 0.05 alone, by a hair", () => {
  const row = (p: number, difference: number): Beside => ({
    space: "VAE",
    clusterer: "Ward",
    value: 0.5 + difference,
    baseline: 0.5,
    paired: { difference, low: difference - 0.01, high: difference + 0.01, p }
  })
  const said = (...rows: ReadonlyArray<Beside>) =>
    besideTable(rows, { baseline: "PCA", metric: "ARI", first: "VAE" })[0]!

  expect(said(row(0.05, 0.2), row(0.0499, -0.2), row(0.0499, 0.1)).sentences).toEqual([
    "VAE cannot be told from PCA under Ward: ARI 0.70 against 0.50, 0.20 [0.19, 0.21] on the same tracks, as one of 3 comparisons. " +
    "Of 3 clusterings beside PCA under the same clusterer 1 is ahead, 1 behind, 1 cannot be told from it " +
    "(Holm over all of them)."
  ])
  expect(said(row(0.0499, 0.2)).sentences[0]).toMatch(/^VAE is ahead of PCA/)
  expect(said(row(0.0499, -0.2)).sentences[0]).toMatch(/^VAE is behind PCA/)
  expect(said(row(0.0499, 0.2)).key).toBe("1 of 1 ahead of PCA")
  expect(besideTable([], { baseline: "PCA", metric: "ARI", first: "VAE" })).toEqual([])
})
