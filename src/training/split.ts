/** Tracks to learn from and tracks to watch. */
import type { Random } from "../math/random.ts"

/** `share` of the rows, at random, for validation; at least one row is left to learn from. Both in ascending order. */
export const splitRows = (
  rows: number,
  share: number,
  random: Random
): { readonly train: Int32Array; readonly validation: Int32Array } => {
  const held = Math.min(rows - 1, Math.floor(rows * share))
  const order = random.permutation(rows)
  return { train: order.slice(held).sort(), validation: order.slice(0, held).sort() }
}
