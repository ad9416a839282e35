import { beforeAll, expect, it } from "vitest"
import { bibtex } from "../../../src/page/report/bibtex.ts"
import { manuscriptLatex } from "../../../src/page/report/manuscript-latex.ts"
import { manuscriptMarkdown } from "../../../src/page/report/manuscript-markdown.ts"
import { blocksOf, citedIn, type Manuscript } from "../../../src/page/report/manuscript.ts"
import { reportManuscript } from "../../../src/page/report/report-manuscript.ts"
import type { ReportModel } from "../../../src/page/report/report-model.ts"
import { faultsOf } from "./latex-check.ts"
import { sampleReport } from "./sample-report.ts"

const step = (name: string, node: string, params: unknown, inputs: ReadonlyArray<string> = []) => ({
  name,
  node,
  group: "",
  params,
  inputs: inputs.map((from) => ({ step: from, port: "out" }))
})

const training = {
  hidden: [32],
  latents: 8,
  likelihood: "gaussian",
  beta: 0.5,
  weightDecay: 0,
  epochs: 100,
  batchSize: 32
}
const score = { permutations: 500, resamples: 400, level: 0.95, groups: "group, else artist" }

const steps = [
  step("extract", "extract", { profile: "librosa", excerptSec: 30 }),
  step("train", "train-vae", training, ["extract"]),
  step("train-1", "train-vae", training, ["extract"]),
  step("encode", "encode", { take: "mean" }, ["train"]),
  step("cluster", "k-means", { k: null, kMin: 2, kMax: 12, restarts: 10 }, ["encode"]),
  step("score", "score-clusters", { ...score, space: "the latents" }, ["encode", "cluster"]),
  step("t-sne", "t-sne", { perplexity: 30 }, ["encode"])
]

let model: ReportModel
let paper: Manuscript

beforeAll(async () => {
  model = await sampleReport()
  const pipeline = { name: "easy", seed: 7, source: "", configuration: "2f91c0", steps }
  paper = reportManuscript({ model, pipeline })
})

it("a run's paper has data, method, results, groups, models and limits, and then an appendix", () => {
  expect(paper.chapters.map(({ title }) => title)).toEqual([
    "Data",
    "Method",
    "Results",
    "Groups",
    "What the models learnt",
    "Limits",
    "Further tables",
    "Further figures"
  ])
})

it("its method is written from the parameters: equal trainings are one row, named by the space that is scored", () => {
  const text = manuscriptMarkdown(paper, () => undefined)

  expect(text).toContain("measured over the 30 s in its middle")
  expect(text).toContain("| the latents | 32 | 8 | gaussian | 0.5 | – | 100 | – | 32 | – | 2 |")
  expect(text).toContain("| K-Means | k from 2 to 12 by the silhouette, best of 10 starts | 1 |")
  expect(text).toContain("beside 500 permutations of its clusters; 95 % intervals come from 400 halves of the tracks")
})

it("it cites each source of its steps at least once, and no other", () => {
  expect([...citedIn(paper)].sort()).toEqual(paper.references.map(({ key }) => key).sort())
  expect(paper.references.map(({ key }) => key)).toContain("vandermaaten2008")
  expect(paper.references.map(({ key }) => key)).not.toContain("mcinnes2018")
})

it("every figure of the report stands in it once", () => {
  const ids = blocksOf(paper).flatMap((block) => block.kind === "figure" ? [block.id] : [])

  expect(ids.toSorted()).toEqual([...model.figures.map(({ id }) => id), "dag", "methods"].sort())
})

it("it is LaTeX that a strict reader lets pass, whatever its tracks are called", () => {
  const files = new Map(model.figures.map(({ id }) => [id, { path: `figures/${id}.png`, widthPx: 640, heightPx: 400 }]))

  expect(faultsOf(manuscriptLatex(paper, files), bibtex(paper.references))).toEqual([])
})
