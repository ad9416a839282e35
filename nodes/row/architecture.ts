/** Architectures of the models there are, as they are written beside weights. What each means: src/learn/model/model-of.ts. */
import * as Schema from "effect/Schema"

const likelihood = Schema.Literals(["gaussian", "bernoulli", "multinomial"])

/** A loss, a prior or a codebook put onto a model. What each means: the file of that name in src/learn/model/. */
const Extension = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("beta-tc-vae"), weight: Schema.Finite }),
  Schema.Struct({ kind: Schema.Literal("factor-vae"), weight: Schema.Finite, hidden: Schema.Array(Schema.Int) }),
  Schema.Struct({ kind: Schema.Literal("vade"), components: Schema.Int }),
  Schema.Struct({
    kind: Schema.Literal("vq-vae"),
    slots: Schema.Int,
    codes: Schema.Int,
    commitment: Schema.Finite
  })
])

const extension = Schema.optionalKey(Extension)

const layers = {
  features: Schema.Int,
  hidden: Schema.Array(Schema.Int),
  latents: Schema.Int,
  likelihood,
  extension
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
  logVarLimit: Schema.Finite,
  extension
}

/** One architecture, told apart by `kind`, extended or not. */
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
    likelihood,
    extension
  }),
  Schema.Struct({ kind: Schema.Literal("hybrid-vae"), ...branched }),
  Schema.Struct({ kind: Schema.Literal("product-of-experts-vae"), ...branched })
])
export type Architecture = typeof Architecture.Type
