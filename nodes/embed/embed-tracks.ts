/** What all encoding nodes do once they have their data: embed, and judge whether the latents are used. */
import * as Effect from "effect/Effect"
import type { NodeContext } from "../../src/dataflow/dsl/context.ts"
import type { TrainingData } from "../../src/learn/training/data.ts"
import { takeLatents, type takeParam } from "../row/take.ts"
import { trainedModel } from "../train/trained-model.ts"

/** The loaded `model` artifact, the tracks and what to take from their posteriors. */
export interface Embedding {
  readonly trained: Parameters<typeof trainedModel>[0]
  readonly ids: ReadonlyArray<string>
  readonly data: TrainingData
  readonly take: typeof takeParam.Type
}

/** The drafts of latents, of their diagnostics and of the reconstruction errors. */
export const embedTracks = Effect.fnUntraced(function*(
  { report, seed }: Pick<NodeContext<unknown, unknown>, "report" | "seed">,
  { data, ids, take, trained }: Embedding
) {
  const { embed } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
  const { collapseDiagnostics } = yield* Effect.promise(() => import("../../src/learn/training/collapse.ts"))
  const { latents } = trained.config.architecture
  const { error, logVar, mean } = yield* Effect.promise(() => embed(trainedModel(trained), data))
  const { activeUnits, klPerDimension, meanVariance } = collapseDiagnostics(mean, logVar, latents)
  const kl = klPerDimension.reduce((sum, value) => sum + value, 0)
  report.metric("active units", { value: activeUnits, better: "higher" })
  report.summary(`${activeUnits} of ${latents} latents active, ${kl.toFixed(2)} nats`)
  const names = Array.from({ length: latents }, (_, i) => `z${i + 1}`)
  return {
    latents: { ids, names, matrix: { rows: ids.length, cols: latents, data: takeLatents(take, mean, logVar, seed) } },
    collapse: {
      latents,
      activeUnits,
      kl,
      klPerDimension: Array.from(klPerDimension),
      meanVariance: Array.from(meanVariance)
    },
    errors: ids.map((id, i) => ({ id, error: error[i]! }))
  }
})
