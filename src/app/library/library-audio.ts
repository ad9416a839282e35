/** The files of a library, as a player finds them. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Project } from "../../dataflow/code/project.ts"
import { artifactFolder } from "../../dataflow/run/artifact-folder.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { bytesOfName, nameOf } from "../../format/file-name.ts"
import { CannotAssign } from "./cannot-assign.ts"
import type { Library } from "./library.ts"
import type { Playable } from "./playlists.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"
import { wavDurationSec } from "./wav-duration.ts"

/** Where the library's files lie: with the user, or laid out beside the report; nowhere where features came from a table. */
export const audioFolder = (
  project: Project,
  store: Store,
  { audio, pipeline, source }: ClusteringTrace
): string | undefined =>
  audio === null
    ? undefined
    : audio.output.root ?? path.join(artifactFolder(project, store, pipeline, source), audio.by.step, audio.port)

/**
 * The files of some rows of a library, and the folder they lie in. Fails with CannotAssign when there are none, or one is
 * not there.
 */
export const playableTracks = Effect.fnUntraced(function*(
  project: Project,
  store: Store,
  trace: ClusteringTrace,
  { library, rows }: { readonly library: Library; readonly rows: Iterable<number> }
) {
  const { pipeline } = trace
  const music = audioFolder(project, store, trace)
  if (music === undefined) {
    return yield* new CannotAssign({
      message: `The tracks of pipeline "${pipeline}" come from a table of features and have no files to play.`,
      hint: `pipeline run ${pipeline} --data <folder of audio>`
    })
  }
  const folderName = nameOf(Buffer.from(music))
  const nameOfRow = (row: number) => path.join(folderName, library.tracks[row]!.path)
  for (const row of rows) {
    if (fs.existsSync(bytesOfName(nameOfRow(row)))) continue
    return yield* new CannotAssign({
      message: `A track of pipeline "${pipeline}" is not where it was: ${nameOfRow(row)}.`,
      hint: `pipeline run ${pipeline}   lays its files out again, or reads yours anew`
    })
  }
  const playable = (row: number): Playable => {
    const { artist, title } = library.tracks[row]!
    const name = nameOfRow(row)
    return { path: name, title, artist, durationSec: wavDurationSec(name) }
  }
  return { music, playable }
})

/** Where a folder really lies, however much of its path is there yet: steps up from it must not go round a link. */
const realFolder = (folder: string): string => {
  if (fs.existsSync(folder)) return fs.realpathSync(folder)
  const above = path.dirname(folder)
  return above === folder ? folder : path.join(realFolder(above), path.basename(folder))
}

/** How a playlist in `folder` writes the path of a track below `music`: relative, so that both can be moved together. */
export const writtenFrom = (folder: string, music: string) => {
  const [from, to] = [realFolder(path.resolve(folder)), realFolder(music)]
  return (file: string): string => path.relative(from, path.join(to, path.relative(music, file)))
}
