/** The mixture prior of a VaDE in plain float64 loops. */
import type { PlainWeights, Rows } from "./layers.ts"
import { logNormal } from "./penalties.ts"

/** log of the shares, means and log variances of the components. */
export const plainPrior = (weights: PlainWeights) => {
  const table = (name: string): Rows => {
    const { data, shape: [rows, cols] } = weights[name]! as { data: ArrayLike<number>; shape: [number, number] }
    return Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (__, j) => data[i * cols + j]!))
  }
  const logits = Array.from(weights["prior.logits"]!.data)
  const all = logits.reduce((sum, each) => sum + Math.exp(each), 0)
  return {
    logShares: logits.map((each) => each - Math.log(all)),
    mean: table("prior.mean"),
    logVar: table("prior.logVar")
  }
}

/** log N(z; mean, exp logVar) of a row of independent numbers. */
export const logDensity = (
  z: ReadonlyArray<number>,
  mean: ReadonlyArray<number>,
  logVar: ReadonlyArray<number>
): number => z.reduce((sum, value, j) => sum + logNormal(value, mean[j]!, logVar[j]!), 0)

/** Probability of each component given one row of latents, by Bayes' rule. */
export const plainResponsibilities = (weights: PlainWeights, z: ReadonlyArray<number>): ReadonlyArray<number> => {
  const { logShares, logVar, mean } = plainPrior(weights)
  const joint = logShares.map((logShare, c) => Math.exp(logShare + logDensity(z, mean[c]!, logVar[c]!)))
  const all = joint.reduce((sum, each) => sum + each, 0)
  return joint.map((each) => each / all)
}

/** The paper's equation 12 term by term, without the reconstruction. */
export const plainMixtureDivergence = (
  weights: PlainWeights,
  mean: Rows,
  logVar: Rows,
  z: Rows
): ReadonlyArray<number> => {
  const prior = plainPrior(weights)
  return z.map((row, i) => {
    const gamma = plainResponsibilities(weights, row)
    let cost = 0
    gamma.forEach((probability, c) => {
      row.forEach((_, j) => {
        const variance = Math.exp(prior.logVar[c]![j]!)
        const ratio = (Math.exp(logVar[i]![j]!) + (mean[i]![j]! - prior.mean[c]![j]!) ** 2) / variance
        cost += probability / 2 * (Math.log(variance) + ratio)
      })
      cost -= probability * (prior.logShares[c]! - Math.log(probability))
    })
    row.forEach((_, j) => cost -= (1 + logVar[i]![j]!) / 2)
    return cost
  })
}
