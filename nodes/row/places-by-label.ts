/** Where the tracks of each label are: for nodes that take some tracks of each. */
import type { LabelColumn } from "./label-column.ts"
import type { Track } from "./track.ts"

/** Labels with the places of their tracks, those of the most tracks first; tracks without one are left out. */
export const placesByLabel = (
  tracks: ReadonlyArray<Track>,
  column: LabelColumn
): ReadonlyArray<readonly [label: string, places: ReadonlyArray<number>]> => {
  const known = tracks.flatMap((track, at) => track[column] === null ? [] : [{ at, label: track[column] }])
  return [...Map.groupBy(known, ({ label }) => label)]
    .map(([label, rows]) => [label, rows.map(({ at }) => at)] as const)
    .sort(([a, of], [b, others]) => others.length - of.length || (a < b ? -1 : 1))
}
