/** `pipeline playlists`: the clusters or neighbourhoods of a library as playlists that stay what they are from run to run. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as path from "node:path"
import type { PlaylistDrift } from "../../library/group-playlists.ts"
import type { WrittenPlaylists } from "../../library/write-playlists.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { libraryFlags, openLibrary, playlistFlags } from "../open-library.ts"
import { alignColumns } from "../render/columns.ts"
import { truncateDisplay } from "../render/display-width.ts"
import { plural } from "../render/plural.ts"
import { settings } from "../settings.ts"

const libraryEngine = Effect.promise(() => import("../library-engine.ts"))

/** What else is to be said: what went, what is in no list, and where players look. */
const remarks = (
  { gone, music, playlists, removed }: WrittenPlaylists,
  { drift, folder, isUsers, pipeline, tracks }: {
    readonly drift: PlaylistDrift | undefined
    readonly folder: string
    readonly pipeline: string
    readonly tracks: number
    readonly isUsers: boolean
  }
): ReadonlyArray<string> => {
  const listed = new Set(playlists.flatMap(({ rows }) => rows)).size
  const kept = playlists.filter(({ isKept }) => isKept).length
  const isBelow = path.relative(music, path.resolve(folder)).split(path.sep)[0] !== ".."
  return [
    `wrote ${plural(playlists.length, "playlist")} to ${folder}: ${kept} as before, ${playlists.length - kept} new` +
    (removed.length === 0 ? "" : `; removed ${removed.join(", ")}`),
    ...(gone.length === 0
      ? []
      : [`left out as their files are gone: ${plural(gone.length, "track")}; pipeline run ${pipeline}   looks anew`]),
    ...(drift === undefined ? [] : [
      `the run found ${
        plural(drift.clusters, "cluster")
      }, in which ${drift.goOn} of ${drift.playlists} playlists would go on; all were kept`,
      "hint: --renew   follows the clusters of the run"
    ]),
    ...(listed === tracks ? [] : [`in none of them: ${tracks - listed} of ${plural(tracks, "track")}`]),
    ...(isUsers && !isBelow
      ? [`hint: music servers look for playlists below the music: -o ${path.join(music, "Playlists")}`]
      : [])
  ]
}

/** The verb. */
export const playlists = Command.make("playlists", {
  by: Flag.Literals("by", ["cluster", "neighbourhood"]).pipe(
    Flag.withDescription("One of each cluster, or around tracks in the middle of many (default: cluster)"),
    Flag.withDefault("cluster" as const)
  ),
  ...playlistFlags,
  renew: Flag.Boolean("renew").pipe(
    Flag.withDescription("Follow the clusters of the run and choose all tracks anew, whatever was there"),
    Flag.withDefault(false)
  ),
  ...libraryFlags
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { columns, isJson, isQuiet, style } = yield* settings
    const { by, output: folder, renew: isAnew, size } = input
    const { captions, library, project, store, trace } = yield* openLibrary(input)
    const { playlistGroups, writePlaylists } = yield* libraryEngine
    const groupsOf = playlistGroups(library, captions, { by, isAnew, size })
    let drift: PlaylistDrift | undefined
    const written = yield* writePlaylists(project, store, trace, {
      kind: by,
      library,
      folder,
      size,
      repeatsArtists: !input.noRepeatArtist,
      isAnew,
      groupsOf: (last) => {
        const made = groupsOf(last)
        drift = made.drift
        return made.groups
      }
    })
    if (isJson) {
      yield* answerJson({
        pipeline: trace.pipeline,
        run: trace.run,
        node: trace.clustering.step,
        by,
        folder,
        playlists: written.playlists.map(({ file, isKept, name, rows }) => ({
          file,
          name,
          isNew: !isKept,
          tracks: rows.map((row) => library.tracks[row]!.id)
        })),
        removed: written.removed,
        drift: drift ?? null
      })
    } else {
      const sorted = [...written.playlists].sort((a, b) => a.file < b.file ? -1 : 1)
      const [head = "", ...lines] = alignColumns([
        ["tracks", "", "playlist"],
        ...sorted.map(({ file, isKept, rows }) => [String(rows.length), isKept ? "" : "new", file])
      ], 1)
      yield* answer([style.quiet(head), ...lines.map((line) => truncateDisplay(line, columns))])
    }
    const isUsers = trace.audio?.output.root !== undefined
    if (!isQuiet) {
      yield* remark(
        remarks(written, { drift, folder, isUsers, pipeline: trace.pipeline, tracks: library.tracks.length })
      )
    }
  }))).pipe(
    Command.withDescription("Write the clusters of a library as playlists that keep their names from run to run"),
    Command.withExamples([
      { command: "pipeline playlists -o ~/Music/Playlists", description: "where music servers find them" },
      {
        command: "pipeline playlists --by neighbourhood --size 25 --no-repeat-artist",
        description: "mixes around a song"
      }
    ])
  )
