/**
 * The Easy task of studies/language-balance: 57 features, a VAE with two latents and k = 2. Its label is the language, which
 * the original never scored.
 */
import { encode } from "../../nodes/embed/encode.ts"
import { pca } from "../../nodes/embed/pca.ts"
import { featureAreas } from "../../nodes/evaluate/feature-areas.ts"
import { standardize } from "../../nodes/features/standardize.ts"
import { viewFeatures } from "../../nodes/features/view-features.ts"
import { keepMeasured } from "../../nodes/ingest/keep-measured.ts"
import type { Published } from "../../nodes/row/published.ts"
import { relabelByLanguage } from "../../nodes/study/relabel-by-language.ts"
import { trainAutoencoder } from "../../nodes/train/autoencoder.ts"
import { trainVae } from "../../nodes/train/vae.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import type { Space } from "./cluster-and-score.ts"
import { clusterEachAsPublished } from "./cluster-as-published.ts"
import type { measuredTracks } from "./measured-tracks.ts"
import { plainAdam } from "./plain-adam.ts"
import type { PublishedTable } from "./report-study.ts"

const seeds = [0, 1, 2, 3, 4, 5] // the original ran once, and seeds change its conclusion
const clusterer = { name: "K-Means", k: 2 } as const

/** Keras's Adam with the sums of squared errors and of KL, averaged over the batch. */
const training = {
  ...plainAdam,
  hidden: [32, 16],
  latents: 2,
  likelihood: "gaussian",
  epochs: 120,
  batchSize: 32,
  learningRate: 1e-3,
  beta: 1,
  reduction: "sum",
  gradientClipNorm: 1e6 // none in the original
} as const
const logVarLimit = 20 // none in the original: this one is never reached

/** Features that are about the recording: what they tell of a language, a collection tells. */
const recordingFeatures = ["rms_mean", "harmony_var"] as const

const number = { method: "K-Means", against: "own space" } as const
const language = { ...number, against: "label", published: null } as const
const easyNumbers: ReadonlyArray<Published> = [
  { ...number, space: "PCA", metric: "silhouette", published: 0.3666, recomputed: "0.36659" },
  { ...number, space: "PCA", metric: "Calinski–Harabasz", published: 1696.36, recomputed: "1696.37" },
  { ...number, space: "VAE", metric: "silhouette", published: 0.3351, recomputed: "0.328 to 0.354" },
  { ...number, space: "VAE", metric: "Calinski–Harabasz", published: 1393.13, recomputed: "1254 to 1505" },
  { ...language, space: "VAE", metric: "ARI", recomputed: "0.010 to 0.110" },
  { ...language, space: "VAE", metric: "purity", recomputed: "0.618 to 0.668" },
  { ...language, space: "PCA", metric: "purity", recomputed: "0.618" },
  { ...language, space: "features", method: "one cluster", metric: "purity", recomputed: "0.618, the majority" }
]

/** Places the Easy task, whose label is the language: six seeds of both models beside PCA and the features themselves. */
export function* easyTask(measured: Pick<PartsOf<typeof measuredTracks>, "features" | "tracks">) {
  const { features } = yield* standardize({ features: measured.features }, { method: "z" })
  const kept = yield* keepMeasured({ tracks: measured.tracks, features }, { fewest: 1 })
  const { tracks } = yield* relabelByLanguage({ tracks: kept.tracks }, {})
  const against = { tracks, common: features, permutations: 200 }

  const { components } = yield* pca({ features }, { components: 2 })
  const raw: Space = { name: "features", vectors: features, run: 0 }
  const linear: Space = { name: "PCA", vectors: components, run: 0 }
  const spaces: Array<Space> = [linear, raw]
  const models = []
  const latents = []
  const { view } = yield* viewFeatures({ features }, {})
  for (const run of seeds) {
    const named = (step: string) => run === 0 ? step : `${step}-${run}`
    const vae = yield* trainVae.as(named("train-vae"))({ view }, { ...training, logVarLimit })
    const coded = yield* encode.as(named("encode-vae"))({ model: vae.model, view }, { take: "mean" })
    const plain = yield* trainAutoencoder.as(named("train-autoencoder"))({ view }, training)
    const point = yield* encode.as(named("encode-autoencoder"))({ model: plain.model, view }, { take: "mean" })
    spaces.push({ name: "VAE", vectors: coded.latents, run }, { name: "autoencoder", vectors: point.latents, run })
    latents.push(coded.latents)
    models.push({ name: "VAE", history: vae.history, collapse: coded.collapse })
  }

  const planned = spaces.map((space) => [space, clusterer] as const)
  const results = yield* clusterEachAsPublished([...planned, [raw, { name: "one cluster" }]], against)
  const areas = yield* featureAreas({ tracks, features: measured.features }, { names: recordingFeatures })
  const vae: Space = { name: "VAE", vectors: latents[0]!, run: 0 }
  return {
    tracks,
    genres: kept.tracks,
    rawFeatures: measured.features,
    features,
    model: models[0]!,
    vae,
    linear,
    raw,
    results,
    scores: results.scores,
    areas: areas.scores
  }
}

/** What the Easy task has found. */
export type Easy = PartsOf<typeof easyTask>

/** Its published numbers. */
export const easyTable = ({ scores }: Easy): PublishedTable => ({
  title: "Easy: published and here",
  labelName: "language",
  sentence: "Silhouettes in spaces of different dimensions do not compare; agreement with language was not published.",
  scores,
  numbers: easyNumbers
})

/** What loudness alone tells. */
export const confoundTable = ({ areas }: Easy): PublishedTable => ({
  title: "One loudness feature alone",
  labelName: "language",
  sentence: "The two languages are two collections; what loudness tells apart is how they were recorded.",
  scores: [areas],
  numbers: recordingFeatures.map((space, i) => ({
    space,
    method: "one feature alone",
    metric: "ROC area",
    against: "language",
    published: null,
    recomputed: ["0.76", "0.81"][i]!
  }))
})
