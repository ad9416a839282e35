/** What all encoding nodes do once they have their data: embed, and judge whether the latents are used. */
import * as Effect from "effect/Effect"
import type { Reporter } from "../../src/engine/context.ts"
import type { TrainingData } from "../../src/training/data.ts"
import type { ModelConfig } from "../train/model-config.ts"
import { trainedModel } from "../train/trained-model.ts"

/** The drafts of latents and of their diagnostics. */
export const embedTracks = Effect.fnUntraced(function*(
  report: Reporter,
  { data, ids, trained }: {
    readonly trained: { readonly config: ModelConfig; readonly weights: Parameters<typeof trainedModel>[0]["weights"] }
    readonly ids: ReadonlyArray<string>
    readonly data: TrainingData
  }
) {
  const { embed } = yield* Effect.promise(() => import("../../src/training/embed.ts"))
  const { collapseDiagnostics } = yield* Effect.promise(() => import("../../src/training/collapse.ts"))
  const { latents } = trained.config.architecture
  const { error, logVar, mean } = yield* Effect.promise(() => embed(trainedModel(trained), data))
  const { activeUnits, klPerDimension, meanVariance } = collapseDiagnostics(mean, logVar, latents)
  const kl = klPerDimension.reduce((sum, value) => sum + value, 0)
  report.metric("active units", { value: activeUnits, better: "higher" })
  report.summary(`${activeUnits} of ${latents} latents active, ${kl.toFixed(2)} nats`)
  const names = Array.from({ length: latents }, (_, i) => `z${i + 1}`)
  return {
    latents: { ids, names, matrix: { rows: ids.length, cols: latents, data: Float64Array.from(mean) } },
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
