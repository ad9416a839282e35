/**
 * Medium: spectrograms and lyrics. A convolutional VAE, a VAE and principal components, with and without lyrics, each
 * under three clusterers; lyrics of other tracks as the control; one ranking and one report. hard.ts builds on it.
 */
import { encodeSpectrograms } from "../nodes/embed/encode-spectrograms.ts"
import { encode } from "../nodes/embed/encode.ts"
import { pca } from "../nodes/embed/pca.ts"
import { clusterAndScore, type Space } from "../nodes/evaluate/cluster-and-score.ts"
import { describeClusters } from "../nodes/evaluate/describe-clusters.ts"
import { rankMethods } from "../nodes/evaluate/rank-methods.ts"
import { standardize } from "../nodes/features/standardize.ts"
import { concatenate } from "../nodes/fuse/concatenate.ts"
import { keepMeasured } from "../nodes/ingest/keep-measured.ts"
import { measuredTracks } from "../nodes/ingest/measured-tracks.ts"
import { tSne } from "../nodes/project/t-sne.ts"
import { clusterCaptions, lossCaptions, mapCaptions, rankingCaptions } from "../nodes/report/captions.ts"
import { drawClusters } from "../nodes/report/draw-clusters.ts"
import { drawMap } from "../nodes/report/draw-map.ts"
import { drawRanking } from "../nodes/report/draw-ranking.ts"
import { drawTraining } from "../nodes/report/draw-training.ts"
import { studyReport } from "../nodes/report/study-report.ts"
import { lyricsOf } from "../nodes/text/lyrics-of.ts"
import { shuffleLyrics } from "../nodes/text/shuffle-lyrics.ts"
import { trainConvVae } from "../nodes/train/conv-vae.ts"
import { Trainer } from "../nodes/train/trainer.ts"
import { trainVae } from "../nodes/train/vae.ts"
import * as Pipeline from "../src/engine/pipeline.ts"

/** What all trainings share. */
export const training = {
  batchSize: 32,
  learningRate: 1e-3,
  learningRateSchedule: "constant",
  weightDecay: 0,
  klWarmupEpochs: 10,
  klCycles: 1,
  freeBits: 0,
  reduction: "sum",
  gradientClipNorm: 100,
  validationShare: 0.1,
  patience: null,
  backend: "ort",
  threads: 1
} as const
export const dense = { hidden: [32, 16], latents: 8, likelihood: "gaussian", logVarLimit: 10 } as const
/** Silhouettes prefer two or three clusters in most music, which say little: five is the least that is tried. */
export const scoring = { kMin: 5, kMax: 15, permutations: 200, resamples: 200 }
export const byBlocks = { scaling: "blocks", audioWeight: 1, lyricsWeight: 1, components: null } as const
export const floorDb = -80

/** Tracks, their lyrics, and the spaces in which Medium and Hard cluster them. */
export function* mediumSpaces(data: Pipeline.DataSource) {
  const measured = yield* measuredTracks(data)
  const { features } = yield* standardize({ features: measured.features }, { method: "z" })
  const { tracks } = yield* keepMeasured({ tracks: measured.tracks, features }, {})
  const { embedding, lyrics } = yield* lyricsOf(tracks)
  const shuffled = yield* shuffleLyrics({ embedding, lyrics }, { within: "all" })

  const { components } = yield* pca({ features }, { components: 8 })
  const vae = yield* trainVae({ features, groups: [tracks] }, { ...dense, ...training, epochs: 100, beta: 0.5 })
  const { collapse, latents } = yield* encode({ model: vae.model, features }, { take: "mean" })
  const models = [{ name: "VAE", history: vae.history, collapse }]
  const audio = [{ name: "PCA", vectors: components }, { name: "VAE", vectors: latents }]

  const conv = measured.logMel === null ? null : yield* convVae({ logMel: measured.logMel, features, groups: [tracks] })
  if (conv !== null) {
    models.push({ name: "ConvVAE", history: conv.history, collapse: conv.collapse })
    audio.push({ name: "ConvVAE", vectors: conv.latents })
  }

  const spaces: Array<Space> = audio.map((space) => ({ ...space, run: 0 }))
  for (const { name, vectors } of audio.slice(1)) {
    const own = yield* concatenate.as(`fuse-${name.toLowerCase()}`)({ audio: vectors, embedding, lyrics }, byBlocks)
    const other = yield* concatenate.as(`fuse-${name.toLowerCase()}-shuffled`)(
      { audio: vectors, embedding: shuffled.embedding, lyrics },
      byBlocks
    )
    spaces.push({ name: `${name} + lyrics`, vectors: own.fused, run: 0 })
    spaces.push({ name: `${name} + shuffled lyrics`, vectors: other.fused, run: 0 })
  }
  return {
    ...measured,
    rawFeatures: measured.features,
    found: measured.tracks,
    tracks,
    features,
    lyrics,
    embedding,
    spaces,
    models,
    vae,
    conv
  }
}

