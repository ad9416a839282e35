/** The part of a track that is measured. */

/**
 * The middle `length` samples, or all of them when there are fewer: a view, no copy.
 *
 * @example
 * ```ts
 * import { excerpt } from "partita/audio"
 * excerpt(Float32Array.of(1, 2, 3, 4, 5, 6), 2) // → [3, 4]
 * ```
 */
export const excerpt = (samples: Float32Array, length: number): Float32Array => {
  if (samples.length <= length) return samples
  const start = Math.floor((samples.length - length) / 2)
  return samples.subarray(start, start + length)
}
