/** Fits an autoencoder whose latents are codes of a learnt codebook. Next: nodes/embed/encode.ts. Model: src/learn/model/vq-vae.ts. */
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { autoencoder } from "../../src/learn/model/autoencoder.ts"
import { vqVae } from "../../src/learn/model/vq-vae.ts"
import { denseParams } from "../row/dense-params.ts"
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
 * import { trainVqVae } from "partita/nodes/train"
 * function* part(wires: Parameters<typeof trainVqVae>[0]) { // view, groups
 *   const { model, history } = yield* trainVqVae(wires, {
 *     hidden: [32, 16], latents: 8, likelihood: "gaussian", slots: 4, codes: 16, commitment: 0.25,
 *     epochs: 100, batchSize: 32, learningRate: 1e-3, learningRateSchedule: "constant", weightDecay: 0,
 *     beta: 0.5, klWarmupEpochs: 10, klCycles: 1, freeBits: 0, reduction: "sum", gradientClipNorm: 100,
 *     validationShare: 0.1, patience: null, backend: "ort", threads: 1
 *   })
 *   return { model, history }
 * }
 * ```
 */
export const trainVqVae = /*#__PURE__*/ Node.make("train-vq-vae", {
  seeded: true,
  continues: continuesTraining,
  params: Schema.Struct({
    ...denseParams,
    /** Pieces the latents are cut into, each of which becomes a code; they divide the latents. */
    slots: positive,
    codes: positive,
    commitment: Schema.Finite.check(Schema.isGreaterThan(0)),
    ...trainingParams
  }),
  inputs: { view: view("features"), groups: many(table(TrackGroup)) },
  outputs: { model: trainedModel, history: table(HistoryRow) },
  run: ({ inputs, params, ...context }) => {
    const { codes, commitment, hidden, latents, likelihood, slots, ...options } = params
    return fitModel(context, inputs, options, ({ data }) => {
      const architecture = { features: data.x.cols, hidden, latents, likelihood }
      const codebook = { slots, codes, commitment }
      return {
        model: vqVae(autoencoder(architecture), codebook),
        architecture: { kind: "autoencoder", ...architecture, extension: { kind: "vq-vae", ...codebook } }
      }
    })
  }
})
