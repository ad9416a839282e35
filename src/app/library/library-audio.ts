/** The files of a library, as a player finds them. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Project } from "../../dataflow/code/project.ts"
import { artifactFolder } from "../../dataflow/run/artifact-folder.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { bytesOfName, nameOf } from "../../format/file-name.ts"
import { cutOf } from "../../music/audio/cut.ts"
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

/** The files of a library: the folder they lie in, whether one is there, and what a player is told of it. */
export interface LibraryFiles {
  readonly music: string
  /** In the words of file-name.ts. */
  readonly pathOf: (row: number) => string
  readonly isThere: (row: number) => boolean
  readonly playable: (row: number) => Playable
}

/** The files of a library. Fails with CannotAssign where its features came from a table. */
export const libraryFiles = Effect.fnUntraced(function*(
  project: Project,
  store: Store,
  trace: ClusteringTrace,
  { tracks }: Library
) {
  const music = audioFolder(project, store, trace)
  if (music === undefined) {
    return yield* new CannotAssign({
      message: `The tracks of pipeline "${trace.pipeline}" come from a table of features and have no files to play.`,
      hint: `pipeline run ${trace.pipeline} --data <folder of audio>`
    })
  }
  const folder = nameOf(Buffer.from(music))
  const pathOf = (row: number) => path.join(folder, tracks[row]!.path)
  const files: LibraryFiles = {
    music,
    pathOf,
    isThere: (row) => fs.existsSync(bytesOfName(pathOf(row))),
    playable: (row) => {
      const { artist, title } = tracks[row]!
      const cut = cutOf(tracks[row]!)
      const path = pathOf(row)
      const end = cut?.endSec ?? wavDurationSec(path)
      return { path, title, artist, durationSec: end === null ? null : Math.max(0, end - (cut?.startSec ?? 0)), cut }
    }
  }
  return files
})

/** That a file of the library is gone. */
export const trackGone = (pipeline: string, file: string): CannotAssign =>
  new CannotAssign({
    message: `A track of pipeline "${pipeline}" is not where it was: ${file}.`,
    hint: `pipeline run ${pipeline}   lays its files out again, or reads yours anew`
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
