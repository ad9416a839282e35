/** The MLP-VAE's mean losses in plain float64 loops: an independent implementation for tests to compare with. */
import type { Weights } from "../../../src/learn/model/weights.ts"
import type { Rows } from "./plain/layers.ts"
import { plainVae } from "./plain/losses.ts"

const mean = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Mean squared error and KL per track of a batch. */
export const plainVaeLosses = (weights: Weights, hidden: number, x: Rows, noise: Rows) => {
  const share = x.map(() => 1 / x.length)
  const { error, kl } = plainVae(hidden, "gaussian")(weights, { x, noise, share, condition: null, presence: null })
  return { error: mean(error), kl: mean(kl) }
}
