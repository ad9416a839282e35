/**
 * What having looked many times does to the best result: how far the best of N trials would stand out if no setting were
 * better than another and all differed by chance alone.
 *
 * Under that null every trial is a draw of the same noise, wherever its strategy looked, so the trials need not have been
 * chosen independently of each other. The noise is taken as normal, its spread from trials of one setting with other
 * seeds.
 *
 * Sources: expected extremes of normal samples, David & Nagaraja 2003, "Order statistics", §4.5; their use against
 * selection, Bailey & López de Prado 2014, "The deflated Sharpe ratio"; Cawley & Talbot 2010, "On over-fitting in model
 * selection".
 */
import { normalProbability } from "../../math/normal-probability.ts"

/** How far the largest of `count` independent standard normals stands above 0, on average; error below 1e-9. */
export const expectedBest = (count: number): number => {
  const step = 1 / 64 // the integrand is even, smooth and vanishes far out: the rule of midpoints converges at once
  let sum = 0
  for (let z = step / 2; z < 12; z += step) {
    sum += 1 - normalProbability(z) ** count - normalProbability(-z) ** count
  }
  return sum * step
}

/** Noise of one result: its standard deviation, and from how many differences between seeds it is known. */
export interface Spread {
  readonly deviation: number
  readonly degrees: number
}

/** The spread over seeds, pooled over settings that were run with several; undefined if none was. */
export const spreadOverSeeds = (settings: ReadonlyArray<ReadonlyArray<number>>): Spread | undefined => {
  let [squares, degrees] = [0, 0]
  for (const values of settings) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    for (const value of values) squares += (value - mean) ** 2
    degrees += Math.max(0, values.length - 1)
  }
  return degrees === 0 ? undefined : { deviation: Math.sqrt(squares / degrees), degrees }
}

/**
 * How often the largest of `count` normal draws lies at least `size` estimated deviations above their centre, if the
 * deviation is known from `degrees` differences: for one draw, the tail of Student's distribution.
 */
export const exceedance = (size: number, count: number, { degrees }: Pick<Spread, "degrees">): number => {
  let [inside, all] = [0, 0]
  for (let ratio = 1 / 512; ratio < 6; ratio += 1 / 256) { // of the estimated to the true deviation: a scaled χ
    const weight = Math.exp((degrees - 1) * Math.log(ratio) - degrees * (ratio * ratio - 1) / 2)
    inside += weight * normalProbability(size * ratio) ** count
    all += weight
  }
  return 1 - inside / all
}

/** The best of several settings beside what chance alone would make of the best of as many. */
export interface BestOfMany {
  readonly direction: "max" | "min"
  readonly looks: number
  /** The best, and how far it stands above the mean of all, both in units of the metric; below it where less is better. */
  readonly best: number
  readonly above: number
  /** How far the best of as many would stand above their mean by chance alone. */
  readonly aboveByChance: number
  /** How often chance alone would bring the best so far or farther; at most that, as the mean holds the best too. */
  readonly probability: number
  readonly degrees: number
}

/**
 * Of settings with their results by seed, [setting][seed], the one with the best mean, and what of it is luck. Each
 * setting counts as one look; a mean over k seeds has the spread of one by √k, with the harmonic mean of k where it is not
 * the same for all. Undefined without two settings, or where
 * no setting has two seeds.
 */
export const bestOfMany = (
  settings: ReadonlyArray<ReadonlyArray<number>>,
  direction: "max" | "min"
): BestOfMany | undefined => {
  const tried = settings.filter((values) => values.length > 0)
  const spread = spreadOverSeeds(tried)
  const looks = tried.length
  if (looks < 2 || spread === undefined) return undefined
  const means = tried.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length)
  const centre = means.reduce((sum, mean) => sum + mean, 0) / looks
  const best = direction === "max" ? Math.max(...means) : Math.min(...means)
  const seeds = looks / tried.reduce((sum, values) => sum + 1 / values.length, 0) // harmonic mean
  const deviation = spread.deviation / Math.sqrt(seeds)
  const above = Math.abs(best - centre)
  const probability = deviation === 0 ? Number(above === 0) : exceedance(above / deviation, looks, spread)
  return {
    direction,
    looks,
    best,
    above,
    aboveByChance: expectedBest(looks) * deviation,
    probability,
    degrees: spread.degrees
  }
}

/** The same as a sentence, for reports. */
export const bestOfManyText = (
  { above, aboveByChance, degrees, direction, looks, probability }: BestOfMany
): string => {
  const shown = (value: number) => String(Number(value.toPrecision(2)))
  const side = direction === "max" ? "above" : "below"
  return `The best of ${looks} settings stands ${
    shown(above)
  } ${side} their mean; by chance alone the best of ${looks} ` +
    `would stand ${shown(aboveByChance)} ${side} it, and so far in ${shown(100 * probability)} % of sweeps ` +
    `(noise from ${degrees} ${degrees === 1 ? "difference" : "differences"} between seeds).`
}
