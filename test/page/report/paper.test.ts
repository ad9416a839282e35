import { expect, it } from "vitest"
import { bibtex } from "../../../src/page/report/bibtex.ts"
import {
  aboutConditioned,
  aboutGains,
  aboutNoise,
  aboutPublished,
  againstBaseline,
  separationAndAgreement
} from "../../../src/page/report/discussion.ts"
import { manuscriptLatex } from "../../../src/page/report/manuscript-latex.ts"
import { manuscriptMarkdown } from "../../../src/page/report/manuscript-markdown.ts"
import { paperManuscript } from "../../../src/page/report/paper.ts"
import type { ReportMethod, ReportMetric } from "../../../src/page/report/report-model.ts"
import type { PublishedNumber } from "../../../src/page/report/report-rows.ts"
import { tradeOffSentences } from "../../../src/page/report/trade-off-sentences.ts"
import { traversalSentences } from "../../../src/page/report/traversal-sentences.ts"
import { faultsOf } from "./latex-check.ts"

const method = (
  representation: string,
  ari: number,
  silhouette: number,
  more: Partial<ReportMethod> & { readonly coverage?: number; readonly lead?: Partial<ReportMetric> } = {}
): ReportMethod => ({
  representation,
  clusterer: "K-Means",
  isBaseline: false,
  ...more,
  metrics: [
    { metric: "ARI", against: "genre", better: "higher", value: ari, nullLow: -0.01, nullHigh: 0.01, ...more.lead },
    { metric: "silhouette in own space", better: "higher", isHeadline: false, value: silhouette },
    { metric: "coverage", better: "higher", isHeadline: false, value: more.coverage ?? 1 }
  ] satisfies ReadonlyArray<ReportMetric>
})

const pca = method("PCA", 0.3, 0.2, { isBaseline: true })

const number = (published: number | null, here: number | null): PublishedNumber => ({
  what: "K-Means on VAE",
  metric: "silhouette",
  against: "own space",
  published,
  recomputed: null,
  here,
  low: here,
  high: here,
  nullMean: null,
  runs: 1,
  isLabelConditioned: false,
  reason: null
})

const paired = (difference: number, p: number) => ({ difference, low: difference - 0.05, high: difference + 0.05, p })
const beside = (name: string, ari: number, p: number) =>
  method(name, ari, 0.1, { lead: { toBaseline: paired(ari - 0.3, p) } })

it("models are counted by their paired differences to the best baseline, by a hair", () => {
  const methods = [pca, beside("VAE", 0.5, 0.049), beside("autoencoder", 0.6, 0.05), beside("β-VAE", 0.1, 0.01)]

  expect(againstBaseline(methods)).toEqual([
    "The best baseline, K-Means on PCA, has ARI 0.30: on the same tracks 1 of 3 other methods are ahead of it, 1 cannot " +
    "be told from it and 1 are behind. Ahead are K-Means on VAE (0.20 [0.15, 0.25])."
  ])
  expect(againstBaseline([pca, beside("β-VAE", 0.1, 0.01)])[0]).toContain("No method that learnt anything is shown")
  expect(againstBaseline([pca, method("VAE", 0.9, 0.1)])).toEqual([]) // nothing was paired
})

it("silhouettes that rank methods the other way round are said to disagree", () => {
  const methods = [method("a", 0.4, 0.1), method("b", 0.3, 0.2), method("c", 0.2, 0.3), method("d", 0.1, 0.4)]

  const [sentence] = separationAndAgreement(methods)

  expect(sentence).toContain("a rank correlation of −1.00: what separates well here agrees less")
  expect(sentence).toContain("The highest silhouette, 0.40, is of K-Means on d, which is number 4 by ARI (0.10)")
  expect(separationAndAgreement(methods.slice(0, 3))).toEqual([])
})

it("a space that was told labels is no evidence where it leads, and no help where it is not shown to", () => {
  const told = (ari: number, p: number) =>
    method("CVAE", ari, 0.2, { isLabelConditioned: true, lead: { toBest: paired(ari - 0.3, p) } })

  expect(aboutConditioned([pca, told(0.9, 0.049)])[0]).toContain(
    "ARI 0.90, more than the 0.30 of the best that was told nothing"
  )
  expect(aboutConditioned([pca, told(0.9, 0.05)])[0]).toContain("so even being told is not shown to help")
  expect(aboutConditioned([pca, told(0.1, 0.01)])[0]).toContain("so even being told is not shown to help")
  expect(aboutConditioned([pca])).toEqual([])
})

it("noise is told where there is some", () => {
  expect(aboutNoise([pca, method("VAE", 0.1, 0.1, { clusterer: "DBSCAN", coverage: 0.25 })])[0]).toContain(
    "DBSCAN on VAE leaves out most, 75 %"
  )
  expect(aboutNoise([pca])).toEqual([])
})

