/**
 * Songs as 512 mel statistics, spectrograms and lyrics, under every model of studies/four-mula: a group of steps. What is
 * not stored of the original is marked "rule".
 */
import { encode } from "../../nodes/embed/encode.ts"
import { pca } from "../../nodes/embed/pca.ts"
import { oneHot } from "../../nodes/features/one-hot.ts"
import { standardize } from "../../nodes/features/standardize.ts"
import { tell } from "../../nodes/features/tell.ts"
import { viewFeatures } from "../../nodes/features/view-features.ts"
import { viewSpectrograms } from "../../nodes/features/view-spectrograms.ts"
import { concatenate } from "../../nodes/fuse/concatenate.ts"
import { keepMeasured } from "../../nodes/ingest/keep-measured.ts"
import { appendCondition } from "../../nodes/study/append-condition.ts"
import { judgeLyrics } from "../../nodes/text/judge-lyrics.ts"
import { trainAutoencoder } from "../../nodes/train/autoencoder.ts"
import { trainConditionalVae } from "../../nodes/train/conditional-vae.ts"
import { trainConvVae } from "../../nodes/train/conv-vae.ts"
import { trainVae } from "../../nodes/train/vae.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import type { Space } from "./cluster-and-score.ts"
import { lyricsTerms } from "./lyrics-of.ts"
import { lyricsSpace } from "./lyrics-space.ts"
import { melStatisticTracks } from "./mel-statistic-tracks.ts"
import { plainAdam } from "./plain-adam.ts"
import { floorDb, mean } from "./training.ts"

const run = 0
const conditions = { labels: "conditions" } as const
const betas = [2, 4, 8]

/** Sums of squared errors and of KL per track, as the published curves show; 100 epochs for β = 1, else 80. */
const training = {
  ...plainAdam,
  likelihood: "gaussian",
  batchSize: 32,
  learningRate: 1e-3,
  reduction: "sum",
  gradientClipNorm: 1e6
} as const
const dense = { ...training, hidden: [256, 128], latents: 32 } as const // rule: 256 is stated, the second layer is not
const logVarLimit = 10

/**
 * rule: of the convolutional VAE only its 64 latents are stated, and that it takes spectrograms. Three layers that halve
 * both axes, of 8, 16 and 32 channels, their windows of four an even number of steps, so that no grid is left in what is
 * decoded; on each whole song as 128 × 128 levels, 0 being 80 dB below the peak, which is 1.
 */
const convolutional = { ...training, channels: [8, 16, 32], kernel: 4, latents: 64, logVarLimit, beta: 1 } as const

/** Places the models and everything that is clustered. */
export function* melSpaces(data: DataSource) {
  const found = yield* melStatisticTracks(data, { tracks: 240, durationSec: 5 })
  const { features } = yield* standardize({ features: found.features }, { method: "z" })
  const { tracks } = yield* keepMeasured({ tracks: found.tracks, features }, { fewest: 1 })
  const { components } = yield* pca({ features }, { components: 32 })
  const { view } = yield* viewFeatures({ features }, {})

  const vae = yield* trainVae.as("train-beta-1")({ view }, { ...dense, logVarLimit, epochs: 100, beta: 1 })
  const placed = yield* encode.as("encode-beta-1")({ model: vae.model, view }, mean)
  const basic = { name: "VAE, β = 1", ...vae, ...placed, view }
  const byBeta = [basic]
  for (const beta of betas) {
    const other = yield* trainVae.as(`train-beta-${beta}`)({ view }, { ...dense, logVarLimit, epochs: 80, beta })
    const own = yield* encode.as(`encode-beta-${beta}`)({ model: other.model, view }, mean)
    byBeta.push({ name: `VAE, β = ${beta}`, ...other, ...own, view })
  }
  const plain = yield* trainAutoencoder({ view }, { ...dense, epochs: 100, beta: 1 })
  const coded = yield* encode.as("encode-autoencoder")({ model: plain.model, view }, mean)
  const autoencoder = { name: "autoencoder", ...plain, ...coded }

  const { condition } = yield* oneHot({ tracks }, { column: "label", told: "own" })
  const shares = yield* oneHot.as("genre-shares")({ tracks }, { column: "label", told: "marginal" })
  const genre = yield* tell.as("tell-genre")({ view, condition }, {})
  const genreShares = yield* tell.as("tell-genre-shares")({ view, condition: shares.condition }, {})
  const conditional = yield* trainConditionalVae(genre, { ...dense, logVarLimit, epochs: 100, beta: 1 })
  const told = yield* encode.as("encode-conditional", conditions)({ model: conditional.model, ...genre }, mean)
  const untold = yield* encode.as("encode-untold", conditions)({ model: conditional.model, ...genreShares }, mean)

  const pictures = yield* viewSpectrograms({ logMel: found.logMel, features }, { floorDb, blockRows: 256 })
  const layers = yield* trainConvVae.as("train-conv")(pictures, {
    ...convolutional,
    epochs: data._tag === "Embedded" ? 20 : 100 // 100 are stated; the stand-in takes 20, so that the study takes no hour
  })
  const seen = yield* encode.as("encode-conv")({ model: layers.model, ...pictures }, mean)
  const conv = { name: "Conv-VAE", ...layers, ...seen, ...pictures }

  // the original's lyrics are 384 numbers of a sentence encoder; without one they are topics of TF-IDF
  const judged = yield* judgeLyrics({ tracks }, {
    languages: ["en", "es", "pt", "bn"],
    minimumWords: 5,
    remarks: "states"
  })
  const words = yield* lyricsSpace(data, { tracks, lyrics: judged.lyrics }, {
    ...lyricsTerms,
    components: data._tag === "Embedded" ? 64 : 384,
    oversampling: 10,
    iterations: 7,
    topWords: 10,
    unitLength: true
  })
  const beside = { scaling: "columns", audioWeight: 1, lyricsWeight: 1, components: null } as const
  const sung = yield* concatenate({ audio: basic.latents, ...words }, beside)
  const sungConv = yield* concatenate.as("fuse-conv")({ audio: conv.latents, ...words }, beside)
  const withGenre = yield* appendCondition({ vectors: sung.fused, condition }, {})

  const of = (name: string, vectors: Space["vectors"]): Space => ({ name, vectors, run })
  const saw = (name: string, vectors: Space["vectors"]): Space => ({ ...of(name, vectors), isLabelConditioned: true })
  return {
    ...found,
    tracks,
    features,
    models: { basic, byBeta, autoencoder, conv, conditional: { name: "CVAE", ...conditional, ...told } },
    vae: of(basic.name, basic.latents),
    betas: byBeta.map(({ latents, name }) => of(name, latents)),
    conv: of(conv.name, conv.latents),
    sung: of("VAE + lyrics", sung.fused),
    sungConv: of("Conv-VAE + lyrics", sungConv.fused),
    linear: of("PCA", components),
    raw: of("features", features),
    autoencoder: of(autoencoder.name, coded.latents),
    told: saw("CVAE", told.latents),
    untold: saw("CVAE, all genres", untold.latents),
    withGenre: saw("VAE + lyrics + genre", withGenre.fused)
  }
}

/** What `melSpaces` hands on. */
export type MelSpaces = PartsOf<typeof melSpaces>
