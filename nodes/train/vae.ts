/** Fits a VAE of dense layers to standardised features, or to the points of pictures. Next: nodes/embed/encode.ts. Model: src/learn/model/mlp-vae.ts. */
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import { denseParams, logVarLimitParam } from "../row/dense-params.ts"
import { fitModel } from "../row/fit-model.ts"
import { HistoryRow } from "../row/history-row.ts"
import { trainedModel } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { continuesTraining, trainingParams } from "../row/training-params.ts"
import { anyView } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { trainVae } from "partita/nodes/train"
 * function* part(wires: Parameters<typeof trainVae>[0]) { // view, groups
 *   const { model, history } = yield* trainVae(wires, {
 *     hidden: [32, 16], latents: 8, likelihood: "gaussian", logVarLimit: 10, epochs: 100, batchSize: 32,
 *     learningRate: 1e-3, learningRateSchedule: "constant", weightDecay: 0, beta: 0.5, klWarmupEpochs: 10,
 *     klCycles: 1, freeBits: 0, reduction: "sum", gradientClipNorm: 100, validationShare: 0.1,
 *     patience: null, backend: "ort", threads: 1
 *   })
 *   return { model, history }
 * }
 * ```
 */
export const trainVae = /*#__PURE__*/ Node.make("train-vae", {
  seeded: true,
  continues: continuesTraining,
  params: Schema.Struct({ ...denseParams, logVarLimit: logVarLimitParam, ...trainingParams }),
  inputs: { view: anyView, groups: many(table(TrackGroup)) },
  outputs: { model: trainedModel, history: table(HistoryRow) },
  run: ({ inputs, params: { hidden, latents, likelihood, logVarLimit, ...options }, ...context }) =>
    fitModel(context, inputs, options, ({ data }) => {
      const architecture = { features: data.x.cols, hidden, latents, logVarLimit, likelihood }
      return { model: mlpVae(architecture), architecture: { kind: "mlp-vae", ...architecture } }
    })
})
