/**
 * The Medium and the Hard task of studies/language-balance: 128 × 128 log-mel pictures under three convolutional models
 * that differ in β alone, beside principal components, spectral statistics and lyrics. What the original lost is a rule.
 */
import { chooseExamples } from "../../nodes/embed/choose-examples.ts"
import { decode } from "../../nodes/embed/decode.ts"
import { encode } from "../../nodes/embed/encode.ts"
import { reducePictures } from "../../nodes/embed/reduce-pictures.ts"
import { measureSharpness } from "../../nodes/evaluate/measure-sharpness.ts"
import { oneHot } from "../../nodes/features/one-hot.ts"
import { standardize } from "../../nodes/features/standardize.ts"
import { viewSpectrograms } from "../../nodes/features/view-spectrograms.ts"
import { concatenate } from "../../nodes/fuse/concatenate.ts"
import { drawReconstructions } from "../../nodes/report/draw-reconstructions.ts"
import type { Track } from "../../nodes/row/track.ts"
import { appendCondition } from "../../nodes/study/append-condition.ts"
import { useMelStatistics } from "../../nodes/study/use-mel-statistics.ts"
import { judgeLyrics } from "../../nodes/text/judge-lyrics.ts"
import { tfIdf } from "../../nodes/text/tf-idf.ts"
import { trainConvVae } from "../../nodes/train/conv-vae.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Space } from "./cluster-and-score.ts"
import { heardReconstructions } from "./heard-model.ts"
import { lyricsTerms } from "./lyrics-of.ts"
import { plainAdam } from "./plain-adam.ts"
import type { DrawnFigure } from "./report-study.ts"
import { floorDb } from "./training.ts"

const run = 0
const mean = { take: "mean" } as const
const latents = 32 // rule: as many as the clusterers can still use; the original's are lost

/** rule: the loss of its Easy task, sums of squared errors and of KL; kernel, batch, rate and clipping are chosen here. */
const training = {
  ...plainAdam,
  kernel: 4,
  latents,
  likelihood: "gaussian",
  logVarLimit: 10,
  batchSize: 8,
  learningRate: 2e-3,
  reduction: "sum",
  gradientClipNorm: 1000
} as const

/** rule: β of the autoencoder is 0, so that its posteriors shrink to points and nothing but the weight of the KL differs. */
const models = [
  { name: "ConvVAE", id: "conv-vae", beta: 1 },
  { name: "β-VAE", id: "beta-vae", beta: 4 },
  { name: "ConvAE", id: "conv-ae", beta: 0 }
] as const

/** What a measured collection brings along for both tasks. */
export interface Pictured {
  readonly tracks: Ref<Table<Track>>
  readonly features: Parameters<typeof viewSpectrograms>[0]["features"]
  readonly logMel: Parameters<typeof viewSpectrograms>[0]["logMel"]
  readonly melStatistics: Parameters<typeof useMelStatistics>[0]["melStatistics"]
  readonly mayHaveLyrics: boolean
  /** Of four convolutions, each of which halves the picture. */
  readonly channels: ReadonlyArray<number>
  readonly epochs: number
}

/** Places the three models of the same pictures, and the spaces nothing was learnt for. */
export function* picturedSpaces({ channels, epochs, features, logMel, melStatistics }: Pictured) {
  const { view } = yield* viewSpectrograms({ logMel, features }, { floorDb, blockRows: 256 })
  const trained = []
  for (const { beta, id, name } of models) {
    const { history, model } = yield* trainConvVae.as(`train-${id}`)({ view }, { ...training, channels, epochs, beta })
    const coded = yield* encode.as(`encode-${id}`)({ model, view }, mean)
    const space: Space = { name, vectors: coded.latents, run }
    trained.push({ name, id, model, history, ...coded, space })
  }
  const { components } = yield* reducePictures({ view }, { components: latents })
  const statistics = yield* useMelStatistics({ melStatistics }, {})
  const spectral = yield* standardize.as("standardize-spectral")({ features: statistics.features }, { method: "z" })
  return {
    view,
    conv: trained[0]!,
    beta: trained[1]!,
    autoencoder: trained[2]!,
    pca: { name: "PCA of pictures", vectors: components, run } as Space,
    spectral: { name: "spectral features", vectors: spectral.features, run } as Space
  }
}

