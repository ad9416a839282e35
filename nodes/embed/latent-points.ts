/** Points of a latent space, as the nodes that choose them hand them to the nodes that decode them. */
import type { VectorData } from "../../src/dataflow/kind/vectors.ts"

/** Vectors with the columns z1, z2, … from named rows. */
export const latentPoints = (
  latents: number,
  points: ReadonlyArray<{ readonly id: string; readonly z: ArrayLike<number> }>
): VectorData => {
  const data = new Float64Array(points.length * latents)
  points.forEach(({ z }, i) => data.set(Array.from(z), i * latents))
  return {
    ids: points.map(({ id }) => id),
    names: Array.from({ length: latents }, (_, i) => `z${i + 1}`),
    matrix: { rows: points.length, cols: latents, data }
  }
}
