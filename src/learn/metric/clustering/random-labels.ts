/** The clustering that looked at nothing: what every method has to beat. */
import type { Random } from "../../../math/random.ts"

/** Shapes: → [track], each of the `k` clusters equally likely. Throws a RangeError for no cluster. */
export const randomLabels = (tracks: number, k: number, random: Random): Int32Array => {
  if (!(k >= 1)) throw new RangeError(`random labels of ${k} clusters; choose at least 1`)
  return Int32Array.from({ length: tracks }, () => random.int(k))
}
