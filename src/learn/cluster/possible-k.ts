/** How many clusters tracks allow when many of them are the same, as after a model that tells nothing apart. */
import { type Matrix, row } from "../../math/matrix.ts"

/** A number of clusters, or null to choose between two. */
export interface AskedK {
  readonly k: number | null
  readonly kMin: number
  readonly kMax: number
}

/** The rule by which k was lowered; it stands where "the highest silhouette" would. */
export const byPlaces = "as many as tracks differ"

const isEqual = (a: Float64Array, b: Float64Array): boolean => a.every((value, j) => value === b[j])

/** How many different rows there are; counting stops at `limit`, which most data reaches within as many rows. */
const placesUpTo = (x: Matrix, limit: number): number => {
  const found: Array<Float64Array> = []
  for (let i = 0; i < x.rows && found.length < limit; i++) {
    const own = row(x, i)
    if (!found.some((other) => isEqual(own, other))) found.push(own)
  }
  return found.length
}

/**
 * What was asked for, with no more clusters to choose from than there are different tracks, since equal tracks cannot be
 * told apart; when that is fewer than `kMin`, that many. Too few tracks are left to the clusterer to refuse, and a k that
 * was given stays.
 */
export const possibleK = (x: Matrix, asked: AskedK): AskedK & { readonly isLowered: boolean } => {
  const { k, kMax, kMin } = asked
  if (k !== null || x.rows <= kMin) return { ...asked, isLowered: false }
  const places = placesUpTo(x, kMax)
  return places < kMin
    ? { k: places, kMin, kMax, isLowered: true }
    : { k: null, kMin, kMax: places, isLowered: false }
}
