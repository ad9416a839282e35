/** The Gaussian posterior that some losses cannot do without. */
import type { Tensor2D } from "@tensorflow/tfjs"
import type { Model, Posterior } from "./model.ts"

/** Both halves of a posterior; throws a RangeError for that of a model without a variance. */
export const gaussianPosterior = (
  { logVar, mean }: Posterior,
  { identity }: Pick<Model, "identity">
): { readonly mean: Tensor2D; readonly logVar: Tensor2D } => {
  if (logVar !== null) return { mean, logVar }
  throw new RangeError(`${identity} needs the Gaussian posterior of a VAE, but the model it is made of has no variance`)
}
