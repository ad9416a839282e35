/** Points of a latent space by name, as those who choose them hand them to those who decode them. */
import type { Matrix } from "../../math/matrix.ts"

/** Names of the columns of latents: z1, z2, … */
export const latentNames = (latents: number): ReadonlyArray<string> =>
  Array.from({ length: latents }, (_, i) => `z${i + 1}`)

/** The points as rows. Shapes: `matrix` [point, latent], `ids` [point], `names` [latent]. */
export const latentPoints = (
  latents: number,
  points: ReadonlyArray<{ readonly id: string; readonly z: ArrayLike<number> }>
): { readonly ids: ReadonlyArray<string>; readonly names: ReadonlyArray<string>; readonly matrix: Matrix } => {
  const data = new Float64Array(points.length * latents)
  points.forEach(({ z }, i) => data.set(Array.from(z), i * latents))
  return {
    ids: points.map(({ id }) => id),
    names: latentNames(latents),
    matrix: { rows: points.length, cols: latents, data }
  }
}

/**
 * Points on the straight way from `start` to `end`, both included, in even steps, each with its share of the way.
 * Shapes: `start`, `end` [latent].
 */
export const pointsBetween = (
  start: Float64Array,
  end: Float64Array,
  steps: number
): ReadonlyArray<{ readonly share: number; readonly z: Float64Array }> =>
  Array.from({ length: steps }, (_, step) => {
    const share = step / (steps - 1)
    return { share, z: start.map((value, j) => (1 - share) * value + share * end[j]!) }
  })
