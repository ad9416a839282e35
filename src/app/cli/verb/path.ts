/** `pipeline path`: a smooth way from one track of a library to another. */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { answerTracks } from "../answer-tracks.ts"
import { countFlag, libraryFlags, openLibrary, playlistFlag, trackArgument, trackNamed } from "../open-library.ts"
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
    const opened = yield* openLibrary(input)
    const { library, root, trace } = opened
    const at = { pipeline: trace.pipeline, root }
    const from = yield* trackNamed(library, input.start, at)
    const to = yield* trackNamed(library, input.goal, at)
    const { distanceBetween, trackName, wayBetween } = yield* Effect.promise(() => import("../library-engine.ts"))
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
    yield* answerTracks(opened, {
      verb: "path",
      title: { name: `${first} → ${last}`, about: "" },
      table: { head: "step", rows: rows.map((row, i) => ({ row, distance: steps[i]! })) },
      playlist: { name: `${first} to ${last}`, rows },
      json: { distance: distanceBetween(library.points, from, to) },
      remarks: rows.length < input.count ? [`the library has no more than ${rows.length} tracks for it`] : []
    }, input.output)
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