/** What both tasks are made of. */
export type PicturedSpaces = PartsOf<typeof picturedSpaces>

/** Places TF-IDF of the lyrics beside two of the spaces, and the genre beside one: the last is label-conditioned. */
export function* sungSpaces({ beta, conv }: PicturedSpaces, { tracks }: Pictured) {
  const { lyrics } = yield* judgeLyrics({ tracks }, { languages: ["en", "bn"], minimumWords: 5, remarks: "states" })
  const { weights } = yield* tfIdf({ lyrics }, { ...lyricsTerms, maxTerms: 100 }) // rule: the original's number is lost
  const beside = { scaling: "blocks", audioWeight: 1, lyricsWeight: 1, components: null } as const
  const fuse = (step: string, { vectors: audio }: Space) =>
    concatenate.as(step)({ audio, embedding: weights, lyrics }, beside)
  const medium = yield* fuse("fuse-conv-vae", conv.space)
  const hard = yield* fuse("fuse-beta-vae", beta.space)
  const { condition } = yield* oneHot({ tracks }, { column: "label", told: "own" })
  const told = yield* appendCondition({ vectors: hard.fused, condition }, {})
  return {
    medium: { name: "ConvVAE + TF-IDF", vectors: medium.fused, run } as Space,
    hard: { name: "β-VAE + TF-IDF", vectors: hard.fused, run } as Space,
    told: { name: "β-VAE + TF-IDF + genre", vectors: told.fused, run, isLabelConditioned: true } as Space
  }
}

/** Places the same tracks as the VAE and as the β-VAE reconstruct them, drawn and heard, and how much of the steps in pictures all three keep. */
export function* reconstructedPictures({ autoencoder, beta, conv, view }: PicturedSpaces, { tracks }: Pictured) {
  const figures: Array<DrawnFigure> = []
  const scores = []
  const sections = []
  for (const { errors, id, latents: points, model, name } of [conv, beta, autoencoder]) {
    // the order is the VAE's, so that all models show the same tracks
    const chosen = { latents: points, errors: conv.errors }
    if (id !== autoencoder.id) {
      const few = yield* chooseExamples.as(`choose-${id}`)(chosen, { count: 6 })
      const made = yield* decode.as(`decode-${id}`)({ model, points: few.points }, { floorDb })
      const inputs = { tracks, view, points: few.points, decoded: made.view, errors }
      const drawn = yield* drawReconstructions.as(`draw-reconstructions-${id}`)(inputs, {
        column: "language",
        valueTitle: "decibels"
      })
      const caption =
        "From the best to the worst track of the ConvVAE, in even steps; both models show the same tracks."
      figures.push({
        figure: drawn.figure,
        name: `reconstructions-${id}`,
        captions: { id: `reconstructions-${id}`, charts: { reconstructions: [`Reconstructions, ${name}`, caption] } }
      })
      const heard = yield* chooseExamples.as(`choose-heard-${id}`)(chosen, { count: 3 })
      const remade = yield* decode.as(`decode-heard-${id}`)({ model, points: heard.points }, { floorDb })
      const both = { points: heard.points, decoded: remade.view }
      sections.push(yield* heardReconstructions({ id, name, view }, { tracks, floorDb }, both))
    }
    const many = yield* chooseExamples.as(`choose-many-${id}`)(chosen, { count: 48 })
    const decoded = (yield* decode.as(`decode-many-${id}`)({ model, points: many.points }, { floorDb })).view
    scores.push((yield* measureSharpness.as(`sharpness-${id}`)({ view, decoded }, { space: name, floorDb })).scores)
  }
  return { figures, scores, sections }
}
