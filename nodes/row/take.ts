/** What is taken from a posterior as a track's latents. */
import * as Schema from "effect/Schema"
import { Random } from "../../src/math/random.ts"

/** Its mean, or one sample of it, drawn with the node's seed. */
export const takeParam = Schema.Literals(["mean", "sample"])

/** Latents from posterior means and log variances: all [track, latent], row-major. */
export const takeLatents = (
  take: typeof takeParam.Type,
  mean: Float32Array,
  logVar: Float32Array,
  seed: number
): Float64Array => {
  if (take === "mean") return Float64Array.from(mean)
  const random = new Random(seed)
  return Float64Array.from(mean, (mu, i) => mu + random.normal() * Math.exp(logVar[i]! / 2))
}
