import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import fmaWhisper from "../../pipelines/studies/fma-whisper.ts"
import fourMula from "../../pipelines/studies/four-mula.ts"
import languageBalance from "../../pipelines/studies/language-balance.ts"
import mfccTiledLyrics from "../../pipelines/studies/mfcc-tiled-lyrics.ts"
import syntheticVae from "../../pipelines/studies/synthetic-vae.ts"
import { traceLabels } from "../../src/dataflow/dsl/labels.ts"
import type { Runnable } from "../../src/dataflow/dsl/pipeline.ts"
import { adjustedRand } from "../../src/learn/metric/clustering/adjusted-rand.ts"
import { StudyRuns } from "./study-runs.ts"

const embedded = { _tag: "Embedded" } as const

/** Parameters of every step of a study on its stand-in, by name. */
const paramsOf = (study: Runnable) =>
  Object.fromEntries(study.build(embedded as never).steps.map(({ name, params }) => [name, params]))

/** Steps whose results a label went into. */
const conditioned = (study: Runnable) =>
  [...Effect.runSync(traceLabels(study.name, study.build(embedded as never).steps))].filter((step) =>
    !/^(score|rank|draw|gather|write|compare|study|choose|decode|interpolate|hear|present)/.test(step)
  )

describe("the parameters of the studies", () => {
  it("of generated classes are those published", () => {
    const params = paramsOf(syntheticVae)

    expect(params["synthetic-classes"]).toEqual({ classes: 5, perClass: 200, audioFeatures: 128, lyricsFeatures: 100 })
    const adam = { epochs: 50, batchSize: 32, learningRate: 1e-3, beta: 1, reduction: "sum", latents: 10 }
    expect(params["train-vae"]).toMatchObject({ hidden: [64], ...adam })
    expect(params["train-conditional-vae"]).toMatchObject({ hidden: [64], ...adam })
    expect(params["train-hybrid-vae"]).toMatchObject({ audio: { hidden: [64] }, lyrics: { hidden: [64] }, ...adam })
    expect(params["train-frames"]).toMatchObject({ channels: [32, 64, 128], kernel: 4, ...adam })
    expect(params["k-means-vae"]).toMatchObject({ k: 5 })
    expect(params["ward-vae"]).toMatchObject({ k: 5, linkage: "ward" })
    expect(params["pca"]).toEqual({ components: 10 })
    const betas = ["train-vae", "train-vae-2", "train-vae-4", "train-vae-8"].map((step) => params[step])
    expect(betas).toMatchObject([{ beta: 1 }, { beta: 2 }, { beta: 4 }, { beta: 8 }])
  })

  it("of tiled lyrics are those published", () => {
    const params = paramsOf(mfccTiledLyrics)

    expect(params["extract-frames"]).toEqual({ of: "mfcc", frames: 130 })
    const adam = { epochs: 10, batchSize: 16, reduction: "mean", latents: 16 }
    expect(params["train-frames"]).toMatchObject({
      hidden: [512, 256],
      learningRate: 1e-3,
      beta: 1,
      ...adam
    })
    expect(params["train-beta"]).toMatchObject({ hidden: [512], learningRate: 5e-4, beta: 4, ...adam })
    expect(params["k-means-vae-tiled-lyrics"]).toMatchObject({ k: 10 })
    expect(params["ward-vae-tiled-lyrics"]).toMatchObject({ k: 10, linkage: "ward" })
    expect(params["dbscan-vae-tiled-lyrics"]).toEqual({ eps: 1.5, minSamples: 5 })
    expect(params["dbscan-at-the-knee-vae-tiled-lyrics"]).toEqual({ eps: "knee", minSamples: 5 })
    expect(params["tf-idf"]).toMatchObject({ terms: "scikit-learn", maxTerms: 50 })
  })

  it("of transcripts are those published, but for the stand-in's shorter pictures", () => {
    const params = paramsOf(fmaWhisper)
    const given = Object.fromEntries(
      fmaWhisper.build({ _tag: "Folder", path: path.join(import.meta.dirname, "..", "golden") }).steps
        .map(({ name, params: own }) => [name, own])
    )

    expect(given["extract-frames"]).toEqual({ of: "log-mel", frames: 640 })
    const adam = { batchSize: 32, reduction: "sum", latents: 128 }
    const layers = { channels: [32, 64, 128], kernel: 3 }
    expect(given["train-dense"]).toMatchObject({
      hidden: [512, 256],
      epochs: 10,
      learningRate: 1e-4,
      ...adam
    })
    expect(given["train-dense"]).toMatchObject({ gradientClipNorm: 1, logVarLimit: 10 })
    expect(given["train-conv"]).toMatchObject({ ...layers, epochs: 20, learningRate: 1e-4, beta: 1, ...adam })
    expect(given["train-told-frames"]).toMatchObject({ ...layers, epochs: 50, learningRate: 5e-5, beta: 4, ...adam })
    expect(params["tf-idf"]).toMatchObject({ maxTerms: 128, stopWords: "scikit-learn" })
    expect(params["dbscan-convvae-tf-idf"]).toEqual({ eps: 0.5, minSamples: 5 })
    expect(params["k-means-tf-idf"]).toMatchObject({ k: 8 })
  })

  it("of mel statistics are those known", () => {
    const params = paramsOf(fourMula)

    expect(params["train-beta-1"]).toMatchObject({ epochs: 100, beta: 1, latents: 32, reduction: "sum" })
    expect(params["train-beta-2"]).toMatchObject({ epochs: 80, beta: 2 })
    expect(params["train-beta-4"]).toMatchObject({ epochs: 80, beta: 4 })
    expect(params["train-beta-8"]).toMatchObject({ epochs: 80, beta: 8 })
    expect(params["k-means-vae-β-8"]).toMatchObject({ k: 6 })
    expect(params["train-conv"]).toMatchObject({ latents: 64, reduction: "sum" })
    expect(params["choose-k-vae-β-1"]).toMatchObject({ k: null, kMin: 2, kMax: 15 })
    expect(params["write-tables"]).toMatchObject({
      tables: [
        { file: "easy_task_results", methods: { length: 2 } },
        { file: "medium_task_results", methods: { length: 15 }, metrics: { length: 4 } },
        { file: "hard_task_results", methods: { length: 13 }, metrics: { length: 6 } } // ten of its own, three of ours
      ]
    })
  })

  it("of two languages are those published", () => {
    const params = paramsOf(languageBalance)

    const adam = { epochs: 120, batchSize: 32, learningRate: 1e-3, beta: 1, reduction: "sum" }
    expect(params["train-vae"]).toMatchObject({ hidden: [32, 16], latents: 2, ...adam })
    expect(params["train-vae-5"]).toEqual(params["train-vae"])
    expect(params["pca"]).toEqual({ components: 2 })
    expect(params["k-means-vae"]).toMatchObject({ k: 2, restarts: 10 })
  })

  it("of pictures of two languages differ in β alone, and a table of features has none", () => {
    const params = paramsOf(languageBalance)
    const { beta, ...shared } = params["train-conv-vae"] as Record<string, unknown>

    expect(beta).toBe(1)
    expect(shared["channels"]).toHaveLength(4)
    expect(params["train-beta-vae"]).toEqual({ ...shared, beta: 4 })
    expect(params["train-conv-ae"]).toEqual({ ...shared, beta: 0 })
    expect(params["dbscan-convvae"]).toEqual({ eps: "knee", minSamples: 5 })
    using runs = new StudyRuns()
    const table = path.join(runs.folder, "features.csv")
    fs.writeFileSync(table, "filename,rms_mean,label,language\na.wav,0.1,folk,en\n")
    const names = languageBalance.build({ _tag: "Table", path: table }).steps.map(({ name }) => name)
    expect(names).toContain("k-means-vae-5")
    expect(names.filter((name) => /conv|pictures|tf-idf/.test(name))).toEqual([])
  })
})

