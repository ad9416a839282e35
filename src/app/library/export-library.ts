/** The clusters of a library as files: playlists and tables, where they are asked for. */
import * as Effect from "effect/Effect"
import * as path from "node:path"
import type { Project } from "../../dataflow/code/project.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { assignToCentres } from "../../learn/cluster/assign.ts"
import type { ClusterCaption } from "./cluster-captions.ts"
import { clusterGroups } from "./cluster-groups.ts"
import type { Library } from "./library.ts"
import { centresOf, type Rule } from "./place-tracks.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"
import { trackName } from "./track-name.ts"
import { writePlaylists } from "./write-playlists.ts"
import { libraryTables, writeTables } from "./write-tables.ts"

/** Folders to write to, where wanted. */
export interface LibraryExport {
  readonly library: Library
  readonly captions: ReadonlyArray<ClusterCaption>
  readonly rule: Rule
  readonly playlists: string | undefined
  readonly csv: string | undefined
  readonly parquet: string | undefined
}

/** How sure each track's cluster is: as recorded, or by the distance to the centres, or unknown. Shapes: [track]. */
const confidenceOf = (library: Library, rule: Rule): ReadonlyArray<number> | null => {
  if (library.confidence !== null) return library.confidence
  const { centres, numbers } = centresOf(library)
  if (rule.by !== "centre" || numbers.length === 0) return null
  const { confidence, labels } = assignToCentres(library.points, centres)
  // nearer to another centre than to its own: the border is all that can be said of it
  return Array.from(confidence, (sure, i) => numbers[labels[i]!] === library.labels[i] ? sure : 0)
}

/** Writes what is asked for; answers with the files and with lines about them. Fails with CannotAssign. */
export const exportLibrary = Effect.fnUntraced(function*(
  project: Project,
  store: Store,
  trace: ClusteringTrace,
  { captions, csv, library, parquet, playlists, rule }: LibraryExport
) {
  const files: Array<string> = []
  const remarks: Array<string> = []
  if (playlists !== undefined) {
    const groups = clusterGroups(captions, { titleOf: (row) => trackName(library.tracks[row]!) })
    const written = yield* writePlaylists(project, store, trace, {
      kind: "cluster",
      library,
      folder: playlists,
      size: Infinity,
      repeatsArtists: true,
      isAnew: true,
      groupsOf: () => groups
    })
    files.push(...written.playlists.map(({ file }) => path.join(playlists, file)))
    remarks.push(`wrote ${written.playlists.length} playlists to ${playlists}`)
  }
  const tables = libraryTables(library, captions, confidenceOf(library, rule))
  for (const [format, folder] of [["csv", csv], ["parquet", parquet]] as const) {
    if (folder === undefined) continue
    const written = yield* Effect.promise(() => writeTables(tables, folder, format))
    files.push(...written)
    remarks.push(...written.map((file) => `wrote ${file}`))
  }
  return { files, remarks }
})
