/** The groups that playlists are made of, with the earlier playlists in mind. */
import type { ClusterCaption } from "./cluster-captions.ts"
import { clusterGroups } from "./cluster-groups.ts"
import type { Library } from "./library.ts"
import type { Group, LastPlaylist } from "./name-playlists.ts"
import { neighbourhoods } from "./neighbourhoods.ts"
import { goingOn, settledGroups } from "./settled-groups.ts"
import { trackName } from "./track-name.ts"
import type { PlaylistKind } from "./write-playlists.ts"

/** Clusters of a run that are other groups than the earlier playlists: how many of each there are, and how many agree. */
export interface PlaylistDrift {
  readonly clusters: number
  readonly playlists: number
  readonly goOn: number
}

/** Groups, and how far those of the run and the earlier playlists are apart, where they are. */
export interface Grouped {
  readonly groups: ReadonlyArray<Group>
  readonly drift?: PlaylistDrift
}

/** Groups of clusters or neighbourhoods for playlists that hold some already; `isAnew` follows the run whatever those are. */
export const playlistGroups = (
  library: Library,
  captions: ReadonlyArray<ClusterCaption>,
  { by, isAnew, size }: { readonly by: PlaylistKind; readonly isAnew: boolean; readonly size: number }
) => {
  const titleOf = (row: number): string => trackName(library.tracks[row]!)
  const around = (last: ReadonlyArray<LastPlaylist>): ReadonlyArray<Group> => {
    const middles = isAnew ? [] : last.flatMap(({ rows }) => rows[0] ?? [])
    return neighbourhoods(library.points, { size, middles })
      .map((rows) => ({ number: null, name: `around ${titleOf(rows[0]!)}`, rows }))
  }
  return (last: ReadonlyArray<LastPlaylist>): Grouped => {
    if (by === "neighbourhood") return { groups: around(last) }
    const groups = clusterGroups(captions.filter(({ cluster }) => cluster >= 0), { titleOf })
    const held = last.filter(({ rows }) => rows.length > 0)
    const goOn = goingOn(groups, held)
    if (isAnew || held.length === 0 || (goOn === held.length && goOn === groups.length)) return { groups }
    const drift = { clusters: groups.length, playlists: held.length, goOn }
    return { groups: settledGroups(library.points, held, groups.flatMap(({ rows }) => rows)), drift }
  }
}
