import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readTable } from "../../src/format/parquet.ts"
import { encodeWav16 } from "../../src/music/audio/wav.ts"
import { corpusTrack, renderTrack } from "../../src/music/corpus/corpus.ts"
import { corpusSampleRateHz } from "../../src/music/corpus/oscillator.ts"
import { EasyRuns, quick } from "./easy-runs.ts"

const corpus = { "corpus.tracks": "20", "render-corpus.durationSec": "1" }

let runs: EasyRuns
let medium: Awaited<ReturnType<EasyRuns["runOf"]>>
let hard: Awaited<ReturnType<EasyRuns["runOf"]>>
beforeAll(async () => {
  runs = new EasyRuns()
  const steps = async (name: string) => (await runs.load(name)).steps
  medium = await runs.runOf("medium", { set: { ...quick(await steps("medium")), ...corpus } })
  hard = await runs.runOf("hard", { set: { ...quick(await steps("hard")), ...corpus } })
}, 300_000)
afterAll(() => runs[Symbol.dispose]())

const report = (pipeline: string) => fs.readFileSync(runs.artifact("report.md", pipeline), "utf8")
const rows = (pipeline: string, file: string) => readTable(runs.artifact(file, pipeline))

describe("the Medium pipeline", () => {
  it("ranks seven spaces under three clusterers and shows what lyrics add beside its control", async () => {
    const ranking = await rows("medium", "rank-methods/ranking.parquet")

    expect(medium.failures).toEqual([])
    expect(new Set(ranking.map(({ method }) => method))).toEqual(new Set(["K-Means", "Ward", "DBSCAN"]))
    expect(new Set(ranking.map(({ space }) => space)).size).toBe(7)
    expect(report("medium")).toMatch(/Lyrics (add|are not shown to add)|With lyrics beside audio ARI falls/)
    const shuffled = ranking.find(({ method, space }) => method === "K-Means" && String(space).includes("shuffled"))
    expect(shuffled).toMatchObject({ runs: 3 }) // one control would be one draw of chance
  })
})

describe("what the ConvVAE makes", () => {
  it("is heard in Medium and in Hard, with what cannot be heard in Hard said", () => {
    for (const name of ["medium", "hard"]) {
      expect(report(name)).toContain("### Reconstructions by the ConvVAE, heard")
      expect(report(name)).toMatch(/Along z\d+, which tells most/)
      expect(report(name)).toMatch(/From “.+” to “.+” the picture changes by/)
      expect(report(name)).toContain("The mean latents of 8 genres, decoded: most alike are")
    }
    const page = fs.readFileSync(runs.artifact("report.html", "hard"), "utf8")
    expect(page.match(/src="data:audio\/ogg;base64/g)).toHaveLength(1 + 1 + 3 + 3 + 8) // shown, made, latent, way, genres
    expect(report("hard")).toContain("decodes features and no spectrogram, so what it makes for one cannot be heard")
  })
})

describe("the Hard pipeline", () => {
  it("runs no node again that Medium ran", () => {
    expect(hard.failures).toEqual([])
    expect(hard.ran).not.toContain("extract")
    expect(hard.ran).not.toContain("train-conv-vae")
    expect(hard.ran.filter((step) => medium.ran.includes(step)).sort()).toEqual([
      "choose-k", // these are about what a pipeline shows in detail, or about all its methods
      "choose-previews",
      "cluster-stability",
      "describe-clusters",
      "describe-features",
      "describe-languages",
      "describe-words",
      "draw-clusters",
      "draw-languages",
      "draw-map",
      "draw-ranking",
      "present-classes", // with a remark on a model that only Hard has
      "preview", // of other tracks
      "rank-methods",
      "rank-unlabelled",
      "show-merges",
      "show-radii",
      "show-stability",
      "study-report",
      "t-sne",
      "umap"
    ])
  })

  it("never ranks a model that was told the genre", async () => {
    const ranking = await rows("hard", "rank-methods/ranking.parquet")

    const told = ranking.filter(({ space }) => String(space).startsWith("CVAE"))
    expect(told.map(({ isLabelConditioned, rank }) => ({ isLabelConditioned, rank }))).toEqual([
      { isLabelConditioned: true, rank: null },
      { isLabelConditioned: true, rank: null }
    ])
    expect(ranking.filter(({ isLabelConditioned }) => isLabelConditioned)).toHaveLength(2)
    expect(report("hard").indexOf("### Label-conditioned, not ranked")).toBeGreaterThan(0)
  })

  it("trains every learnt space from three seeds and everything else once", async () => {
    const ranking = await rows("hard", "rank-methods/ranking.parquet")

    const under = (method: string) =>
      Object.fromEntries(ranking.filter((row) => row["method"] === method).map(({ runs: n, space }) => [space, n]))
    expect(under("K-Means")).toMatchObject({ VAE: 3, AE: 3, VaDE: 3, "product of experts": 3, HybridVAE: 3, PCA: 1 })
    expect(under("its own components")).toEqual({ VaDE: 3 })
  })
})

describe("the Hard pipeline on a folder without lyrics and without labels", () => {
  it("runs on audio alone and says so", async () => {
    const folder = path.join(runs.folder, "unsorted")
    fs.mkdirSync(folder, { recursive: true })
    for (let i = 0; i < 14; i++) {
      const track = corpusTrack(3, i)
      fs.writeFileSync(path.join(folder, `${track.id}.wav`), encodeWav16(renderTrack(track, 1), corpusSampleRateHz))
    }
    const steps = (await runs.load("hard", folder)).steps

    const run = await runs.runOf("hard", { data: folder, set: quick(steps) })

    expect(run.failures).toEqual([])
    expect(report("hard@unsorted")).toContain("No track has lyrics, so everything here is about audio alone")
    expect(report("hard@unsorted")).toContain("They carry no labels, so agreement with labels is not measured")
    expect(report("hard@unsorted")).toMatch(/The best silhouette in features is/)
  }, 300_000)
})
