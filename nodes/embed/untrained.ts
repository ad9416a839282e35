/** What an encoder says before it has learnt anything: the baseline that shows how much of a result is training. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import { onlyFeatures } from "../../src/learn/training/data.ts"
import { Random } from "../../src/math/random.ts"
import { denseParams, logVarLimitParam } from "../row/dense-params.ts"
import { trainingParams } from "../row/training-params.ts"

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
    const { embed } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
    const { mean } = yield* Effect.promise(() => embed({ model, weights, backend, threads }, onlyFeatures(matrix)))
    report.summary("no training step")
    const names = Array.from({ length: params.latents }, (_, i) => `z${i + 1}`)
    return {
      latents: { ids, names, matrix: { rows: ids.length, cols: params.latents, data: Float64Array.from(mean) } }
    }
  })
})
