/** The training of pipelines/easy.ts with its numbers, and the loss of the tracks it holds out: what searches are tried on. */
import { standardize } from "../../../nodes/features/standardize.ts"
import { viewFeatures } from "../../../nodes/features/view-features.ts"
import { Trainer } from "../../../nodes/row/trainer.ts"
import { trainVae } from "../../../nodes/train/vae.ts"
import { dataSource } from "../../../pipelines/parts/data-source.ts"
import { measuredTracks } from "../../../pipelines/parts/measured-tracks.ts"
import * as Pipeline from "../../../src/dataflow/dsl/pipeline.ts"
import { heldOut } from "../nodes/held-out.ts"

const training = Pipeline.gen("train", { seed: 7, request: dataSource }, function*(data) {
  const { features: raw, tracks } = yield* measuredTracks(data)
  const { features } = yield* standardize({ features: raw }, { method: "z" })
  const { view } = yield* viewFeatures({ features }, {})
  const { history } = yield* trainVae.as("train")({ view, groups: [tracks] }, {
    hidden: [32, 16],
    latents: 8,
    likelihood: "gaussian",
    epochs: 100,
    batchSize: 32,
    learningRate: 1e-3,
    learningRateSchedule: "constant",
    weightDecay: 0,
    beta: 0.5,
    klWarmupEpochs: 10,
    klCycles: 1,
    freeBits: 0,
    reduction: "sum",
    gradientClipNorm: 100,
    logVarLimit: 10,
    validationShare: 0.1,
    patience: null,
    backend: "ort",
    threads: 1
  })
  const { loss } = yield* heldOut({ history }, {})
  return { loss }
})

export default Pipeline.provide(training, Trainer.layer)
