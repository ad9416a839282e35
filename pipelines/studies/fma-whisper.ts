// pipelines/studies/: published work repeated with its own parameters, its numbers beside those from here.
/**
 * Log-mel pictures of 15 seconds and automatic transcripts: a dense VAE, a convolutional one, and one told the genre; k = 8.
 * Repeats ashrafulislamsami-design/CSE-425-Project-Fall-25. `--data lyrics.csv` clusters the transcripts alone, `--data
 * folder` audio with such a table inside; the embedded corpus stands in, with 32 frames for 640. Numbers: docs/papers.md.
 */
import { encode } from "../../nodes/embed/encode.ts"
import { concatenate } from "../../nodes/fuse/concatenate.ts"
import { readLyricsTable } from "../../nodes/ingest/read-lyrics-table.ts"
import { writeTables } from "../../nodes/report/write-tables.ts"
import { Trainer } from "../../nodes/row/trainer.ts"
import { extractFrames } from "../../nodes/study/extract-frames.ts"
import { reduceFrames } from "../../nodes/study/reduce-frames.ts"
import { viewFrames } from "../../nodes/study/view-frames.ts"
import { trainConvVae } from "../../nodes/train/conv-vae.ts"
import { trainVae } from "../../nodes/train/vae.ts"
import * as Pipeline from "../../src/dataflow/dsl/pipeline.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import type { Space } from "../parts/cluster-and-score.ts"
import { clusterEachAsPublished, type PublishedClusterer } from "../parts/cluster-as-published.ts"
import { dataSource } from "../parts/data-source.ts"
import { heardClasses, heardReconstructions } from "../parts/heard-model.ts"
import { drawMaps, mapOf, type MappedSpace, type PlacedMap } from "../parts/map-grid.ts"
import { plainAdam } from "../parts/plain-adam.ts"
import { numbers, ofWords, resultTables } from "../parts/published-fma-whisper.ts"
import { type DrawnFigure, reportStudy } from "../parts/report-study.ts"
import { reconstructionsInOrder, reconstructionsPerLabel } from "../parts/shown-by-model.ts"
import { spokenTracks } from "../parts/spoken-tracks.ts"
import { clustersAgainst } from "../parts/study-figures.ts"
import { studyWords } from "../parts/study-words.ts"
import { drawnAsTold, encodeTold, type Telling, tellings, whatWasTold } from "../parts/tellings.ts"
import { transcriptSpaces } from "../parts/transcript-spaces.ts"

const kMeans = { name: "K-Means", k: 8 } as const
const ward = { name: "Ward", k: 8 } as const
const dbscan = { name: "DBSCAN", eps: 0.5, minSamples: 5 } as const
const permutations = 100
const mean = { take: "mean" } as const
const run = 0

/** Adam with the sums of squared errors and of KL. */
const training = {
  ...plainAdam,
  latents: 128,
  likelihood: "gaussian",
  logVarLimit: 10,
  batchSize: 32,
  reduction: "sum"
} as const
const unclipped = { ...training, gradientClipNorm: 1e9 }
const layers = { channels: [32, 64, 128], kernel: 3 } as const
const denseTraining = {
  hidden: [512, 256],
  ...training,
  gradientClipNorm: 1,
  learningRate: 1e-4,
  epochs: 10,
  beta: 1
} as const
const convTraining = { ...layers, ...unclipped, learningRate: 1e-4, epochs: 20, beta: 1 } as const
const toldTraining = { ...layers, ...unclipped, learningRate: 5e-5, epochs: 50, beta: 4 } as const
const beside = { audioWeight: 1, lyricsWeight: 1, components: null } as const
const genres = 8
const titles = { title: "Published and here", labelName: "genre" } as const

/** Latents of a model that was told labels, beside the words, unscaled as the study had them. */
const besideWords = (
  step: string,
  audio: Parameters<typeof concatenate>[0]["audio"],
  words: Omit<Parameters<typeof concatenate>[0], "audio">
) => concatenate.as(step, { labels: "conditions" })({ audio, ...words }, { scaling: "none", ...beside })

