/** Spectrograms through features, one epoch of a convolutional VAE, K-Means and scores. Run by ../../scale.ts. */
import { kMeans } from "../../../nodes/cluster/k-means.ts"
import { encode } from "../../../nodes/embed/encode.ts"
import { pca } from "../../../nodes/embed/pca.ts"
import { scoreMethod } from "../../../nodes/evaluate/score-method.ts"
import { standardize } from "../../../nodes/features/standardize.ts"
import { viewSpectrograms } from "../../../nodes/features/view-spectrograms.ts"
import { keepMeasured } from "../../../nodes/ingest/keep-measured.ts"
import { Trainer } from "../../../nodes/row/trainer.ts"
import { trainConvVae } from "../../../nodes/train/conv-vae.ts"
import { plainAdam } from "../../../pipelines/parts/plain-adam.ts"
import * as Pipeline from "../../../src/dataflow/dsl/pipeline.ts"
import { inventSpectrogram } from "../nodes/invent-spectrogram.ts"
import { inventTracks } from "../nodes/invent-tracks.ts"

const clustering = { k: 8, kMin: 8, kMax: 8, restarts: 3, maxIterations: 100, tolerance: 1e-4 }

const scale = Pipeline.gen("scale", { seed: 1 }, function*() {
  const { tracks: found } = yield* inventTracks({}, { tracks: 20_000 })
  const { features: raw, logMel } = yield* inventSpectrogram({ tracks: found }, {})
  const { features } = yield* standardize({ features: raw }, { method: "z" })
  const { tracks } = yield* keepMeasured({ tracks: found, features }, { fewest: 1 })
  const { components } = yield* pca({ features }, { components: 16 })
  yield* kMeans.as("cluster-pca")({ vectors: components }, clustering)
  const { view } = yield* viewSpectrograms({ logMel, features }, { floorDb: -80, blockRows: 256 })
  const { model } = yield* trainConvVae({ view }, {
    ...plainAdam,
    channels: [16, 32, 64],
    kernel: 3,
    latents: 16,
    likelihood: "bernoulli",
    logVarLimit: 10,
    epochs: 1,
    batchSize: 64,
    learningRate: 1e-3,
    beta: 1,
    reduction: "sum",
    gradientClipNorm: 100,
    threads: 2
  })
  const { latents } = yield* encode.as("encode-spectrograms")({ model, view }, { take: "mean" })
  const { assignments } = yield* kMeans({ vectors: latents }, clustering)
  const { scores } = yield* scoreMethod({ vectors: latents, common: features, assignments, tracks }, {
    method: "K-Means",
    space: "ConvVAE",
    run: 0,
    level: 0.95,
    permutations: 20, // what a study draws two hundred times
    resamples: 20,
    groups: "none",
    fewestGroups: 10,
    halves: 1
  })
  return { assignments, scores }
})

export default Pipeline.provide(scale, Trainer.layer)
