/** Fits a VAE that pays for total correlation, estimated within each batch. Next: nodes/embed/encode.ts. Model: src/learn/model/beta-tc-vae.ts. */
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { betaTcVae } from "../../src/learn/model/beta-tc-vae.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import { denseParams, logVarLimitParam } from "../row/dense-params.ts"
import { fitModel } from "../row/fit-model.ts"
import { HistoryRow } from "../row/history-row.ts"
import { trainedModel } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { continuesTraining, trainingParams } from "../row/training-params.ts"
import { view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { trainBetaTcVae } from "partita/nodes/train"
 * function* part(wires: Parameters<typeof trainBetaTcVae>[0]) { // view, groups
 *   const { model, history } = yield* trainBetaTcVae(wires, {
 *     hidden: [32, 16], latents: 8, likelihood: "gaussian", logVarLimit: 10, totalCorrelationWeight: 2,
 *     epochs: 100, batchSize: 32, learningRate: 1e-3, learningRateSchedule: "constant", weightDecay: 0,
 *     beta: 0.5, klWarmupEpochs: 10, klCycles: 1, freeBits: 0, reduction: "sum", gradientClipNorm: 100,
 *     validationShare: 0.1, patience: null, backend: "ort", threads: 1
 *   })
 *   return { model, history }
 * }
 * ```
 */
export const trainBetaTcVae = /*#__PURE__*/ Node.make("train-beta-tc-vae", {
  seeded: true,
  continues: continuesTraining,
  params: Schema.Struct({
    ...denseParams,
    logVarLimit: logVarLimitParam,
    /** Price of the total correlation beyond what the KL holds of it. */
    totalCorrelationWeight: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)),
    ...trainingParams
  }),
  inputs: { view: view("features"), groups: many(table(TrackGroup)) },
  outputs: { model: trainedModel, history: table(HistoryRow) },
  run: ({ inputs, params, ...context }) => {
    const { totalCorrelationWeight: weight, hidden, latents, likelihood, logVarLimit, ...options } = params
    return fitModel(context, inputs, options, ({ data }) => {
      const architecture = { features: data.x.cols, hidden, latents, logVarLimit, likelihood }
      const extension = { kind: "beta-tc-vae", weight } as const
      return {
        model: betaTcVae(mlpVae(architecture), weight),
        architecture: { kind: "mlp-vae", ...architecture, extension }
      }
    })
  }
})
