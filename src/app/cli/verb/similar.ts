/** `pipeline similar`: the tracks of a library that are nearest to one of them. */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { answer, answerJson, remark } from "../answer.ts"
import { countFlag, libraryFlags, openLibrary, playlistFlag, trackArgument, trackNamed } from "../open-library.ts"
import { truncateDisplay } from "../render/display-width.ts"
import { settings } from "../settings.ts"
import { spaceLine, trackJson, trackLines } from "../track-table.ts"

/** The verb. */
export const similar = Command.make("similar", {
  track: trackArgument("track"),
  count: countFlag("How many tracks", { least: 1, usual: 20 }),
  output: playlistFlag,
  ...libraryFlags
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { columns, isJson, isQuiet, style } = yield* settings
    const { captions, library, project, root, store, trace } = yield* openLibrary(input)
    const row = yield* trackNamed(library, input.track, { pipeline: trace.pipeline, root })
    const { nearestTo, trackName, writePlaylist } = yield* Effect.promise(() => import("../library-engine.ts"))
    const copies = library.tracks.map(({ digest }) => digest)
    const near = nearestTo(library.points, row, { copies, count: input.count })
    const name = `like ${trackName(library.tracks[row]!)}`
    const rows = [row, ...near.map((each) => each.row)]
    if (Option.isSome(input.output)) {
      yield* writePlaylist(project, store, trace, { library, rows, name, file: input.output.value })
    }
    if (isJson) {
      yield* answerJson({
        pipeline: trace.pipeline,
        run: trace.run,
        node: trace.clustering.step,
        track: trackJson(library, row),
        similar: near.map((each) => trackJson(library, each.row, { distance: each.distance }))
      })
    } else {
      const { about, name: cluster } = captions.find((caption) => caption.cluster === library.labels[row])!
      const head = `${style.strong(trackName(library.tracks[row]!))}  ·  ${cluster} ${about}`.trimEnd()
      if (!isQuiet) yield* answer([truncateDisplay(head, columns), spaceLine(trace, library, style), ""])
      yield* answer(trackLines(near, { library, captions, columns, head: "distance", style }))
    }
    if (Option.isSome(input.output) && !isQuiet) yield* remark([`wrote ${rows.length} tracks to ${input.output.value}`])
  }))).pipe(
    Command.withDescription("List the tracks of a library that are most like one of them"),
    Command.withExamples([
      { command: "pipeline similar \"Blue Lantern\" -n 10", description: "by title, among what ran last" },
      {
        command: "pipeline similar rock/song.flac -o like-it.m3u8",
        description: "the song and what is like it, to play"
      }
    ])
  )
