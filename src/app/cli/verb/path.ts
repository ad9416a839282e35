/** `pipeline path`: a smooth way from one track of a library to another. */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { answer, answerJson, remark } from "../answer.ts"
import { countFlag, libraryFlags, openLibrary, playlistFlag, trackArgument, trackNamed } from "../open-library.ts"
import { truncateDisplay } from "../render/display-width.ts"
import { settings } from "../settings.ts"
import { spaceLine, trackJson, trackLines } from "../track-table.ts"
import { UsageError } from "../usage-error.ts"

/** The verb. */
export const path = Command.make("path", {
  start: trackArgument("from"),
  goal: trackArgument("to"),
  count: countFlag("How many tracks, both ends included", { least: 2, usual: 12 }),
  output: playlistFlag,
  ...libraryFlags
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { columns, isJson, isQuiet, style } = yield* settings
    const { captions, library, project, root, store, trace } = yield* openLibrary(input)
    const at = { pipeline: trace.pipeline, root }
    const from = yield* trackNamed(library, input.start, at)
    const to = yield* trackNamed(library, input.goal, at)
    const { distanceBetween, trackName, wayBetween, writePlaylist } = yield* Effect.promise(() =>
      import("../library-engine.ts")
    )
    if (from === to) {
      return yield* new UsageError({
        tag: "one-track",
        message: "Both ends are the same track.",
        given: `path ${input.start} ${input.goal}`,
        word: input.goal,
        hint: "pipeline similar <track>   lists what is near one"
      })
    }
    const copies = library.tracks.map(({ digest }) => digest)
    const rows = wayBetween(library.points, { from, to, count: input.count, copies })
    const steps = rows.map((row, i) => i === 0 ? NaN : distanceBetween(library.points, rows[i - 1]!, row))
    const [first, last] = [from, to].map((row) => trackName(library.tracks[row]!))
    if (Option.isSome(input.output)) {
      const name = `${first} to ${last}`
      yield* writePlaylist(project, store, trace, { library, rows, name, file: input.output.value })
    }
    if (isJson) {
      yield* answerJson({
        pipeline: trace.pipeline,
        run: trace.run,
        node: trace.clustering.step,
        distance: distanceBetween(library.points, from, to),
        path: rows.map((row, i) => trackJson(library, row, { step: i === 0 ? null : steps[i]! }))
      })
    } else {
      if (!isQuiet) {
        yield* answer([
          truncateDisplay(style.strong(`${first} → ${last}`), columns),
          spaceLine(trace, library, style),
          ""
        ])
      }
      const way = rows.map((row, i) => ({ row, distance: steps[i]! }))
      yield* answer(trackLines(way, { library, captions, columns, head: "step", style }))
    }
    const lines = [
      ...(rows.length < input.count ? [`the library has no more than ${rows.length} tracks for it`] : []),
      ...(Option.isSome(input.output) ? [`wrote ${rows.length} tracks to ${input.output.value}`] : [])
    ]
    if (!isQuiet) yield* remark(lines)
  }))).pipe(
    Command.withDescription("Find a smooth way from one track of a library to another"),
    Command.withExamples([
      {
        command: "pipeline path \"Blue Lantern\" \"Iron Gate\"",
        description: "twelve tracks, each like the one before"
      },
      { command: "pipeline path a.flac b.flac -n 20 -o way.m3u8", description: "as a playlist" }
    ])
  )
