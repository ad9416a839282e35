/** The latents of every track of a view under a trained model, and whether the model still uses them. Next: nodes/cluster/. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentNames } from "../../src/learn/model/latent-points.ts"
import { takeLatents } from "../../src/learn/training/take-latents.ts"
import { Collapse } from "../row/collapse.ts"
import { trainedModel } from "../row/model-config.ts"
import { models } from "../row/models.ts"
import { TrackError } from "../row/track-error.ts"
import { anyView, shownBy } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { encode } from "partita/nodes/embed"
 * function* part({ model, view }: Parameters<typeof encode>[0]) {
 *   const { latents, collapse, errors } = yield* encode({ model, view }, { take: "mean" })
 *   return { latents, collapse, errors }
 * }
 * ```
 */
export const encode = /*#__PURE__*/ Node.make("encode", {
  seeded: true,
  /** Posterior means, or one sample of each posterior. */
  params: Schema.Struct({ take: Schema.Literals(["mean", "sample"]) }),
  modules: models,
  inputs: { model: trainedModel, view: anyView },
  outputs: { latents: vectors("latent"), collapse: json(Collapse), errors: table(TrackError) },
  run: Effect.fnUntraced(function*({ inputs, modules, params, report, seed }) {
    const stored = yield* inputs.model.load
    const { data, ids } = yield* shownBy(inputs.view)
    const { rebuildModel } = yield* Effect.promise(() => import("../../src/learn/training/rebuild-model.ts"))
    const { embed } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
    const { collapseDiagnostics } = yield* Effect.promise(() => import("../../src/learn/training/collapse.ts"))
    const trained = yield* Effect.promise(() => rebuildModel(stored, modules))
    const { latents } = trained.model
    const { error, logVar, mean } = yield* Effect.promise(() => embed(trained, data))
    const { activeUnits, klPerDimension, meanVariance } = collapseDiagnostics(mean, logVar, latents)
    const kl = klPerDimension.reduce((sum, value) => sum + value, 0)
    report.metric("active units", { value: activeUnits, better: "higher" })
    report.summary(`${activeUnits} of ${latents} latents active, ${kl.toFixed(2)} nats`)
    return {
      latents: {
        ids,
        names: latentNames(latents),
        matrix: { rows: ids.length, cols: latents, data: takeLatents(params.take, mean, logVar, seed) }
      },
      collapse: {
        latents,
        activeUnits,
        kl,
        klPerDimension: Array.from(klPerDimension),
        meanVariance: Array.from(meanVariance)
      },
      errors: ids.map((id, i) => ({ id, error: error[i]! }))
    }
  }, Effect.scoped)
})
