/** One playlist of chosen tracks, written where a person says. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Project } from "../../dataflow/code/project.ts"
import { atomicWrite } from "../../dataflow/store/atomic-write.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { CannotAssign } from "./cannot-assign.ts"
import { libraryFiles, trackGone, writtenFrom } from "./library-audio.ts"
import type { Library } from "./library.ts"
import { playlistText } from "./playlists.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"

const mark = "# made by pipeline"

/**
 * Writes the rows in their order as one playlist, in place of an earlier one of ours. Fails with CannotAssign where the
 * files are not there, or `file` is something else's.
 */
export const writePlaylist = Effect.fnUntraced(function*(
  project: Project,
  store: Store,
  trace: ClusteringTrace,
  { file, library, name, rows }: {
    readonly library: Library
    readonly rows: ReadonlyArray<number>
    readonly name: string
    readonly file: string
  }
) {
  const { isThere, music, pathOf, playable } = yield* libraryFiles(project, store, trace, library)
  const gone = rows.find((row) => !isThere(row))
  if (gone !== undefined) return yield* trackGone(trace.pipeline, pathOf(gone))
  const earlier = fs.statSync(file, { throwIfNoEntry: false })
  if (
    earlier !== undefined && !(earlier.isFile() && fs.readFileSync(file, "utf8").split("\n", 2)[1]?.startsWith(mark))
  ) {
    return yield* new CannotAssign({
      message: `${file} is there already, and was not made by pipeline.`,
      hint: "-o <another name>.m3u8"
    })
  }
  const text = playlistText({ mark, name, tracks: rows.map(playable) }, writtenFrom(path.dirname(file), music))
  yield* Effect.sync(() => atomicWrite(path.resolve(file), text, { fsync: false }))
})
