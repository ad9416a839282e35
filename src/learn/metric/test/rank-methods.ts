/** Orders methods by one metric over several runs, label-conditioned ones kept apart. */

/** One run's value of the metric that ranks; null with a reason where it is undefined. */
export interface RunScore {
  readonly method: string
  readonly run: number
  readonly isLabelConditioned: boolean
  readonly value: number | null
  readonly reason: string | null
}

/**
 * `values` by ascending run, only where defined in every run; `deviation` is that of a sample, null for one run. `rank`
 * is null exactly where `reason` says why the method is not ranked; equal means share the better rank.
 */
export interface RankedMethod {
  readonly method: string
  readonly isLabelConditioned: boolean
  readonly runs: ReadonlyArray<number>
  readonly values: ReadonlyArray<number>
  readonly mean: number | null
  readonly deviation: number | null
  readonly rank: number | null
  readonly reason: string | null
}

const summarize = (method: string, scores: ReadonlyArray<RunScore>): Omit<RankedMethod, "rank"> => {
  const sorted = scores.toSorted((a, b) => a.run - b.run)
  const twice = sorted.find(({ run }, i) => i > 0 && sorted[i - 1]!.run === run)
  if (twice !== undefined) {
    throw new RangeError(`"${method}" has two scores of run ${twice.run}; number its runs differently`)
  }
  const isLabelConditioned = scores.some((score) => score.isLabelConditioned)
  const about = { method, isLabelConditioned, runs: sorted.map(({ run }) => run) }
  const missing = sorted.find(({ value }) => value === null)
  if (missing !== undefined) {
    const reason = scores.length === 1 ? missing.reason : `run ${missing.run}: ${missing.reason}`
    return { ...about, values: [], mean: null, deviation: null, reason }
  }
  const values = sorted.map(({ value }) => value!)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const deviation = values.length < 2 ? null : Math.sqrt(square / (values.length - 1))
  return { ...about, values, mean, deviation, reason: isLabelConditioned ? "labels went into it" : null }
}

/**
 * Best first; then the label-conditioned by their mean, then those without a value. Methods stand in the order given
 * where equal. Throws a RangeError for a method with two scores of one run.
 *
 * @example
 * ```ts
 * import { rankMethods } from "partita/metric"
 * const plain = { run: 0, isLabelConditioned: false, reason: null }
 * const scores = [{ method: "pca", value: 0.4, ...plain }, { method: "vae", value: 0.5, ...plain }]
 * const ranked = rankMethods(scores, "higher")
 * ranked.map(({ method, rank }) => ({ method, rank })) // → [{ method: "vae", rank: 1 }, { method: "pca", rank: 2 }]
 * ```
 */
export const rankMethods = (
  scores: ReadonlyArray<RunScore>,
  better: "higher" | "lower"
): ReadonlyArray<RankedMethod> => {
  const methods = [...Map.groupBy(scores, ({ method }) => method)].map(([method, own]) => summarize(method, own))
  const sign = better === "higher" ? -1 : 1
  const byMean = methods.filter(({ mean }) => mean !== null).toSorted((a, b) => sign * (a.mean! - b.mean!))
  const ranked = byMean.filter(({ reason }) => reason === null)
  return [
    ...ranked.map((method) => ({ ...method, rank: 1 + ranked.findIndex(({ mean }) => mean === method.mean) })),
    ...byMean.filter(({ reason }) => reason !== null).map((method) => ({ ...method, rank: null })),
    ...methods.filter(({ mean }) => mean === null).map((method) => ({ ...method, rank: null }))
  ]
}
