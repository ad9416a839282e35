/** The latents of every track under a trained VAE: posterior means, and whether the VAE still uses them. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "../../src/engine/kind/json.ts"
import { model } from "../../src/engine/kind/model.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { VaeConfig } from "../train/vae-config.ts"
import { Collapse } from "./collapse.ts"

export const encode = /*#__PURE__*/ Node.make("encode", {
  params: Schema.Struct({}),
  inputs: { vae: model("mlp-vae", VaeConfig), features: vectors("feature") },
  outputs: { latents: vectors("latent"), collapse: json(Collapse) },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const { config, weights } = yield* inputs.vae.load
    const { ids, matrix } = yield* inputs.features.load
    const { embedVae } = yield* Effect.promise(() => import("../../src/training/embed.ts"))
    const { collapseDiagnostics } = yield* Effect.promise(() => import("../../src/training/collapse.ts"))
    const { backend, hidden, latents, logVarLimit } = config
    const x = { rows: matrix.rows, cols: matrix.cols, data: Float32Array.from(matrix.data) }
    const architecture = { features: config.features.length, hidden, latents, logVarLimit }
    const floats = Object.fromEntries(
      Object.entries(weights).map(([name, { data, shape }]) => [name, { shape, data: Float32Array.from(data) }])
    )
    const { logVar, mean } = yield* Effect.promise(() => embedVae(x, architecture, floats, backend))
    const { activeUnits, klPerDimension } = collapseDiagnostics(mean, logVar, latents)
    const kl = klPerDimension.reduce((sum, value) => sum + value, 0)
    report.metric("active units", { value: activeUnits, better: "higher" })
    report.summary(`${activeUnits} of ${latents} latents active, ${kl.toFixed(2)} nats`)
    const names = Array.from({ length: latents }, (_, i) => `z${i + 1}`)
    return {
      latents: { ids, names, matrix: { rows: matrix.rows, cols: latents, data: Float64Array.from(mean) } },
      collapse: { latents, activeUnits, kl, klPerDimension: Array.from(klPerDimension) }
    }
  })
})
