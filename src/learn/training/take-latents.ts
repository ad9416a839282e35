/** What is taken from a posterior as a track's latents. */
import { Random } from "../../math/random.ts"

/** Its mean, or one sample of it. */
export type Take = "mean" | "sample"

/** Latents from posterior means and log variances, samples drawn with `seed`: all [track, latent], row-major. */
export const takeLatents = (take: Take, mean: Float32Array, logVar: Float32Array, seed: number): Float64Array => {
  if (take === "mean") return Float64Array.from(mean)
  const random = new Random(seed)
  return Float64Array.from(mean, (mu, i) => mu + random.normal() * Math.exp(logVar[i]! / 2))
}
