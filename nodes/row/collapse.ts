/** Whether a VAE still uses its latents. */
import * as Schema from "effect/Schema"

/** Units: nats per track. A unit is active when its posterior mean varies by more than 0.01 (Burda et al. 2016). */
export const Collapse = Schema.Struct({
  latents: Schema.Int,
  activeUnits: Schema.Int,
  kl: Schema.Number,
  klPerDimension: Schema.Array(Schema.Number),
  /** Variance of each latent's posterior mean over the tracks. */
  meanVariance: Schema.Array(Schema.Number)
})
