/** Tracks that a clustering leaves out, labelled −1, and the two ways to score it all the same. */

/** `share` of `tracks` that are in one of the `clusters`. */
export interface Coverage {
  readonly tracks: number
  readonly clustered: number
  readonly share: number
  readonly clusters: number
}

/**
 * How much of the tracks a labelling covers. No tracks are covered wholly.
 *
 * @example
 * ```ts
 * import { coverageOf } from "partita/metric"
 * coverageOf([0, 0, 1, -1]) // → { tracks: 4, clustered: 3, share: 0.75, clusters: 2 }
 * ```
 */
export const coverageOf = (labels: ArrayLike<number>): Coverage => {
  const own = Array.from(labels).filter((label) => label >= 0)
  const tracks = labels.length
  return { tracks, clustered: own.length, share: tracks === 0 ? 1 : own.length / tracks, clusters: new Set(own).size }
}

/** The tracks that are in a cluster. Shapes: `rows` [clustered], the tracks that are no noise, and their `labels`. */
export interface Clustered {
  readonly rows: Int32Array
  readonly labels: Int32Array
}

/**
 * Policy "excluded": scores hold for the clustered tracks alone, so they need the coverage beside them.
 *
 * @example
 * ```ts
 * import { excludeNoise } from "partita/metric"
 * excludeNoise([0, -1, 1]) // → { rows: [0, 2], labels: [0, 1] }
 * ```
 */
export const excludeNoise = (labels: ArrayLike<number>): Clustered => {
  const rows = Int32Array.from(Array.from(labels).flatMap((label, i) => label >= 0 ? [i] : []))
  return { rows, labels: rows.map((i) => labels[i]!) }
}

/**
 * Policy "singletons": every noise track is a cluster of its own, numbered after the others.
 *
 * @example
 * ```ts
 * import { noiseAsSingletons } from "partita/metric"
 * noiseAsSingletons([0, -1, 1, -1]) // → [0, 2, 1, 3]
 * ```
 */
export const noiseAsSingletons = (labels: ArrayLike<number>): Int32Array => {
  let next = 0
  for (let i = 0; i < labels.length; i++) next = Math.max(next, labels[i]! + 1)
  return Int32Array.from(labels, (label) => label >= 0 ? label : next++)
}