describe("labels in the studies", () => {
  it("are marked wherever a model or a space was given them, and are nowhere else", () => {
    expect(conditioned(syntheticVae)).toEqual([
      "one-hot",
      "tell",
      "train-conditional-vae",
      "encode-conditional",
      "picture-classes",
      "tell-pictures",
      "train-told-frames",
      "encode-told-frames",
      "k-means-cvae",
      "ward-cvae",
      "dbscan-cvae",
      "k-means-conditional-convvae-of-pictures",
      "ward-conditional-convvae-of-pictures",
      "dbscan-conditional-convvae-of-pictures",
      "t-sne-cvae",
      "t-sne-conditional-convvae-of-pictures",
      "umap-cvae",
      "umap-conditional-convvae-of-pictures"
    ])
    expect(conditioned(fmaWhisper)).toEqual([
      "one-hot",
      "tell",
      "one-hot-marginal",
      "tell-marginal",
      "one-hot-another",
      "tell-another",
      "train-told-frames",
      "encode-told",
      "encode-told-marginal",
      "encode-told-another",
      "fuse-told",
      "fuse-told-marginal",
      "fuse-told-another",
      "k-means-β-cvae-tf-idf",
      "ward-β-cvae-tf-idf",
      "dbscan-β-cvae-tf-idf",
      "k-means-β-cvae-tf-idf-all-genres",
      "k-means-β-cvae-tf-idf-another-genre",
      "k-means-β-cvae",
      "k-means-β-cvae-all-genres",
      "k-means-β-cvae-another-genre",
      "t-sne-β-cvae-tf-idf"
    ])
    expect(conditioned(fourMula)).toContain("k-means-vae-lyrics-genre")
    expect(conditioned(mfccTiledLyrics)).toEqual([])
    expect(conditioned(languageBalance)).toEqual(["one-hot", "append-condition", "k-means-β-vae-tf-idf-genre"])
  })
})

