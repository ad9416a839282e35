/** Architectures of the models there are, as they are written beside weights. What each means: src/model/. */
import * as Schema from "effect/Schema"

const likelihood = Schema.Literals(["gaussian", "bernoulli", "multinomial"])

const layers = {
  features: Schema.Int,
  hidden: Schema.Array(Schema.Int),
  latents: Schema.Int,
  likelihood
}

const branched = {
  branches: Schema.Array(Schema.Struct({
    name: Schema.String,
    features: Schema.Int,
    hidden: Schema.Array(Schema.Int),
    likelihood,
    weight: Schema.Finite
  })),
  latents: Schema.Int,
  logVarLimit: Schema.Finite
}

/** One architecture, told apart by `kind`. */
export const Architecture = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("autoencoder"), ...layers }),
  Schema.Struct({ kind: Schema.Literal("mlp-vae"), ...layers, logVarLimit: Schema.Finite }),
  Schema.Struct({
    kind: Schema.Literal("conditional-vae"),
    ...layers,
    logVarLimit: Schema.Finite,
    conditions: Schema.Int
  }),
  Schema.Struct({
    kind: Schema.Literal("conv-vae"),
    height: Schema.Int,
    width: Schema.Int,
    channels: Schema.Array(Schema.Int),
    kernel: Schema.Literals([3, 4]),
    latents: Schema.Int,
    conditions: Schema.Int,
    logVarLimit: Schema.Finite,
    likelihood
  }),
  Schema.Struct({ kind: Schema.Literal("hybrid-vae"), ...branched }),
  Schema.Struct({ kind: Schema.Literal("product-of-experts-vae"), ...branched })
])
export type Architecture = typeof Architecture.Type
