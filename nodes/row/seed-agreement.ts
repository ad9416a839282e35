/** How far models from several seeds agree on their latents. */
import * as Schema from "effect/Schema"

/** `model` counts in the order wired; `udr` is its median agreement with all others, 0 … 1. */
export const SeedAgreement = Schema.Struct({ model: Schema.Int, udr: Schema.Number })