/** Transcripts alone, for a table without audio. */
function* wordsAlone(data: Extract<DataSource, { readonly _tag: "Table" }>) {
  const { tracks: found } = yield* readLyricsTable({}, { file: data.path })
  const { raw, scaled, tracks, weights } = yield* transcriptSpaces(found)
  const against = { tracks, common: weights, permutations }
  const { scores } = yield* clusterEachAsPublished([
    [raw, kMeans],
    [scaled, kMeans],
    [raw, { ...kMeans, name: "random labels" }],
    [raw, { name: "one cluster" }]
  ], against)
  return yield* reportStudy({
    tracks,
    from: data,
    labelName: "genre",
    scores,
    tables: [{
      ...titles,
      sentence:
        "The study's best purity, 0.2731, is of a model that was told the genre; these are words without any model.",
      scores,
      numbers: ofWords
    }],
    models: [],
    shown: null,
    words: { ...studyWords.fmaWhisper, said: [] },
    baselines: ["TF-IDF", "TF-IDF, standardised"],
    notes: ["A table of words holds no audio: give a folder with the audio and this table for the models."]
  })
}

/** Maps of its three tasks. Its figure of the Easy task shows principal components, which stand beside the latents here. */
function* taskMaps({ easy, hard, medium, tracks }: {
  readonly tracks: Parameters<typeof drawMaps>[2]["tracks"]
  readonly easy: ReadonlyArray<MappedSpace>
  readonly medium: MappedSpace
  readonly hard: MappedSpace
}) {
  const colourings = [{ by: "cluster", groupTitle: "cluster", largest: null }, {
    by: "label",
    groupTitle: "genre",
    largest: genres
  }] as const
  const drawn: Array<DrawnFigure> = []
  for (const [task, spaces] of [["easy", easy], ["medium", [medium]], ["hard", [hard]]] as const) {
    const maps: Array<PlacedMap> = []
    for (const each of spaces) maps.push(yield* mapOf("t-SNE", each))
    const title = `t-SNE of the ${task} task`
    drawn.push(yield* drawMaps(maps, colourings, { id: `tsne-${task}`, title, tracks }))
  }
  return drawn
}

/** What a training of the stand-in differs in: it has so few batches that the published rates would move nothing. */
const standInRate = { learningRate: 1e-3 } as const // rule: ten times the published rate and more

