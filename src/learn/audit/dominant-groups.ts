/** Labels that are mostly one group's, such as one artist's: learning the artist looks like learning the label. */

/** `share` of the label's tracks with a known group that are of `group`. */
export interface DominantGroup {
  readonly label: string
  readonly group: string
  readonly tracks: ReadonlyArray<number>
  readonly share: number
}

/**
 * Labels of which one group holds at least `share`; labels with a single track are left out. Groups count only where
 * known.
 * Source: Sturm 2012, An analysis of the GTZAN music genre dataset.
 *
 * @example
 * ```ts
 * import { dominantGroups } from "partita/audit"
 * dominantGroups(["rock", "rock", "rock"], ["Artist A", "Artist A", "Artist B"], 0.6)
 * // → [{ label: "rock", group: "Artist A", tracks: [0, 1], share: 0.667 }]
 * ```
 */
export const dominantGroups = (
  labels: ReadonlyArray<string | null>,
  groups: ReadonlyArray<string | null>,
  share: number
): ReadonlyArray<DominantGroup> => {
  const known = labels.flatMap((label, i) => label === null || groups[i] == null ? [] : [i])
  return [...Map.groupBy(known, (i) => labels[i]!)].flatMap(([label, members]) =>
    members.length < 2 ? [] : [...Map.groupBy(members, (i) => groups[i]!)]
      .map(([group, tracks]) => ({ label, group, tracks, share: tracks.length / members.length }))
      .filter((found) => found.share >= share)
  )
}
