/**
 * 512 mel statistics and lyrics: VAEs with β = 1, 2, 4 and 8, one told the genre, an autoencoder, and fusions; k = 6.
 * Repeats Nadim-Mahmud-23/CSE-715---FALL-2025---Project on 4MuLA tiny (`--data 4mula_tiny.parquet`); the embedded corpus
 * stands in. Its code is not stored: epochs, latents and k are known, widths, batch and rate are assumed. Numbers: docs/papers.md.
 */
import { encode } from "../../nodes/embed/encode.ts"
import { pca } from "../../nodes/embed/pca.ts"
import { oneHot } from "../../nodes/features/one-hot.ts"
import { standardize } from "../../nodes/features/standardize.ts"
import { tell } from "../../nodes/features/tell.ts"
import { viewFeatures } from "../../nodes/features/view-features.ts"
import { concatenate } from "../../nodes/fuse/concatenate.ts"
import { keepMeasured } from "../../nodes/ingest/keep-measured.ts"
import type { Published } from "../../nodes/row/published.ts"
import { Trainer } from "../../nodes/row/trainer.ts"
import { appendCondition } from "../../nodes/study/append-condition.ts"
import { judgeLyrics } from "../../nodes/text/judge-lyrics.ts"
import { trainAutoencoder } from "../../nodes/train/autoencoder.ts"
import { trainConditionalVae } from "../../nodes/train/conditional-vae.ts"
import { trainVae } from "../../nodes/train/vae.ts"
import * as Pipeline from "../../src/dataflow/dsl/pipeline.ts"
import type { Space } from "../parts/cluster-and-score.ts"
import { clusterEachAsPublished, type PublishedClusterer } from "../parts/cluster-as-published.ts"
import { dataSource } from "../parts/data-source.ts"
import { lyricsTerms } from "../parts/lyrics-of.ts"
import { lyricsSpace } from "../parts/lyrics-space.ts"
import { melStatisticTracks } from "../parts/mel-statistic-tracks.ts"
import { plainAdam } from "../parts/plain-adam.ts"
import { reportStudy, type StudiedModel } from "../parts/report-study.ts"

const kMeans = { name: "K-Means", k: 6 } as const // as its files have it; its README says 10
const run = 0
const conditions = { labels: "conditions" } as const
const mean = { take: "mean" } as const
const betas = [1, 2, 4, 8]

/** Sums of squared errors and of KL per track, as the published curves show; 100 epochs for β = 1, else 80. */
const training = {
  ...plainAdam,
  hidden: [256, 128], // assumed, as are batch and rate
  latents: 32,
  likelihood: "gaussian",
  batchSize: 32,
  learningRate: 1e-3,
  reduction: "sum",
  gradientClipNorm: 1e6
} as const
const logVarLimit = 10
const epochsOf = (beta: number): number => beta === 1 ? 100 : 80

const columns = ["silhouette", "Davies–Bouldin", "Calinski–Harabasz", "ARI", "NMI", "purity"] as const
/** The original's table: in the order of `columns`. */
const table: ReadonlyArray<readonly [space: string, method: string, ...values: ReadonlyArray<number>]> = [
  ["VAE + lyrics + genre", "K-Means", 0.0227, 4.2, 48.9, 0.0758, 0.1648, 0.2767],
  ["VAE + lyrics", "K-Means", 0.0196, 4.11, 51.2, 0.0763, 0.1383, 0.2741],
  ["VAE, β = 2", "K-Means", 0.2246, 1.777, 258.6, 0.0225, 0.0803, 0.2098],
  ["VAE, β = 4", "K-Means", 0.2834, 1.502, 321.9, 0.0169, 0.0716, 0.1957],
  ["VAE, β = 8", "K-Means", 0.3692, 1.278, 515.2, 0.0177, 0.0691, 0.2017],
  ["VAE, β = 1", "K-Means", 0.2633, 1.549, 233.9, 0.0159, 0.06, 0.1891],
  ["CVAE", "K-Means", 0.1362, 2.583, 129.9, 0.0123, 0.0519, 0.1866],
  ["autoencoder", "K-Means", 0.2462, 1.686, 357.9, 0.0127, 0.0513, 0.1896],
  ["features", "spectral", 0.2253, 2.081, 217.7, 0.0062, 0.036, 0.1831],
  ["PCA", "K-Means", 0.3224, 1.506, 321.8, 0.0055, 0.0343, 0.1826]
]
const numbers: ReadonlyArray<Published> = table.flatMap(([space, method, ...values]) =>
  columns.map((metric, i) => ({
    space,
    method,
    metric,
    against: i < 3 ? "own space" as const : "label" as const,
    published: values[i]!,
    recomputed: null
  }))
)

