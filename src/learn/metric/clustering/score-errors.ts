/** How scores of a clustering err on halves of the tracks: what intervals and paired differences come from. */
import type { Matrix } from "../../../math/matrix.ts"
import type { Halves } from "../resampling/group-halves.ts"
import { halfSampleErrors } from "../resampling/half-sample.ts"
import { silhouetteSamples } from "./silhouette.ts"

/** Of silhouettes per track, each measured among all tracks: halves would change what a track is compared with. */
export const silhouetteErrors = (x: Matrix, labels: Int32Array, halves: Halves): Float64Array | null => {
  const each = silhouetteSamples(x, labels)
  return halfSampleErrors((tracks) => tracks.reduce((sum, i) => sum + each[i]!, 0) / tracks.length, halves)
}

/** Of the agreement of two labellings, `measure`, on the tracks of each half alone. */
export const agreementErrors = (
  measure: (truths: ArrayLike<number>, found: ArrayLike<number>) => number,
  { found, truths }: { readonly truths: ArrayLike<number>; readonly found: ArrayLike<number> },
  halves: Halves
): Float64Array | null =>
  halfSampleErrors((tracks) => measure(tracks.map((i) => truths[i]!), tracks.map((i) => found[i]!)), halves)
