/** Which tracks are heard again: halves of the tracks that all methods share, so that methods can be compared on them. */
import type { Random } from "../../../math/random.ts"

/** `of` is how many there are to draw from: as many as groups, or tracks where groups are too few. */
export interface Halves {
  readonly by: "groups" | "tracks"
  readonly of: number
  /** The numbers of the tracks of each half, in ascending order. */
  readonly drawn: ReadonlyArray<Int32Array>
}

/** `fewest` groups are needed, or tracks are drawn one by one. */
export interface HalvesOptions {
  readonly resamples: number
  readonly fewest: number
  readonly random: Random
}

/**
 * Halves of the groups, drawn without replacement; one entry of `groups` per track, null for a track that is a group of
 * its own. Equal groups and equal randomness give equal halves, whatever method is measured on them: errors on the same
 * half may be subtracted. Tracks of one artist resemble each other, so that halves of tracks would understate how far
 * other tracks might move a number.
 * Throws a RangeError for fewer than two tracks or no halves.
 * Source: Politis & Romano 1994, Large sample confidence regions based on subsamples.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { groupHalves } from "partita/metric"
 * const artists = ["a", "a", "b", "b", "c", "c", "d", "d"]
 * const { by, drawn } = groupHalves(artists, { resamples: 3, fewest: 4, random: new Random(7) })
 * by // → "groups"
 * drawn.map((tracks) => tracks.length) // → [4, 4, 4]
 * ```
 */
export const groupHalves = (
  groups: ReadonlyArray<string | null>,
  { fewest, random, resamples }: HalvesOptions
): Halves => {
  if (groups.length < 2 || resamples < 1) {
    throw new RangeError(`${resamples} halves of ${groups.length} tracks; draw at least one from at least two`)
  }
  const grouped = [...Map.groupBy(groups.keys(), (i) => groups[i] ?? i).values()]
  const isGrouped = grouped.length >= Math.max(2, fewest)
  const members = isGrouped ? grouped : Array.from(groups.keys(), (i) => [i])
  const half = Math.floor(members.length / 2)
  return {
    by: isGrouped ? "groups" : "tracks",
    of: members.length,
    drawn: Array.from({ length: resamples }, () => {
      const chosen = random.permutation(members.length).subarray(0, half)
      return Int32Array.from(Array.from(chosen, (m) => members[m]!).flat()).sort()
    })
  }
}

/**
 * The same halves of a part of the tracks: `kept` are their numbers, which count from 0 in what is returned.
 *
 * @example
 * ```ts
 * import { halvesWithin } from "partita/metric"
 * const halves = { by: "tracks", of: 4, drawn: [Int32Array.of(0, 3), Int32Array.of(1, 2)] } as const
 * halvesWithin(halves, [3, 1]).drawn // → [[0], [1]]
 * ```
 */
export const halvesWithin = (halves: Halves, kept: ArrayLike<number>): Halves => {
  const places = new Map(Array.from(kept, (track, place) => [track, place]))
  const drawn = halves.drawn.map((tracks) => Int32Array.from(Array.from(tracks).flatMap((t) => places.get(t) ?? [])))
  return { ...halves, drawn }
}
