/** Clusterings of subsamples, and how far two of them agree. */
import type { Random } from "../../../math/random.ts"
import { adjustedRand } from "./adjusted-rand.ts"

/**
 * Labels of the tracks with these numbers, in their order; −1 is noise. It must not look at other tracks, and draw from
 * `random` alone.
 */
export type Clusterer = (tracks: Int32Array, random: Random) => ArrayLike<number>

/** In place of the label of a track outside a subsample: unlike noise, −1, which is a result. */
export const absent = -2

/**
 * Labels of the `chosen` tracks at their places among all; `absent` elsewhere. Shapes: `chosen` [i] → [track]. Throws a
 * RangeError when the clusterer does not label each.
 */
export const labelChosen = (cluster: Clusterer, tracks: number, chosen: Int32Array, random: Random): Int32Array => {
  const labels = cluster(chosen, random)
  if (labels.length !== chosen.length) {
    throw new RangeError(`the clusterer gave ${labels.length} labels for ${chosen.length} tracks; it must label each`)
  }
  const all = new Int32Array(tracks).fill(absent)
  chosen.forEach((track, i) => all[track] = labels[i]!)
  return all
}

/** `size` of all tracks, none twice, in ascending order. */
export const drawSubsample = (tracks: number, size: number, random: Random): Int32Array =>
  random.permutation(tracks).subarray(0, size).sort()

/** Adjusted Rand index over the tracks that both subsamples hold. Shapes: [track]. */
export const overlapRand = (a: Int32Array, b: Int32Array): number => {
  const shared = Array.from(a.keys()).filter((i) => a[i] !== absent && b[i] !== absent)
  return adjustedRand(shared.map((i) => a[i]!), shared.map((i) => b[i]!))
}
