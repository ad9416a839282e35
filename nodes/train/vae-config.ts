/** What is kept beside a VAE's weights: enough to rebuild it and to judge its loss. */
import * as Schema from "effect/Schema"

/** `effectiveBeta` is β in units of the true ELBO with unit noise, whatever the reduction hides. */
export const VaeConfig = Schema.Struct({
  features: Schema.Array(Schema.String),
  hidden: Schema.Array(Schema.Int),
  latents: Schema.Int,
  logVarLimit: Schema.Finite,
  beta: Schema.Finite,
  reduction: Schema.Literals(["sum", "mean"]),
  effectiveBeta: Schema.Finite,
  bestEpoch: Schema.Int,
  backend: Schema.Literals(["ort", "wasm", "cpu"])
})
export type VaeConfig = typeof VaeConfig.Type
