/**
 * Fits a product-of-experts VAE to audio and lyrics; tracks may lack lyrics. Next: nodes/embed/encode.ts. Model:
 * src/learn/model/product-of-experts-vae.ts.
 */
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { productOfExpertsVae } from "../../src/learn/model/product-of-experts-vae.ts"
import { fitModel } from "../row/fit-model.ts"
import { HistoryRow } from "../row/history-row.ts"
import { trainedModel } from "../row/model-config.ts"
import { branchesOf, pairParams } from "../row/pair-params.ts"
import { TrackGroup } from "../row/track-group.ts"
import { continuesTraining } from "../row/training-params.ts"
import { view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { trainProductOfExpertsVae } from "partita/nodes/train"
 * function* part(wires: Parameters<typeof trainProductOfExpertsVae>[0]) { // view, groups
 *   const { model, history } = yield* trainProductOfExpertsVae(wires, {
 *     audio: { hidden: [32], likelihood: "gaussian", weight: 1 },
 *     lyrics: { hidden: [32], likelihood: "gaussian", weight: 50 }, latents: 8, logVarLimit: 10,
 *     epochs: 100, batchSize: 32, learningRate: 1e-3, learningRateSchedule: "constant", weightDecay: 0,
 *     beta: 0.5, klWarmupEpochs: 10, klCycles: 1, freeBits: 0, reduction: "sum", gradientClipNorm: 100,
 *     validationShare: 0.1, patience: null, backend: "ort", threads: 1
 *   })
 *   return { model, history }
 * }
 * ```
 */
export const trainProductOfExpertsVae = /*#__PURE__*/ Node.make("train-product-of-experts-vae", {
  seeded: true,
  continues: continuesTraining,
  params: Schema.Struct(pairParams),
  inputs: { view: view("audio and lyrics"), groups: many(table(TrackGroup)) },
  outputs: { model: trainedModel, history: table(HistoryRow) },
  run: ({ inputs, params, ...context }) => {
    const { audio, latents, logVarLimit, lyrics, ...options } = params
    return fitModel(context, inputs, options, (shown) => {
      const architecture = { branches: branchesOf(shown, { audio, lyrics }), latents, logVarLimit }
      return {
        model: productOfExpertsVae(architecture),
        architecture: { kind: "product-of-experts-vae", ...architecture }
      }
    })
  }
})
