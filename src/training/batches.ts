/** Which rows a batch holds and the noise it sees: functions of the seed, the epoch and the batch alone. */
import type { Random } from "../math/random.ts"

/** Rows of an epoch in their order of use, cut into batches; the last one may be shorter. */
export const batchRows = (rows: Int32Array, batchSize: number, random: Random): ReadonlyArray<Int32Array> => {
  const order = random.permutation(rows.length)
  return Array.from(
    { length: Math.ceil(rows.length / batchSize) },
    (_, i) => Int32Array.from(order.subarray(i * batchSize, (i + 1) * batchSize), (at) => rows[at]!)
  )
}

/** `rows` followed by as many of `others` as make `length`, again from the start where there are too few. */
export const padRows = (rows: Int32Array, others: Int32Array, length: number): Int32Array =>
  Int32Array.from({ length }, (_, i) => i < rows.length ? rows[i]! : others[(i - rows.length) % others.length]!)

const wordRange = 0x1_0000_0000

/**
 * Fills `target` with standard normals, two from two 32-bit words: a quarter of the words of `Random.normal`, and no
 * draw beyond 6.7, which is plenty for float32 noise. Source: Box & Muller 1958.
 */
export const fillNormal = (target: Float32Array, random: Random): void => {
  for (let i = 0; i < target.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log((random.word() + 1) / wordRange))
    const angle = 2 * Math.PI * random.word() / wordRange
    target[i] = radius * Math.cos(angle)
    if (i + 1 < target.length) target[i + 1] = radius * Math.sin(angle)
  }
}