const study = Pipeline.gen("studies/four-mula", { seed: 7, request: dataSource }, function*(data) {
  const found = yield* melStatisticTracks(data, { tracks: 240, durationSec: 5 })
  const { features } = yield* standardize({ features: found.features }, { method: "z" })
  const { tracks } = yield* keepMeasured({ tracks: found.tracks, features }, { fewest: 1 })
  const { components } = yield* pca({ features }, { components: 32 })

  const models: Array<StudiedModel> = []
  const vaes: Array<Space> = []
  const { view } = yield* viewFeatures({ features }, {})
  for (const beta of betas) {
    const vae = yield* trainVae.as(`train-beta-${beta}`)(
      { view },
      { ...training, logVarLimit, epochs: epochsOf(beta), beta }
    )
    const { collapse, latents } = yield* encode.as(`encode-beta-${beta}`)({ model: vae.model, view }, mean)
    models.push({ name: `VAE, β = ${beta}`, history: vae.history, collapse })
    vaes.push({ name: `VAE, β = ${beta}`, vectors: latents, run })
  }
  const plain = yield* trainAutoencoder({ view }, { ...training, epochs: 100, beta: 1 })
  const coded = yield* encode.as("encode-autoencoder")({ model: plain.model, view }, mean)
  const { condition } = yield* oneHot({ tracks }, { column: "label", told: "own" })
  const shares = yield* oneHot.as("genre-shares")({ tracks }, { column: "label", told: "marginal" })
  const genre = yield* tell.as("tell-genre")({ view, condition }, {})
  const genreShares = yield* tell.as("tell-genre-shares")({ view, condition: shares.condition }, {})
  const { model } = yield* trainConditionalVae(genre, { ...training, logVarLimit, epochs: 100, beta: 1 })
  const told = yield* encode.as("encode-conditional", conditions)({ model, ...genre }, mean)
  const untold = yield* encode.as("encode-untold", conditions)({ model, ...genreShares }, mean)

  // the original's lyrics are 384 numbers of a sentence encoder; without one they are topics of TF-IDF
  const judged = yield* judgeLyrics({ tracks }, {
    languages: ["en", "es", "pt", "bn"],
    minimumWords: 5,
    remarks: "states"
  })
  const { embedding, lyrics } = yield* lyricsSpace(data, { tracks, lyrics: judged.lyrics }, {
    ...lyricsTerms,
    components: data._tag === "Embedded" ? 64 : 384,
    oversampling: 10,
    iterations: 7,
    topWords: 10,
    unitLength: true
  })
  const [{ vectors: latents }] = vaes as [Space]
  const { fused } = yield* concatenate(
    { audio: latents, embedding, lyrics },
    { scaling: "columns", audioWeight: 1, lyricsWeight: 1, components: null }
  )
  const withGenre = yield* appendCondition({ vectors: fused, condition }, {})

  const spectral = { ...kMeans, name: "spectral" } as const
  const raw: Space = { name: "features", vectors: features, run }
  const planned: ReadonlyArray<readonly [Space, PublishedClusterer]> = [
    ...vaes.map((space) => [space, kMeans] as const),
    [vaes[0]!, { ...kMeans, name: "Ward" }],
    [vaes[0]!, { name: "DBSCAN", eps: "knee", minSamples: 5 }], // its radius is not known
    [{ name: "autoencoder", vectors: coded.latents, run }, kMeans],
    [{ name: "VAE + lyrics", vectors: fused, run }, kMeans],
    [{ name: "PCA", vectors: components, run }, kMeans],
    [raw, kMeans],
    [raw, spectral],
    [raw, { ...kMeans, name: "random labels" }],
    [raw, { name: "one cluster" }],
    [{ name: "CVAE", vectors: told.latents, run, isLabelConditioned: true }, kMeans],
    [{ name: "CVAE, all genres", vectors: untold.latents, run, isLabelConditioned: true }, kMeans],
    [{ name: "VAE + lyrics + genre", vectors: withGenre.fused, run, isLabelConditioned: true }, kMeans]
  ]
  const results = yield* clusterEachAsPublished(planned, { tracks, common: features, permutations: 100 })
  const { scores } = results

  return yield* reportStudy({
    tracks,
    from: data,
    labelName: "genre",
    scores,
    tables: [{
      title: "Published and here",
      sentence: "Two of the published methods were given the genre that they are scored against; they are marked.",
      labelName: "genre",
      scores,
      numbers
    }],
    models,
    shown: { name: "VAE, β = 1", vectors: latents, assignments: results.of(latents).assignments },
    baselines: ["PCA", "features"],
    notes: ["The original's convolutional VAE is not repeated: neither its layers nor its input are stored."]
  })
})

export default Pipeline.provide(study, Trainer.layer)
