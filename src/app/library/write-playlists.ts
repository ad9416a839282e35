/** Playlists of a library on disk, with paths that exist. Text: playlists.ts; names: name-playlists.ts. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Project } from "../../dataflow/code/project.ts"
import { atomicWrite } from "../../dataflow/store/atomic-write.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { nameOf } from "../../format/file-name.ts"
import { secondsText } from "../../format/media-fragment.ts"
import { cutOf, soundText } from "../../music/audio/cut.ts"
import { leadArtist } from "../../music/ingest/dataset/people-and-albums.ts"
import { lastPlaylists } from "./last-playlists.ts"
import { libraryFiles, trackGone, writtenFrom } from "./library-audio.ts"
import type { Library } from "./library.ts"
import { makeFolder } from "./make-folder.ts"
import { type Group, type LastPlaylist, type NamedPlaylist, namePlaylists } from "./name-playlists.ts"
import { placeKey, placeOf, playlistText } from "./playlists.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"
import { foldedName } from "./track-name.ts"

/** What playlists are made of: clusters, or the neighbourhoods of tracks. The second line of each file says which. */
export type PlaylistKind = "cluster" | "neighbourhood"

const marks: Readonly<Record<PlaylistKind, ReadonlyArray<string>>> = {
  cluster: ["# made by pipeline playlists", "# made by pipeline assign"],
  neighbourhood: ["# made by pipeline playlists --by neighbourhood"]
}

/**
 * What is to be written. `groupsOf` is given the earlier playlists of the same kind. Rows of `always` are in their list
 * however long it is, those of `lost` in none; `formerly` are paths that rows had when the earlier ones were written.
 */
export interface PlaylistOrder {
  readonly kind: PlaylistKind
  readonly library: Library
  readonly folder: string
  readonly size: number
  readonly repeatsArtists: boolean
  /** Chosen anew whatever the earlier ones held; they give their names all the same. */
  readonly isAnew: boolean
  readonly groupsOf: (last: ReadonlyArray<LastPlaylist>) => ReadonlyArray<Group>
  readonly always?: ReadonlySet<number>
  readonly lost?: ReadonlySet<number>
  readonly formerly?: ReadonlyMap<number, string>
}

/** What was written, the files of earlier playlists that went, and the rows of tracks whose files are gone. */
export interface WrittenPlaylists {
  readonly playlists: ReadonlyArray<NamedPlaylist>
  readonly removed: ReadonlyArray<string>
  readonly gone: ReadonlyArray<number>
  readonly music: string
}

/**
 * Writes one playlist per group into `folder`, each in place of the earlier one that it continues, and removes the earlier
 * ones that none does; those of other libraries, and what was not written here, stay. Tracks whose files are gone are left
 * out. Fails with CannotAssign when all of them are, or there never were any.
 */
export const writePlaylists = Effect.fnUntraced(function*(
  project: Project,
  store: Store,
  trace: ClusteringTrace,
  { always, folder, formerly, groupsOf, isAnew, kind, library, lost, repeatsArtists, size }: PlaylistOrder
) {
  const { tracks } = library
  const { isThere, music, pathOf, playable } = yield* libraryFiles(project, store, trace, library)
  const gone = Array.from(tracks.keys()).filter((row) => !isThere(row))
  if (gone.length > 0 && gone.length === tracks.length) return yield* trackGone(trace.pipeline, pathOf(0))
  return yield* Effect.sync((): WrittenPlaylists => {
    const relative = writtenFrom(folder, music)
    const startOf = (row: number): string | undefined => {
      const cut = cutOf(tracks[row]!)
      return cut === null ? undefined : secondsText(cut.startSec)
    }
    const places = (of: Iterable<readonly [row: number, path: string]>): ReadonlyArray<readonly [string, number]> =>
      Array.from(of, ([row, file]) => [placeKey(placeOf(file, relative), startOf(row)), row])
    const before = [...formerly ?? []].map(([row, file]) => [row, path.join(nameOf(Buffer.from(music)), file)] as const)
    const rowOf = new Map([...places(before), ...places(tracks.map((_, row) => [row, pathOf(row)]))])
    const found = lastPlaylists(folder, marks[kind], rowOf)
    const last = found.filter(({ places, rows }) => places === 0 || rows.length > 0)
    const keys = (row: number): ReadonlyArray<string | null> => {
      const { artist } = tracks[row]!
      const sound = soundText(tracks[row]!)
      return [
        sound === "" ? null : `bytes ${sound}`,
        repeatsArtists || artist === null ? null : `artist ${foldedName(leadArtist(artist, null) ?? artist)}`
      ]
    }
    const isTaken = (file: string): boolean =>
      !last.some((each) => each.file === file) && fs.existsSync(path.join(folder, file))
    const absent = new Set([...gone, ...lost ?? []])
    const groups = groupsOf(last).map((group) => ({ ...group, rows: group.rows.filter((row) => !absent.has(row)) }))
    const limits = { size, isAnew, keys, ...(always === undefined ? {} : { always }) }
    const playlists = namePlaylists(groups.filter(({ rows }) => rows.length > 0), last, limits, isTaken)
    makeFolder(folder)
    for (const { file, name, rows } of playlists) {
      const text = playlistText({ mark: marks[kind][0]!, name, tracks: rows.map(playable) }, relative)
      atomicWrite(path.join(folder, file), text, { fsync: false })
    }
    const written = new Set(playlists.map(({ file }) => file))
    const removed = last.map(({ file }) => file).filter((file) => !written.has(file))
    for (const file of removed) fs.rmSync(path.join(folder, file))
    return { playlists, removed, gone, music }
  })
})
