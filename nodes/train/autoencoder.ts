/** Fits a deterministic autoencoder to standardised features. Next: nodes/embed/encode.ts. Model: src/learn/model/autoencoder.ts. */
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { autoencoder } from "../../src/learn/model/autoencoder.ts"
import { denseParams } from "../row/dense-params.ts"
import { fitModel } from "../row/fit-model.ts"
import { HistoryRow } from "../row/history-row.ts"
import { trainedModel } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { continuesTraining, trainingParams } from "../row/training-params.ts"
import { view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { trainAutoencoder } from "partita/nodes/train"
 * function* part(wires: Parameters<typeof trainAutoencoder>[0]) { // view, groups
 *   const { model, history } = yield* trainAutoencoder(wires, {
 *     hidden: [32, 16], latents: 8, likelihood: "gaussian", epochs: 100, batchSize: 32, learningRate: 1e-3,
 *     learningRateSchedule: "constant", weightDecay: 0, beta: 0, klWarmupEpochs: 10, klCycles: 1,
 *     freeBits: 0, reduction: "sum", gradientClipNorm: 100, validationShare: 0.1, patience: null,
 *     backend: "ort", threads: 1
 *   })
 *   return { model, history }
 * }
 * ```
 */
export const trainAutoencoder = /*#__PURE__*/ Node.make("train-autoencoder", {
  seeded: true,
  continues: continuesTraining,
  params: Schema.Struct({ ...denseParams, ...trainingParams }),
  inputs: { view: view("features"), groups: many(table(TrackGroup)) },
  outputs: { model: trainedModel, history: table(HistoryRow) },
  run: ({ inputs, params: { hidden, latents, likelihood, ...options }, ...context }) =>
    fitModel(context, inputs, options, ({ data }) => {
      const architecture = { features: data.x.cols, hidden, latents, likelihood }
      return { model: autoencoder(architecture), architecture: { kind: "autoencoder", ...architecture } }
    })
})
