/** Which tracks are heard again: halves of the tracks that all methods share, so that methods can be compared on them. */
import type { Random } from "../../../math/random.ts"

/** `of` is how many there are to draw from: as many as groups, or tracks where groups are too few. */
export interface Halves {
  readonly by: "groups" | "tracks"
  readonly of: number
  /** How many halves were drawn. */
  readonly count: number
  /** Numbers of the tracks of half `half`, counted from 0. Made when asked for: all together are 40 MB of 10,000 tracks. */
  readonly tracksOf: (half: number) => Int32Array
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
 * const { by, tracksOf } = groupHalves(artists, { resamples: 3, fewest: 4, random: new Random(7) })
 * by // → "groups"
 * tracksOf(2).length // → 4
 * ```
 */
export const groupHalves = (
  groups: ReadonlyArray<string | null>,
  { fewest, random, resamples }: HalvesOptions
): Halves => {
  if (groups.length < 2 || resamples < 1) {
    throw new RangeError(`${resamples} halves of ${groups.length} tracks; draw at least one from at least two`)
  }
  const grouped = new Map<string | number, number>()
  const groupOf = Int32Array.from(groups, (group, track) => {
    const key = group ?? track
    if (!grouped.has(key)) grouped.set(key, grouped.size)
    return grouped.get(key)!
  })
  const isGrouped = grouped.size >= Math.max(2, fewest)
  const unitOf = isGrouped ? groupOf : Int32Array.from(groups.keys())
  const units = isGrouped ? grouped.size : groups.length
  const chosen = Array.from({ length: resamples }, () => {
    const bits = new Uint8Array(Math.ceil(units / 8))
    for (const unit of random.permutation(units).subarray(0, Math.floor(units / 2))) bits[unit >> 3]! |= 1 << (unit & 7)
    return bits
  })
  return {
    by: isGrouped ? "groups" : "tracks",
    of: units,
    count: resamples,
    tracksOf: (half) => {
      const bits = chosen[half]!
      const tracks = new Int32Array(groups.length)
      let held = 0
      for (let track = 0; track < groups.length; track++) {
        const unit = unitOf[track]!
        if (((bits[unit >> 3]! >> (unit & 7)) & 1) === 1) tracks[held++] = track
      }
      return tracks.subarray(0, held)
    }
  }
}

/**
 * The same halves of a part of the tracks: `kept` are their numbers, which count from 0 in what is returned.
 *
 * @example
 * ```ts
 * import { halvesWithin } from "partita/metric"
 * const drawn = [Int32Array.of(0, 3), Int32Array.of(1, 2)]
 * const halves = { by: "tracks", of: 4, count: 2, tracksOf: (half: number) => drawn[half]! } as const
 * halvesWithin(halves, [3, 1]).tracksOf(0) // → [0]
 * ```
 */
export const halvesWithin = (halves: Halves, kept: ArrayLike<number>): Halves => {
  const places = new Int32Array(Array.from(kept).reduce((most, track) => Math.max(most, track + 1), 0)).fill(-1)
  for (let place = 0; place < kept.length; place++) places[kept[place]!] = place
  const tracksOf = (half: number): Int32Array => {
    const tracks = halves.tracksOf(half)
    const within = new Int32Array(tracks.length)
    let held = 0
    for (let i = 0; i < tracks.length; i++) {
      const place = places[tracks[i]!] ?? -1
      if (place >= 0) within[held++] = place
    }
    return within.subarray(0, held)
  }
  return { ...halves, tracksOf }
}
