/** What an encoder says before it has learnt anything: the baseline that shows how much of a result is training. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentNames } from "../../src/learn/model/latent-points.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import { Random } from "../../src/math/random.ts"
import { denseParams, logVarLimitParam } from "../row/dense-params.ts"
import { trainingParams } from "../row/training-params.ts"
import { shownBy, view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { untrained } from "partita/nodes/embed"
 * function* part({ view }: Parameters<typeof untrained>[0]) {
 *   const { latents } = yield* untrained({ view }, {
 *     hidden: [32, 16], latents: 8, likelihood: "gaussian", logVarLimit: 10, backend: "ort", threads: 1
 *   })
 *   return { latents }
 * }
 * ```
 */
export const untrained = /*#__PURE__*/ Node.make("untrained", {
  seeded: true,
  params: Schema.Struct({
    ...denseParams,
    logVarLimit: logVarLimitParam,
    backend: trainingParams.backend,
    threads: trainingParams.threads
  }),
  inputs: { view: view("features") },
  outputs: { latents: vectors("latent") },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { data, ids } = yield* shownBy(inputs.view)
    const { backend, threads, ...architecture } = params
    const model = mlpVae({ ...architecture, features: data.x.cols })
    const weights = model.initialize(new Random(seed))
    const { embed } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
    const { mean } = yield* Effect.promise(() => embed({ model, weights, backend, threads }, data))
    report.summary("no training step")
    const { latents } = params
    const found = { rows: ids.length, cols: latents, data: Float64Array.from(mean) }
    return { latents: { ids, names: latentNames(latents), matrix: found } }
  }, Effect.scoped)
})
