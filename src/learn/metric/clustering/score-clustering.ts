/** Everything a clustering is judged by, each number beside its null, or the reason why there is none. */
import { type Matrix, takeRows } from "../../../math/matrix.ts"
import type { Random } from "../../../math/random.ts"
import { type Halves, halvesWithin } from "../resampling/group-halves.ts"
import { errorInterval } from "../resampling/half-sample.ts"
import type { Null } from "../resampling/null.ts"
import { permutationNull } from "../resampling/permutation-null.ts"
import { externalMetrics, internalMetrics } from "./clustering-metrics.ts"
import { internalNull } from "./internal-null.ts"
import { excludeNoise, noiseAsSingletons } from "./noise.ts"
import { agreementErrors, silhouetteErrors } from "./score-errors.ts"

/** What became of noise: there was none, it was left out, or each such track was made a cluster of its own. */
export type NoisePolicy = "none" | "excluded" | "singletons"

/**
 * A value with its interval over tracks and its errors on each half of them, where the metric has such: silhouettes and
 * agreement with labels.
 */
export interface Estimate {
  readonly value: number
  readonly errors: Float64Array | null
  readonly interval: { readonly low: number; readonly high: number } | null
  readonly chance: Null
}

/** `against` is the space or the label column; `estimate` is null exactly where `reason` says why. */
export interface ScoreLine {
  readonly noise: NoisePolicy
  readonly metric: string
  readonly against: string
  readonly isExternal: boolean
  readonly better: "higher" | "lower"
  readonly estimate: Estimate | null
  readonly reason: string | null
}

/** One clustering: −1 is noise; every space has the same tracks; null marks a track without the label. */
export interface Clustering {
  readonly labels: Int32Array
  readonly spaces: ReadonlyArray<{ readonly name: string; readonly matrix: Matrix }>
  readonly truths: ReadonlyArray<{ readonly name: string; readonly labels: ReadonlyArray<string | null> }>
}

/** Draws of each null; the halves of the tracks that intervals come from, and the share of them inside. */
export interface ScoreOptions {
  readonly permutations: number
  readonly halves: Halves
  readonly level: number
  readonly random: Random
}

/** The tracks a policy keeps, by number, and what it calls their clusters. */
interface Kept {
  readonly noise: NoisePolicy
  readonly rows: Int32Array
  readonly labels: Int32Array
}

const notFinite = (x: Matrix): string | null => {
  const at = x.data.findIndex((value) => !Number.isFinite(value))
  return at < 0 ? null : `row ${Math.floor(at / x.cols)}, column ${at % x.cols} is ${x.data[at]}`
}

const whyUndefined = (labels: Int32Array): string | null => {
  const clusters = new Set(labels).size
  if (labels.length === 0) return "every track is noise"
  if (clusters === 1) return "all tracks are in one cluster"
  return clusters === labels.length ? "every track is a cluster of its own" : null
}

const within = (value: number, errors: Float64Array | null, { level }: ScoreOptions) =>
  errors === null ? null : errorInterval(value, errors, { level, most: 1 })

const internalLines = (
  { labels, noise, rows }: Kept,
  space: { readonly name: string; readonly matrix: Matrix },
  options: ScoreOptions
): ReadonlyArray<ScoreLine> => {
  const x = takeRows(space.matrix, rows)
  const undefinedAll = whyUndefined(labels) ?? notFinite(x)
  return internalMetrics.map(({ better, measure, metric, name }) => {
    const line = { noise, metric: name, against: space.name, isExternal: false, better }
    const isSpread = metric !== "silhouette" && noise === "singletons"
    const reason = undefinedAll ?? (isSpread ? "clusters of one track have no spread" : null)
    if (reason !== null) return { ...line, estimate: null, reason }
    const random = options.random.fork(`${noise} ${metric} ${space.name}`)
    const chance = internalNull(metric, x, labels, { permutations: options.permutations, random: random.fork("null") })
    const errors = metric === "silhouette"
      ? silhouetteErrors(x, labels, halvesWithin(options.halves, rows))
      : null // both grow with repeated tracks, which have no distance
    const value = measure(x, labels)
    const interval = within(value, errors, options)
    if (Number.isFinite(value)) return { ...line, estimate: { value, interval, errors, chance }, reason: null }
    return { ...line, estimate: null, reason: "two clusters share one centre" }
  })
}

