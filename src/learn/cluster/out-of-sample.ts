/** What a clustering is worth on tracks it has not seen: fitted on some folds, the others put to the nearest centre. */
import { type Matrix, takeRows } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"
import { adjustedRand } from "../metric/clustering/adjusted-rand.ts"
import { normalizedMutualInformation } from "../metric/clustering/mutual-information.ts"
import { stratifiedGroupFolds } from "../metric/probe/stratified-group-folds.ts"
import { assignToCentres } from "./assign.ts"
import type { KMeans } from "./k-means.ts"

/** One entry per row of `x`; a null label is unknown, a null group is a track on its own. */
export interface GroupedTracks {
  readonly x: Matrix
  readonly labels: ReadonlyArray<string | null>
  readonly groups: ReadonlyArray<string | null>
}

/** `fit` clusters the rows it is given and must look at nothing else; it draws from `random` alone. */
export interface OutOfSampleOptions {
  readonly folds: number
  readonly fit: (x: Matrix, random: Random) => Pick<KMeans, "labels" | "centers">
  readonly random: Random
}

/** Agreement with labels; null where fewer than two of the tracks' labels differ. */
export interface LabelAgreement {
  readonly ari: number | null
  readonly nmi: number | null
}

/**
 * One fold. `heldOut` is the agreement of its tracks with their labels by assignment to centres of the other folds,
 * `inSample` that of the same tracks in the clustering of all; `agreement` is the ARI between the two clusterings, null
 * where both put all these tracks into one cluster.
 *
 * Shapes: `tracks` [held out], ascending rows; `assigned` [held out].
 */
export interface HeldOutFold {
  readonly tracks: ReadonlyArray<number>
  readonly labelled: number
  readonly assigned: Int32Array
  readonly heldOut: LabelAgreement
  readonly inSample: LabelAgreement
  readonly agreement: number | null
}

const agreementOf = (labels: ReadonlyArray<string | null>, found: ReadonlyArray<number>): LabelAgreement => {
  const names = [...new Set(labels.filter((label) => label !== null))]
  if (names.length < 2) return { ari: null, nmi: null }
  const at = labels.flatMap((label, i) => label === null ? [] : [i])
  const truth = at.map((i) => names.indexOf(labels[i]!))
  const clusters = at.map((i) => found[i]!)
  return { ari: adjustedRand(truth, clusters), nmi: normalizedMutualInformation(truth, clusters) }
}

/**
 * Folds keep groups whole and hold each label about equally often; tracks without a label are spread like one more.
 *
 * Throws a RangeError for fewer groups than folds, and whatever `fit` throws for too few tracks.
 * Source: the prediction strength of Tibshirani & Walther 2005, Cluster validation by prediction strength, with whole
 * groups held out and agreement by ARI.
 *
 * @example
 * ```ts
 * import { kMeans, outOfSample } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * const tracks = {
 *   x: matrix([[0], [1], [2], [20], [21], [22]]),
 *   labels: ["folk", "folk", "folk", "rock", "rock", "rock"],
 *   groups: [null, null, null, null, null, null]
 * }
 * const folds = outOfSample(tracks, {
 *   folds: 3,
 *   fit: (x, random) => kMeans(x, { k: 2, restarts: 3, maxIterations: 50, tolerance: 0, random }),
 *   random: new Random(7)
 * })
 * folds.map(({ heldOut }) => heldOut.ari) // → [1, 1, 1]
 * ```
 */
export const outOfSample = (
  { groups, labels, x }: GroupedTracks,
  { fit, folds, random }: OutOfSampleOptions
): ReadonlyArray<HeldOutFold> => {
  if (labels.length !== x.rows) throw new RangeError(`${labels.length} labels for ${x.rows} tracks; pass one for each`)
  const names = [...new Set(labels)]
  const foldOf = stratifiedGroupFolds({ labels: labels.map((label) => names.indexOf(label)), groups }, {
    folds,
    random: random.fork("folds")
  })
  const all = fit(x, random.fork("all tracks"))
  return Array.from({ length: folds }, (_, fold) => {
    const rowsWhere = (isHeldOut: boolean) =>
      Array.from(foldOf.keys()).filter((i) => (foldOf[i] === fold) === isHeldOut)
    const tracks = rowsWhere(true)
    const { centers } = fit(takeRows(x, rowsWhere(false)), random.fork(`without fold ${fold}`))
    const assigned = assignToCentres(takeRows(x, tracks), centers).labels
    const whole = tracks.map((i) => all.labels[i]!)
    const given = tracks.map((i) => labels[i]!)
    const isOneCluster = new Set(assigned).size < 2 && new Set(whole).size < 2
    return {
      tracks,
      labelled: given.filter((label) => label !== null).length,
      assigned,
      heldOut: agreementOf(given, Array.from(assigned)),
      inSample: agreementOf(given, whole),
      agreement: isOneCluster ? null : adjustedRand(whole, assigned)
    }
  })
}
