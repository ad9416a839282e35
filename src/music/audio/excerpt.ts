/** The part of a track that is measured. */

/** The middle `length` samples, or all of them when there are fewer: a view, no copy. */
export const excerpt = (samples: Float32Array, length: number): Float32Array => {
  if (samples.length <= length) return samples
  const start = Math.floor((samples.length - length) / 2)
  return samples.subarray(start, start + length)
}
