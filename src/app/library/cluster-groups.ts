/** The clusters of a library as groups for playlists. */
import type { ClusterCaption } from "./cluster-captions.ts"
import type { Group } from "./name-playlists.ts"

/** Number 1 for C1; noise, where it is wanted, is number 0. Of clusters that would be called the same, each names a track. */
export const clusterGroups = (
  captions: ReadonlyArray<ClusterCaption>,
  { titleOf }: { readonly titleOf: (row: number) => string }
): ReadonlyArray<Group> =>
  captions.map(({ cluster, listName, rows }) => {
    const isAlone = captions.filter((other) => other.listName === listName).length === 1
    return {
      number: cluster + 1,
      name: isAlone || listName.startsWith("like ") ? listName : `${listName}, like ${titleOf(rows[0]!)}`,
      rows
    }
  })
