/** Whether a VAE still uses its latents. */

/**
 * Whether each latent dimension still says something.
 * Shapes: `klPerDimension`, `meanVariance` [latent]. Units: nats per track.
 */
export interface CollapseDiagnostics {
  readonly klPerDimension: Float64Array
  readonly meanVariance: Float64Array
  readonly activeUnits: number
}

/** Burda, Grosse & Salakhutdinov 2016 (arXiv:1509.00519), §5.2: active when the posterior mean varies more than this. */
const activityThreshold = 0.01

/**
 * Diagnostics from posterior means and log variances, both [track, latent] row-major.
 *
 * @example
 * ```ts
 * import { collapseDiagnostics } from "partita/training"
 * const mean = Float32Array.of(-2, 0, 2, 0) // [track, latent]: the second latent says nothing
 * collapseDiagnostics(mean, new Float32Array(4), 2).activeUnits // → 1
 * ```
 */
export const collapseDiagnostics = (mean: Float32Array, logVar: Float32Array, latents: number): CollapseDiagnostics => {
  const rows = mean.length / latents
  const klPerDimension = new Float64Array(latents)
  const meanVariance = new Float64Array(latents)
  for (let z = 0; z < latents; z++) {
    let sum = 0
    let squares = 0
    for (let i = 0; i < rows; i++) {
      const mu = mean[i * latents + z]!
      const log = logVar[i * latents + z]!
      klPerDimension[z]! += 0.5 * (mu * mu + Math.exp(log) - log - 1) / rows
      sum += mu
      squares += mu * mu
    }
    meanVariance[z] = Math.max(0, squares / rows - (sum / rows) ** 2)
  }
  return {
    klPerDimension,
    meanVariance,
    activeUnits: meanVariance.filter((variance) => variance > activityThreshold).length
  }
}