/** A convolutional VAE of log-mel spectrograms and what it makes of them. */
function* convVae(inputs: Parameters<typeof trainConvVae>[0]) {
  const { history, model } = yield* trainConvVae(inputs, {
    channels: [16, 32, 64],
    kernel: 3,
    latents: 16,
    likelihood: "bernoulli",
    logVarLimit: 10,
    floorDb,
    ...training,
    epochs: 20,
    beta: 1
  })
  const found = yield* encodeSpectrograms({ model, logMel: inputs.logMel, features: inputs.features }, {
    take: "mean",
    floorDb
  })
  return { history, model, ...found }
}

const baselines = ["PCA"]

const medium = Pipeline.gen("medium", { seed: 7 }, function*(data) {
  const parts = yield* mediumSpaces(data)
  const { audioFolder, features, found, labelName, lyrics, models, problems, quarantine, spaces, tracks } = parts

  const results = []
  for (const space of spaces) {
    for (const clusterer of ["K-Means", "Ward", "DBSCAN"] as const) {
      const result = yield* clusterAndScore(space, clusterer, { common: features, tracks, ...scoring })
      results.push({ ...result, space, clusterer })
    }
  }
  const scores = results.map((result) => result.scores)
  const ranked = yield* rankMethods({ scores }, {
    metric: "ARI",
    against: "label",
    shown: "label",
    permutations: 2000,
    resamples: 1000
  })
  const separated = yield* rankMethods.as("rank-unlabelled")({ scores }, {
    metric: "silhouette",
    against: "common space",
    shown: "label",
    permutations: 2000,
    resamples: 1000
  })

  // the last audio model with lyrics, in detail
  const shown = spaces.findLast(({ name }) => name.endsWith("VAE + lyrics"))!
  const { assignments } = results.find(({ clusterer, space }) => clusterer === "K-Means" && space === shown)!
  const { clusters } = yield* describeClusters({ vectors: shown.vectors, assignments, tracks }, {
    exemplars: 5,
    column: "label"
  })
  const { map } = yield* tSne({ vectors: shown.vectors }, { perplexity: 30, iterations: 750 })
  const mapFigure = yield* drawMap({ map, assignments, tracks }, { title: `t-SNE of ${shown.name}` })
  const clusterFigure = yield* drawClusters({ clusters }, { space: shown.name })
  const rankingFigure = yield* drawRanking({ ranking: ranked.ranking, unlabelled: separated.ranking }, {
    labelName,
    baselines
  })
  const curves = []
  for (const { history, name } of models) {
    curves.push((yield* drawTraining.as(`draw-${name.toLowerCase()}`)({ history }, { model: name })).figure)
  }
  const { report } = yield* studyReport({
    found,
    tracks,
    lyrics,
    problems,
    quarantine,
    ranking: ranked.ranking,
    unlabelledRanking: separated.ranking,
    comparisons: ranked.comparisons,
    assignments,
    clusters,
    collapse: models.map(({ collapse }) => collapse),
    audit: [],
    probes: [],
    stability: [],
    map,
    figures: [rankingFigure.figure, mapFigure.figure, clusterFigure.figure, ...curves]
  }, {
    audioFolder,
    labelName,
    shown: { space: shown.name, clusterer: "K-Means" },
    baselines,
    models: models.map(({ name }) => name),
    captions: [
      rankingCaptions,
      mapCaptions,
      clusterCaptions,
      ...models.map(({ name }) => lossCaptions(name))
    ],
    ablation: [
      { input: "audio", space: shown.name.replace(" + lyrics", "") },
      { input: "audio and lyrics", space: shown.name },
      { input: "audio and shuffled lyrics", space: shown.name.replace("lyrics", "shuffled lyrics") }
    ],
    notes: ["Every method ran once here; pipeline run hard compares seeds."]
  })
  return { report, ranking: ranked.ranking, assignments }
})

export default Pipeline.provide(medium, Trainer.layer)
