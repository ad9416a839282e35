/**
 * Fits a convolutional VAE to log-mel spectrograms. Next: nodes/embed/encode.ts. Model: src/learn/model/conv-vae.ts. Under
 * a view that is told something (nodes/features/tell.ts) the VAE is conditional.
 */
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { convVae } from "../../src/learn/model/conv-vae.ts"
import { latentsParam, likelihoodParam, logVarLimitParam } from "../row/dense-params.ts"
import { fitModel } from "../row/fit-model.ts"
import { HistoryRow } from "../row/history-row.ts"
import { trainedModel } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { continuesTraining, trainingParams } from "../row/training-params.ts"
import { view } from "../row/view.ts"

const positive = Schema.Int.check(Schema.isGreaterThan(0))

/**
 * @example
 * ```ts
 * import { trainConvVae } from "partita/nodes/train"
 * function* part(wires: Parameters<typeof trainConvVae>[0]) { // view, groups
 *   const { model, history } = yield* trainConvVae(wires, {
 *     channels: [16, 32, 64], kernel: 3, latents: 16, likelihood: "bernoulli", logVarLimit: 10, epochs: 20,
 *     batchSize: 32, learningRate: 1e-3, learningRateSchedule: "constant", weightDecay: 0, beta: 1,
 *     klWarmupEpochs: 10, klCycles: 1, freeBits: 0, reduction: "sum", gradientClipNorm: 100,
 *     validationShare: 0.1, patience: null, backend: "ort", threads: 1
 *   })
 *   return { model, history }
 * }
 * ```
 */
export const trainConvVae = /*#__PURE__*/ Node.make("train-conv-vae", {
  seeded: true,
  continues: continuesTraining,
  params: Schema.Struct({
    /** Of the encoder's layers, which the decoder mirrors. */
    channels: Schema.Array(positive),
    kernel: Schema.Literals([3, 4]),
    latents: latentsParam,
    likelihood: likelihoodParam,
    logVarLimit: logVarLimitParam,
    ...trainingParams
  }),
  inputs: { view: view("pictures"), groups: many(table(TrackGroup)) },
  outputs: { model: trainedModel, history: table(HistoryRow) },
  run: ({ inputs, params: { channels, kernel, latents, likelihood, logVarLimit, ...options }, ...context }) =>
    fitModel(context, inputs, options, ({ conditions, height, width }) => {
      const architecture = { height, width, channels, kernel, latents, conditions, logVarLimit, likelihood }
      return { model: convVae(architecture), architecture: { kind: "conv-vae", ...architecture } }
    })
})
