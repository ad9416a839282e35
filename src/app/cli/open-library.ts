/** The library a verb is asked about, and the tracks that its words name. */
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as path from "node:path"
import { visible } from "../../format/visible.ts"
import type { Library } from "../library/library.ts"
import { findClustering } from "./find-clustering.ts"
import { openProject } from "./open-project.ts"
import { clustersFlag, runDataFlag } from "./pipeline-flags.ts"
import { alignColumns } from "./render/columns.ts"
import { settings } from "./settings.ts"
import { UsageError } from "./usage-error.ts"

const libraryEngine = Effect.promise(() => import("./library-engine.ts"))

/** Flags that say which library is meant. */
export const libraryFlags = {
  pipeline: Flag.String("pipeline").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("Whose latest whole run is meant (default: the pipeline that ran last)"),
    Flag.optional
  ),
  data: runDataFlag,
  from: clustersFlag
}

/** What names a track. */
export const trackArgument = (name: string) =>
  Argument.String(name).pipe(Argument.withDescription("An id, path, title, or \"artist – title\""))

/** How many tracks to answer with: `usual` unless said, `least` at least. */
export const countFlag = (description: string, { least, usual }: { readonly least: number; readonly usual: number }) =>
  Flag.Int("count").pipe(
    Flag.withAlias("n"),
    Flag.withMetavar("N"),
    Flag.withDescription(`${description} (default: ${usual})`),
    Flag.filter((count) => count >= least, (count) => `Expected at least ${least}, got ${count}`),
    Flag.withDefault(usual)
  )

/** The flag of the verbs that answer with one list of tracks. */
export const playlistFlag = Flag.String("output").pipe(
  Flag.withAlias("o"),
  Flag.withMetavar("FILE.m3u8"),
  Flag.withDescription("Write the tracks as a playlist too"),
  Flag.filter((file) => /\.m3u8?$/i.test(file), (file) => `Expected a name that ends in .m3u8, got ${file}`),
  Flag.optional
)

/** Flags that say what playlists are like, and where they are. */
export const playlistFlags = {
  size: Flag.Int("size").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Most tracks of a playlist (default: 40)"),
    Flag.filter((size) => size >= 1, (size) => `Expected at least 1, got ${size}`),
    Flag.withDefault(40)
  ),
  noRepeatArtist: Flag.Boolean("no-repeat-artist").pipe(
    Flag.withDescription("Of an artist at most one track in a playlist"),
    Flag.withDefault(false)
  ),
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("DIR"),
    Flag.withDescription("Where to write, and where the last ones are (default: playlists)"),
    Flag.withDefault("playlists")
  )
}

/** Parsed library flags. */
export interface LibraryInput {
  readonly pipeline: Option.Option<string>
  readonly data: Option.Option<string>
  readonly from: Option.Option<string>
}

/** The project, and the library of the run that is meant. */
export const openLibrary = (input: LibraryInput) =>
  Effect.gen(function*() {
    const { folder } = yield* settings
    const { project, store } = yield* openProject(folder)
    const pipeline = Option.getOrUndefined(input.pipeline)
    const data = Option.getOrUndefined(input.data)
    const from = Option.getOrUndefined(input.from)
    const trace = yield* findClustering(store, { pipeline, data }, { from, needsEncoder: false })
    const { audioFolder, captionClusters, readLibrary } = yield* libraryEngine
    const library = yield* readLibrary(store, trace)
    return {
      project,
      store,
      trace,
      library,
      captions: captionClusters(library),
      root: audioFolder(project, store, trace)
    }
  })

/** What openLibrary gives. */
export type OpenedLibrary = Effect.Success<ReturnType<typeof openLibrary>>

const fewNamed = 6

/** The row of the one track that a word names. Fails with UsageError where it names none, or several. */
export const trackNamed = (
  { tracks }: Library,
  word: string,
  { pipeline, root }: { readonly pipeline: string; readonly root: string | undefined }
) =>
  Effect.gen(function*() {
    const { findTracks, trackName } = yield* libraryEngine
    const rows = findTracks(tracks, word, { folder: process.cwd(), root: root && path.resolve(root) })
    if (rows.length === 1) return rows[0]!
    if (rows.length > 1) {
      const first = rows.slice(0, fewNamed).map((row) => tracks[row]!)
      const shown = alignColumns(first.map((track) => [track.id, trackName(track)]))
      const others = rows.length - shown.length
      return yield* new UsageError({
        tag: "ambiguous-track",
        message: `"${visible(word)}" could be any of ${rows.length} tracks.`,
        given: word,
        word,
        hint: ["give one by its id:", ...shown, ...(others === 0 ? [] : [`… and ${others} more`])].join("\n")
      })
    }
    return yield* new UsageError({
      tag: "unknown-track",
      message: `No track of pipeline "${pipeline}" is called "${visible(word)}".`,
      given: word,
      word,
      known: [...new Set(tracks.flatMap((track) => [track.title, trackName(track), track.id]))],
      hint: "an id, a path, a title, \"artist – title\", or beginnings of its words;\n" +
        `pipeline assign ${pipeline} FILE   places a track that the run has not seen`
    })
  })