describe("the study of generated classes", () => {
  it("finds all classes without a model, and cannot tell apart pictures that are drawn alike", async () => {
    using runs = new StudyRuns()

    const run = await runs.run({
      study: "studies/synthetic-vae",
      targets: ["compare-published", "draw-generated"],
      set: {
        "synthetic-classes.perClass": "60",
        "synthetic-pictures.perClass": "12",
        "train-frames.epochs": "2",
        "train-vae.epochs": "60",
        "train-vae-2.epochs": "2",
        "train-vae-4.epochs": "2",
        "train-vae-8.epochs": "2",
        "train-told-frames.epochs": "1",
        "train-conditional-vae.epochs": "2",
        "train-hybrid-vae.epochs": "2"
      }
    })

    expect(run.failures).toEqual([])
    expect(run.metric("score-k-means-features.ARI (label)")).toBe(1)
    expect(run.metric("score-k-means-pca.ARI (label)")).toBe(1)
    expect(run.metric("score-k-means-vae.ARI (label)")).toBe(1)
    const labels = Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 12))
    const ceiling = run.metric("score-three-patterns.ARI (label)")
    expect(ceiling).toBeCloseTo(adjustedRand(labels, labels.map((label) => label % 3)), 10)
    expect(run.metric("score-patterns-and-a-coin.ARI (label)")).toBeLessThan(0.52)
    expect(run.metric("score-k-means-convvae-of-pictures.ARI (label)")).toBeLessThan(ceiling)
    expect(run.summaries.get("draw-generated")).toMatch(/makes something nearest to the mean .* in \d of 5 cases/)
  })

  it("allows an ARI of 0.614 at the published size, and of 0.500 with five clusters", () => {
    const labels = Int32Array.from({ length: 1000 }, (_, i) => Math.floor(i / 200))
    const patterns = labels.map((label) => label % 3)
    const coin = patterns.map((pattern, i) => pattern === 2 ? 2 : pattern + 3 * (i % 2))

    expect(adjustedRand(labels, patterns)).toBeCloseTo(0.614, 3)
    expect(adjustedRand(labels, coin)).toBeCloseTo(0.5, 2)
  })
})

