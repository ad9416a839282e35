/** Playlists of a library on disk, with paths that exist. Text: playlists.ts. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Project } from "../../dataflow/code/project.ts"
import { artifactFolder } from "../../dataflow/run/artifact-folder.ts"
import { atomicWrite } from "../../dataflow/store/atomic-write.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { bytesOfName, nameOf } from "../../format/file-name.ts"
import { CannotAssign } from "./cannot-assign.ts"
import type { ClusterCaption } from "./cluster-captions.ts"
import type { Library } from "./library.ts"
import { type Playable, playlistMark, playlistsOf } from "./playlists.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"
import { wavDurationSec } from "./wav-duration.ts"

/** Where the library's files lie: with the user, or laid out beside the report. */
const audioFolder = (
  project: Project,
  store: Store,
  { audio, pipeline, source }: ClusteringTrace
): string | undefined =>
  audio === null
    ? undefined
    : audio.output.root ?? path.join(artifactFolder(project, store, pipeline, source), audio.by.step, audio.port)

const removeEarlier = (folder: string): void => {
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".m3u8"))) {
    const full = path.join(folder, file)
    if (fs.readFileSync(full, "utf8").split("\n", 2)[1] === playlistMark) fs.rmSync(full)
  }
}

/** Paths beside the music are relative, so that the folder can be moved; others are absolute. */
const writtenFrom = (folder: string, music: string) => (file: string): string =>
  path.relative(music, folder).split(path.sep)[0] === ".." ? file : path.relative(folder, file)

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
  const { pipeline } = trace
  const music = audioFolder(project, store, trace)
  if (music === undefined) {
    return yield* new CannotAssign({
      message: `The tracks of pipeline "${pipeline}" come from a table of features and have no files to play.`,
      hint: `pipeline run ${pipeline} --data <folder of audio>`
    })
  }
  const target = path.resolve(folder)
  const folderName = nameOf(Buffer.from(music))
  const nameOfRow = (row: number) => path.join(folderName, library.tracks[row]!.path)
  const missing = captions.flatMap(({ rows }) => rows).map(nameOfRow).find((name) => !fs.existsSync(bytesOfName(name)))
  if (missing !== undefined) {
    return yield* new CannotAssign({
      message: `A track of pipeline "${pipeline}" is not where it was: ${missing}.`,
      hint: `pipeline run ${pipeline}   lays its files out again, or reads yours anew`
    })
  }
  const playable = (row: number): Playable => {
    const { artist, title } = library.tracks[row]!
    const name = nameOfRow(row)
    return { path: name, title, artist, durationSec: wavDurationSec(name) }
  }
  const playlists = playlistsOf(captions, playable, writtenFrom(target, music))
  yield* Effect.sync(() => {
    fs.mkdirSync(target, { recursive: true })
    removeEarlier(target)
    for (const { file, text } of playlists) atomicWrite(path.join(target, file), text, { fsync: false })
  })
  return playlists.map(({ file }) => path.join(folder, file))
})