it("a gain that controls have too is not about the tracks, and one they lack may be", () => {
  const gains = [
    { what: "lyrics", from: "VAE", to: "VAE + lyrics", isControl: false },
    { what: "lyrics beside noise", from: "noise", to: "noise + lyrics", isControl: true }
  ]
  const methods = (control: number) => [
    method("VAE", 0.1, 0.1),
    method("VAE + lyrics", 0.1, 0.4),
    method("noise", 0, 0.1),
    method("noise + lyrics", 0, control)
  ]

  expect(aboutGains(methods(0.38), gains)[0]).toMatch(/1 of 1 controls gains .* so that the gain is not about/)
  expect(aboutGains(methods(0.15), gains)[0]).toMatch(/0 of 1 controls gain at least 80 % as much silhouette\.$/)
})

it("published numbers are counted as met within a twentieth, and the farthest is named", () => {
  const [sentence] = aboutPublished([number(0.4, 0.41), number(0.9, 0.72), number(null, 1), number(1, null)], false)

  expect(sentence).toBe(
    "Of 2 published numbers 1 lies within 5 % of the number here; farthest off is the silhouette of K-Means on VAE, " +
      "published as 0.900, here 0.720."
  )
})

it("more β is said to trade only where something gets better and something worse", () => {
  const rows = (reconstruction: number) => [
    { beta: 1, measure: "silhouette (own space)", value: 0.1 },
    { beta: 8, measure: "silhouette (own space)", value: 0.3 },
    { beta: 1, measure: "reconstruction", value: 100 },
    { beta: 8, measure: "reconstruction", value: reconstruction }
  ]
  const say = (reconstruction: number) =>
    tradeOffSentences(rows(reconstruction), "silhouette (own space)", ["reconstruction"])

  expect(say(140)).toEqual([
    "From β = 1 to β = 8 silhouette (own space) rises from 0.100 to 0.300; reconstruction rises from 100 to 140.",
    "More β makes silhouette (own space) better and reconstruction worse."
  ])
  expect(say(60)[1]).toContain("Nothing is traded: with more β nothing gets worse")
})

it("a property that no latent moves is said to be moved by none", () => {
  const reaches = [
    { latent: "z1", factor: "tempo", range: 0 },
    { latent: "z1", factor: "loudness", range: 1 },
    { latent: "z2", factor: "loudness", range: 3 }
  ]

  expect(traversalSentences("VAE", reaches)).toEqual([
    "In the VAE no latent moves tempo; z2 moves loudness most, by 3.0 dB, 75 % of what all latents move it."
  ])
})

it("a paper has its nine chapters and an appendix, and its method, sources and numbers come from the pipeline and the tables", () => {
  const step = (name: string, node: string, params: unknown) => ({ name, node, group: "", params, inputs: [] })
  const paper = paperManuscript({
    title: "A study",
    introduction: ["The system claims much."],
    repeated: "Somebody (2026). A system.",
    pipeline: {
      name: "studies/one",
      seed: 7,
      source: "",
      configuration: "abc123",
      steps: [
        step("train-vae", "train-vae", { hidden: [64], latents: 10, beta: 4, reduction: "sum", epochs: 50 }),
        step("k-means-vae", "k-means", { k: 5 })
      ]
    },
    data: "Two tracks.",
    methods: [pca, method("VAE", 0.5, 0.1)],
    published: [],
    collapse: [],
    figures: [{ name: "tsne-vae", title: "t-SNE", caption: "A map.", fold: "Maps" }],
    said: ["A step says this."],
    gains: [],
    notes: [],
    isStandIn: false
  })
  const text = manuscriptMarkdown(paper, (id) => `figures/${id}.svg`)

  expect(text.match(/^## .*/gm)).toEqual([
    "## Abstract",
    "## 1 Introduction",
    "## 2 Related work",
    "## 3 Method",
    "## 4 Experiments",
    "## 5 Results",
    "## 6 Discussion",
    "## 7 Conclusion",
    "## References",
    "## A Further metrics"
  ])
  expect(text).toContain("| VAE | 64 | 10 | – | 4 | sum | 50 | – | – | – | 1 |")
  expect(text).toContain("1. Somebody (2026). A system.\n2. Kingma")
  expect(text).toContain("A weight β on the divergence \\[3\\]; K-Means \\[4\\]")
  expect(text).toContain("![t-SNE](figures/tsne-vae.svg)")
  expect(text).toContain("A step says this.")
  expect(faultsOf(manuscriptLatex(paper, new Map()), bibtex(paper.references))).toEqual([])
})
