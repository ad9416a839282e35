/** Costs that compare the tracks of a batch, in plain float64 loops. */
import { layer, type PlainWeights, type Rows } from "./layers.ts"

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

const leaky = (h: number): number => h < 0 ? 0.2 * h : h

const logit = (weights: PlainWeights, layers: number, z: Rows): ReadonlyArray<number> => {
  let h = z
  for (let i = 0; i < layers; i++) h = layer(weights, `discriminator.${i}`, h, leaky)
  return layer(weights, "discriminator.logit", h).flat()
}

/** What a FactorVAE pays: γ times the discriminator's log density ratio, and the discriminator its cross entropy. */
export const plainFactorPenalty = (
  { gamma, layers }: { readonly gamma: number; readonly layers: number },
  { frozen, weights }: { readonly weights: PlainWeights; readonly frozen: PlainWeights },
  { fixedZ, z }: { readonly z: Rows; readonly fixedZ: Rows },
  share: ReadonlyArray<number>
): number => {
  const ratio = logit(frozen, layers, z)
  const real = logit(weights, layers, fixedZ)
  const mixed = logit(weights, layers, fixedZ.map((row, i) => row.map((_, j) => fixedZ[(i + j) % fixedZ.length]![j]!)))
  const probability = (at: number) => 1 / (1 + Math.exp(-at))
  return share.reduce((sum, part, i) => {
    const mistakes = -0.5 * (Math.log(probability(real[i]!)) + Math.log(1 - probability(mixed[i]!)))
    return sum + part * (gamma * ratio[i]! + mistakes)
  }, 0)
}
