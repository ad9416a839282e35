/** Costs that compare the tracks of a batch, in plain float64 loops. */
import type { Rows } from "./layers.ts"

/** log N(z; mean, exp logVar) of one number. */
export const logNormal = (z: number, mean: number, logVar: number): number =>
  -0.5 * ((z - mean) ** 2 / Math.exp(logVar) + logVar + Math.log(2 * Math.PI))

/** Total correlation of latents by minibatch weighted sampling, without the paper's constant. */
export const plainTotalCorrelation = (
  { logVar, mean, z }: { readonly mean: Rows; readonly logVar: Rows; readonly z: Rows },
  share: ReadonlyArray<number>
): number => {
  const others = share.flatMap((part, k) => part === 0 ? [] : [k])
  return z.reduce((sum, row, i) => {
    const logMean = (logDensity: (k: number) => number) =>
      Math.log(others.reduce((total, k) => total + share[k]! * Math.exp(logDensity(k)), 0))
    const one = (j: number) => (k: number) => logNormal(row[j]!, mean[k]![j]!, logVar[k]![j]!)
    const joint = logMean((k) => row.reduce((total, _, j) => total + one(j)(k), 0))
    const marginals = row.reduce((total, _, j) => total + logMean(one(j)), 0)
    return sum + share[i]! * (joint - marginals)
  }, 0)
}