/** Audio, transcripts and genre, as the study fused them. */
function* audioAndWords(data: DataSource) {
  const isStandIn = data._tag === "Embedded"
  // 640 frames are 15 s; the stand-in has 32, so that the study takes no hour
  const frames = isStandIn ? 32 : 640
  const rate = isStandIn ? standInRate : {}
  const spoken = yield* spokenTracks(data, { tracks: 96, durationSec: 2 })
  const measured = yield* extractFrames(spoken, { of: "log-mel", frames })
  const { pictures } = measured
  const { lyrics, raw, scaled, tracks, weights } = yield* transcriptSpaces(measured.tracks)
  const { components } = yield* reduceFrames({ pictures, tracks }, { components: 128 })

  const { view } = yield* viewFrames({ pictures, tracks }, { blockRows: 64 })
  const plain = yield* trainVae.as("train-dense")({ view }, { ...denseTraining, ...rate })
  const dense = yield* encode.as("encode-dense")({ model: plain.model, view }, mean)
  const conv = yield* trainConvVae.as("train-conv")({ view }, { ...convTraining, ...rate })
  const seen = yield* encode.as("encode-conv")({ model: conv.model, view }, mean)
  const told = yield* tellings(view, { column: "label", tracks })
  const conditional = yield* trainConvVae.as("train-told-frames", { labels: "conditions" })(
    { view: told.own.view },
    { ...toldTraining, ...rate }
  )
  const { model } = conditional
  const encoded = yield* encodeTold(model, told)

  const words = { embedding: weights, lyrics }
  const { fused } = yield* concatenate({ audio: seen.latents, ...words }, { scaling: "columns", ...beside })
  const hard = yield* besideWords("fuse-told", encoded.own.latents, words)
  const marginal = yield* besideWords("fuse-told-marginal", encoded.marginal.latents, words)
  const another = yield* besideWords("fuse-told-another", encoded.another.latents, words)

  const both: Space = { name: "ConvVAE + TF-IDF", vectors: fused, run }
  const linear: Space = { name: "PCA", vectors: components, run }
  const easy: Space = { name: "VAE", vectors: dense.latents, run }
  const audio: Space = { name: "ConvVAE", vectors: seen.latents, run }
  const conditioned = (name: string, vectors: Space["vectors"]): Space => ({
    name,
    vectors,
    run,
    isLabelConditioned: true
  })
  const latentsTold: Readonly<Record<Telling, Space>> = {
    own: conditioned("β-CVAE", encoded.own.latents),
    marginal: conditioned("β-CVAE, all genres", encoded.marginal.latents),
    another: conditioned("β-CVAE, another genre", encoded.another.latents)
  }
  const withWords = conditioned("β-CVAE + TF-IDF", hard.fused)
  const all = [kMeans, ward, dbscan]
  const planned: ReadonlyArray<readonly [Space, PublishedClusterer]> = [
    ...[linear, easy, audio, both].flatMap((space) => all.map((clusterer) => [space, clusterer] as const)),
    [raw, kMeans],
    [scaled, kMeans],
    ...all.map((clusterer) => [withWords, clusterer] as const),
    [conditioned("β-CVAE + TF-IDF, all genres", marginal.fused), kMeans],
    [conditioned("β-CVAE + TF-IDF, another genre", another.fused), kMeans],
    ...Object.values(latentsTold).map((space) => [space, kMeans] as const),
    [raw, { ...kMeans, name: "random labels" }],
    [raw, { name: "one cluster" }]
  ]
  const results = yield* clusterEachAsPublished(planned, { tracks, common: components, permutations })
  const { scores } = results
  const clustersOf = (space: Space) => results.of(space.vectors).assignments

  const what = yield* whatWasTold(told, encoded, {
    column: "label",
    labelName: "genre",
    tracks,
    clusters: {
      own: clustersOf(latentsTold.own),
      marginal: clustersOf(latentsTold.marginal),
      another: clustersOf(latentsTold.another)
    }
  })
  const shownAs = { tracks, column: "label", labelName: "genre", floorDb: null, valueTitle: "log power" } as const
  const shownDense = { name: "VAE", id: "vae", model: plain.model, view, ...dense }
  const shownConv = { name: "ConvVAE", id: "convvae", model: conv.model, view, ...seen }
  const shownTold = {
    name: "β-CVAE",
    id: "cvae",
    model,
    view,
    ...encoded.own,
    condition: told.own.condition
  }
  const one = yield* reconstructionsInOrder(shownTold, shownAs, 1)
  const perGenre = yield* reconstructionsPerLabel(shownTold, shownAs, genres)
  const ofDense = yield* reconstructionsPerLabel(shownDense, shownAs, genres)
  const ofConv = yield* reconstructionsPerLabel(shownConv, shownAs, genres)
  const heard = [
    yield* heardReconstructions(shownConv, shownAs, ofConv),
    yield* heardClasses(shownTold, shownAs)
  ]
  const asTold = yield* drawnAsTold({ model, ...perGenre }, told, { tracks, view, labelName: "genre", floorDb: null })
  const maps = yield* taskMaps({
    tracks,
    easy: [linear, easy].map((space) => ({ space, assignments: clustersOf(space) })),
    medium: { space: both, assignments: clustersOf(both) },
    hard: { space: withWords, assignments: clustersOf(withWords) }
  })
  const against = []
  for (const [task, space] of [["medium", both], ["hard", withWords]] as const) {
    against.push(
      yield* clustersAgainst(clustersOf(space), {
        id: `clusters-${task}`,
        title: `Genres in the clusters of ${space.name}`,
        column: "label",
        labelName: "genre",
        largest: 10,
        tracks
      })
    )
  }
  const { tables } = yield* writeTables({ scores }, { tables: [...resultTables] })

  const page = yield* reportStudy({
    tracks,
    from: data,
    labelName: "genre",
    scores,
    tables: [{
      ...titles,
      sentence: "The last model was told the genre that its clusters are then scored against.",
      scores,
      numbers
    }],
    models: [
      { name: "VAE", history: plain.history, collapse: dense.collapse },
      { name: "ConvVAE", history: conv.history, collapse: seen.collapse },
      { name: "β-CVAE", history: conditional.history, collapse: encoded.own.collapse }
    ],
    shown: null, // the maps of its tasks are among those drawn
    drawn: [...maps, ...against, one, perGenre.figure, ofDense.figure, ofConv.figure, what.figure, asTold],
    sections: heard,
    csv: [tables],
    words: {
      ...studyWords.fmaWhisper,
      said: [],
      gains: [{ what: "transcripts beside latents", from: audio.name, to: both.name, isControl: false }]
    },
    baselines: ["PCA", "TF-IDF", "TF-IDF, standardised"],
    notes: [
      "The mel filters are librosa's; the study's, from torchaudio, are spaced otherwise and not normalised.",
      ...(isStandIn
        ? [
          `The stand-in has ${frames} frames for 640 and learns at a rate of ${standInRate.learningRate}: at the published rates its few batches would move nothing.`
        ]
        : [])
    ]
  })
  return { ...page, tables, told: what.told }
}

const study = Pipeline.gen("studies/fma-whisper", { seed: 7, request: dataSource }, function*(data) {
  return yield* data._tag === "Table" ? wordsAlone(data) : audioAndWords(data)
})

export default Pipeline.provide(study, Trainer.layer)
