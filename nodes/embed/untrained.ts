/** What an encoder says before it has learnt anything: the baseline that shows how much of a result is training. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { Random } from "../../src/math/random.ts"
import { mlpVae } from "../../src/model/mlp-vae.ts"
import { onlyFeatures } from "../../src/training/data.ts"
import { denseParams, logVarLimitParam } from "../train/dense-params.ts"
import { trainingParams } from "../train/training-params.ts"

export const untrained = /*#__PURE__*/ Node.make("untrained", {
  seeded: true,
  params: Schema.Struct({
    ...denseParams,
    logVarLimit: logVarLimitParam,
    backend: trainingParams.backend,
    threads: trainingParams.threads
  }),
  inputs: { features: vectors("feature") },
  outputs: { latents: vectors("latent") },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { ids, matrix } = yield* inputs.features.load
    const { backend, threads, ...architecture } = params
    const model = mlpVae({ ...architecture, features: matrix.cols })
    const weights = model.initialize(new Random(seed))
    const { embed } = yield* Effect.promise(() => import("../../src/training/embed.ts"))
    const { mean } = yield* Effect.promise(() => embed({ model, weights, backend, threads }, onlyFeatures(matrix)))
    report.summary("no training step")
    const names = Array.from({ length: params.latents }, (_, i) => `z${i + 1}`)
    return {
      latents: { ids, names, matrix: { rows: ids.length, cols: params.latents, data: Float64Array.from(mean) } }
    }
  })
})
