/** Playlists of a library on disk, with paths that exist. Text: playlists.ts. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Project } from "../../dataflow/code/project.ts"
import { atomicWrite } from "../../dataflow/store/atomic-write.ts"
import type { Store } from "../../dataflow/store/store.ts"
import type { ClusterCaption } from "./cluster-captions.ts"
import { playableTracks, writtenFrom } from "./library-audio.ts"
import type { Library } from "./library.ts"
import { playlistMark, playlistsOf } from "./playlists.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"

const removeEarlier = (folder: string): void => {
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".m3u8"))) {
    const full = path.join(folder, file)
    if (fs.readFileSync(full, "utf8").split("\n", 2)[1] === playlistMark) fs.rmSync(full)
  }
}

/**
 * Writes one playlist per cluster into `folder` and removes those of an earlier call; answers with the files. Fails
 * with CannotAssign when the library's files are not there.
 */
export const writePlaylists = Effect.fnUntraced(function*(
  project: Project,
  store: Store,
  trace: ClusteringTrace,
  { captions, folder, library }: {
    readonly captions: ReadonlyArray<ClusterCaption>
    readonly folder: string
    readonly library: Library
  }
) {
  const rows = captions.flatMap((caption) => caption.rows)
  const { music, playable } = yield* playableTracks(project, store, trace, { library, rows })
  const playlists = playlistsOf(captions, playable, writtenFrom(folder, music))
  yield* Effect.sync(() => {
    fs.mkdirSync(folder, { recursive: true })
    removeEarlier(folder)
    for (const { file, text } of playlists) atomicWrite(path.join(folder, file), text, { fsync: false })
  })
  return playlists.map(({ file }) => path.join(folder, file))
})
