/** UDR: whether models trained alike from other seeds agree on their latents. Needs no labels. */
import type { Matrix } from "../../../math/matrix.ts"
import { quantile } from "../../../math/quantile.ts"
import { spearman } from "../test/correlation.ts"

/**
 * One model's latent means of the same tracks and the divergence of each latent. Shapes: [track, latent], [latent];
 * nats.
 */
export interface SeededLatents {
  readonly latents: Matrix
  readonly klPerDimension: ArrayLike<number>
}

const informative = 0.01 // nats below which a latent says nothing, Duan et al. 2020, appendix

const informativeOf = ({ klPerDimension, latents }: SeededLatents): ReadonlyArray<number> =>
  Array.from({ length: latents.cols }, (_, j) => j).filter((j) => klPerDimension[j]! > informative)

/** 0 … 1: max² / sum of each line of absolute correlations, which is 1 for one perfect partner and no other. */
const loneliness = (line: ReadonlyArray<number>): number => {
  const sum = line.reduce((total, value) => total + value, 0)
  return sum === 0 ? 0 : Math.max(...line) ** 2 / sum
}

const agreement = (a: SeededLatents, b: SeededLatents): number => {
  const rows = informativeOf(a)
  const cols = informativeOf(b)
  if (rows.length === 0 || cols.length === 0) return 0
  const r = spearman(a.latents, b.latents)
  const at = (i: number, j: number) => Math.abs(r.data[i * r.cols + j]!)
  const sum = rows.reduce((total, i) => total + loneliness(cols.map((j) => at(i, j))), 0) +
    cols.reduce((total, j) => total + loneliness(rows.map((i) => at(i, j))), 0)
  return sum / (rows.length + cols.length)
}

/**
 * For each model the median agreement with all others, 0 … 1; latents below 0.01 nats are left out. A collapsed model
 * agrees with none. Throws a RangeError for fewer than two models or other tracks.
 * Source: Duan et al. 2020, Unsupervised model selection for variational disentangled representation learning
 * (arXiv:1905.12614), with Spearman correlation.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { unsupervisedDisentanglementRanking } from "partita/metric"
 * const model = { latents: matrix([[0, 3], [1, 2], [2, 9], [3, 1]]), klPerDimension: [1, 1] }
 * unsupervisedDisentanglementRanking([model, model]) // → [0.714, 0.714]
 * ```
 */
export const unsupervisedDisentanglementRanking = (models: ReadonlyArray<SeededLatents>): Float64Array => {
  if (models.length < 2) throw new RangeError(`UDR compares models; it was given ${models.length}, train another seed`)
  const scores = models.map(() => new Float64Array(models.length))
  models.forEach((a, i) => {
    for (let j = 0; j < i; j++) scores[i]![j] = scores[j]![i] = agreement(a, models[j]!)
  })
  return Float64Array.from(scores, (row, i) => quantile(row.filter((_, j) => j !== i).sort(), 0.5))
}
