/** How badly a model reconstructs a track. */
import * as Schema from "effect/Schema"

/** From the posterior mean, judged by the model's likelihood: summed squared error for a Gaussian, nats for others. */
export const TrackError = Schema.Struct({ id: Schema.String, error: Schema.Number })
