/** One latent of a model, told apart by what it tells. */
import * as Schema from "effect/Schema"

/** Units: `kl` and `all`, which is of all latents together, in nats per track. */
export const ChosenLatent = Schema.Struct({ latent: Schema.String, kl: Schema.Finite, all: Schema.Finite })