const externalLines = (
  { labels, noise, rows }: Kept,
  truth: { readonly name: string; readonly labels: ReadonlyArray<string | null> },
  options: ScoreOptions
): ReadonlyArray<ScoreLine> => {
  const at = Array.from(rows.keys()).filter((t) => truth.labels[rows[t]!] !== null)
  const given = at.map((t) => truth.labels[rows[t]!]!)
  const names = [...new Set(given)].sort()
  const numbers = new Map(names.map((name, n) => [name, n]))
  const truths = Int32Array.from(given, (label) => numbers.get(label)!)
  const found = Int32Array.from(at, (t) => labels[t]!)
  const halves = halvesWithin(options.halves, at.map((t) => rows[t]!))
  const reason = labels.length === 0 ?
    "every track is noise"
    : names.length === 0 ?
    `no track has a ${truth.name}`
    : names.length === 1 ?
    `all tracks have one ${truth.name}, "${names[0]}"`
    : null
  return Object.entries(externalMetrics).map(([metric, measure]): ScoreLine => {
    const line = { noise, metric, against: truth.name, isExternal: true, better: "higher" as const }
    if (reason !== null) return { ...line, estimate: null, reason }
    const random = options.random.fork(`${noise} ${metric} ${truth.name}`)
    const chance = permutationNull((each) => measure(truths, each), found, {
      permutations: options.permutations,
      better: "higher",
      random: random.fork("null")
    })
    const value = measure(truths, found)
    const errors = agreementErrors(measure, { truths, found }, halves)
    return { ...line, estimate: { value, interval: within(value, errors, options), errors, chance }, reason: null }
  })
}

/** A labelling with noise is scored twice: without it, and with each noise track as a cluster of its own. */
const policies = (labels: Int32Array): ReadonlyArray<Kept> => {
  const all = Int32Array.from(labels.keys())
  if (labels.every((label) => label >= 0)) return [{ noise: "none", rows: all, labels }]
  return [
    { noise: "excluded", ...excludeNoise(labels) },
    { noise: "singletons", rows: all, labels: noiseAsSingletons(labels) }
  ]
}

/**
 * Internal metrics in every space and external ones against every label column. One cluster, all noise, missing or
 * constant labels and vectors with NaN give lines without an estimate. Throws a RangeError for spaces or labels of
 * other length.
 *
 * @example
 * ```ts
 * import { matrix, Random } from "partita/math"
 * import { groupHalves, scoreClustering } from "partita/metric"
 * const random = new Random(7)
 * const halves = groupHalves(["a", "b", "c", "d", "e", "f"], { resamples: 400, fewest: 4, random })
 * const lines = scoreClustering({
 *   labels: Int32Array.of(0, 0, 0, 1, 1, 1),
 *   spaces: [{ name: "latents", matrix: matrix([[0], [1], [2], [20], [21], [22]]) }],
 *   truths: [{ name: "genre", labels: ["folk", "folk", "folk", "rock", "rock", "rock"] }]
 * }, { permutations: 20, halves, level: 0.95, random })
 * lines.find(({ metric }) => metric === "ARI")?.estimate?.value // → 1
 * ```
 */
export const scoreClustering = (clustering: Clustering, options: ScoreOptions): ReadonlyArray<ScoreLine> => {
  const { labels, spaces, truths } = clustering
  for (const { matrix, name } of spaces) {
    if (matrix.rows !== labels.length) {
      throw new RangeError(`"${name}" has ${matrix.rows} tracks, ${labels.length} are clustered; score the same tracks`)
    }
  }
  for (const { labels: given, name } of truths) {
    if (given.length !== labels.length) {
      throw new RangeError(`"${name}" is given for ${given.length} tracks, ${labels.length} are clustered`)
    }
  }
  return policies(labels).flatMap((kept) => [
    ...spaces.flatMap((space) => internalLines(kept, space, options)),
    ...truths.flatMap((truth) => externalLines(kept, truth, options))
  ])
}