describe("the study of tiled lyrics", () => {
  it("separates noise as well as music, by the line that a track was given", async () => {
    using runs = new StudyRuns()

    const run = await runs.run({
      study: "studies/mfcc-tiled-lyrics",
      targets: ["compare-published", "compare-published-2"],
      set: {
        "corpus.tracks": "60",
        "render-corpus.durationSec": "1",
        "train-frames.epochs": "1",
        "train-beta.epochs": "1",
        "train-beta-0-0125.epochs": "1",
        "train-beta-0-1.epochs": "1",
        "train-beta-1.epochs": "1"
      }
    })

    expect(run.failures).toEqual([])
    const silhouette = (space: string) => run.metric(`score-k-means-${space}.silhouette (own space)`)
    expect(silhouette("noise-tiled-lyrics")).toBeGreaterThan(0.3) // 0.338 to 0.365 with 1,000 tracks
    expect(silhouette("noise-tiled-lyrics")).toBeGreaterThan(silhouette("noise") + 0.2)
    expect(Math.abs(silhouette("vae-shuffled-lyrics") - silhouette("vae-tiled-lyrics"))).toBeLessThan(0.05)
    expect(run.metric("score-lines-noise.ARI (label)")).toBeGreaterThan(0.87)
    expect(run.metric("score-lines-vae.ARI (label)")).toBeGreaterThan(0.87)
    expect(run.summaries.get("score-dbscan-noise-tiled-lyrics")).toBe("no cluster: all 60 tracks are noise")
    expect(run.summaries.get("score-dbscan-vae-tiled-lyrics")).toBe("no cluster: all 60 tracks are noise")
  })
})

describe("the study of transcripts", () => {
  it("clusters the words alone where it is given a table of them", async () => {
    using runs = new StudyRuns()
    const file = path.join(runs.folder, "lyrics.csv")
    const line = (i: number) =>
      `${i}.wav,${i % 2 === 0 ? "Folk" : "Rock"},"${["river stone", "thunder wheel"][i % 2]} again ${i}"`
    fs.writeFileSync(
      file,
      ["filename,genre,lyrics", ...Array.from({ length: 40 }, (_, i) => line(i)), "40.wav,Folk,Oh"].join("\n")
    )

    const run = await runs.run({
      study: "studies/fma-whisper",
      targets: ["study-page"],
      set: { "k-means-tf-idf.k": "2" },
      data: file
    })

    expect(run.failures).toEqual([])
    expect(run.summaries.get("clean-transcripts")).toBe("1 of 41 say [Instrumental]")
    expect(run.metric("score-k-means-tf-idf.ARI (label)")).toBeGreaterThan(0.8)
    expect(run.report).toEqual(
      expect.arrayContaining([
        "report.html",
        "report.md",
        "figures/ranking-agreement.svg",
        "figures/ranking-agreement.png"
      ])
    )
  })
})

describe("the study of two languages", () => {
  it("reads what it laid out as MERGE and BanglaBeats: words on one side, other recordings, pictures hardly learnt", async () => {
    using runs = new StudyRuns()

    const run = await runs.run({
      study: "studies/language-balance",
      targets: ["sharpness-conv-vae", "feature-areas", "tf-idf"],
      set: {
        "plan-collections.english": "12",
        "plan-collections.bangla": "20",
        "train-conv-vae.epochs": "2",
        "train-conv-vae.channels": "[4,8,16,32]"
      }
    })

    expect(run.failures).toEqual([])
    expect(run.summaries.get("read-made-collections")).toBe("32 tracks: 20 bn, 12 en")
    expect(run.summaries.get("tf-idf")).toMatch(/terms in (?:[1-9]|1[012]) of 32 tracks/)
    expect(run.metric("feature-areas.ROC area of rms_mean")).toBeGreaterThan(0.65) // 4 dB apart
    expect(Math.abs(run.metric("sharpness-conv-vae.sharpness"))).toBeLessThan(0.2) // no more than noise has
  })
})
