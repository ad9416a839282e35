/** Which rows a batch holds and the noise it sees: functions of the seed, the epoch and the batch alone. */
import type { Random } from "../../math/random.ts"

/** Of how many blocks the rows are mixed; so many blocks must fit into memory. */
export const windowBlocks = 4

const shuffled = (rows: Int32Array, random: Random): Int32Array =>
  Int32Array.from(random.permutation(rows.length), (at) => rows[at]!)

/** Ascending rows cut where a block of `blockRows` begins. */
const blocksOf = (rows: Int32Array, blockRows: number): ReadonlyArray<Int32Array> => {
  const blocks: Array<Int32Array> = []
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const block = Math.floor(rows[start]! / blockRows)
    while (end < rows.length && Math.floor(rows[end]! / blockRows) === block) end++
    blocks.push(rows.subarray(start, end))
  }
  return blocks
}

/**
 * Ascending rows in the order in which an epoch uses them: at random, or with `blockRows` blocks at random and then rows
 * at random within `windowBlocks` blocks at a time, so that each block is read once.
 */
export const epochOrder = (rows: Int32Array, blockRows: number | null, random: Random): Int32Array => {
  if (blockRows === null) return shuffled(rows, random)
  const blocks = blocksOf(rows, blockRows)
  const order = random.permutation(blocks.length)
  const windows = Array.from({ length: Math.ceil(blocks.length / windowBlocks) }, (_, i) => {
    const window = [...order.subarray(i * windowBlocks, (i + 1) * windowBlocks)].flatMap((at) => [...blocks[at]!])
    return shuffled(Int32Array.from(window), random)
  })
  return Int32Array.from(windows.flatMap((window) => [...window]))
}

/** An epoch's rows cut into batches; the last one may be shorter. */
export const batchRows = (order: Int32Array, batchSize: number): ReadonlyArray<Int32Array> =>
  Array.from({ length: Math.ceil(order.length / batchSize) }, (_, i) => order.slice(i * batchSize, (i + 1) * batchSize))

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
