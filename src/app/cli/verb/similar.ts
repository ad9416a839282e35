/** `pipeline similar`: the tracks of a library that are nearest to one of them. */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { answerTracks } from "../answer-tracks.ts"
import { countFlag, libraryFlags, openLibrary, playlistFlag, trackArgument, trackNamed } from "../open-library.ts"
import { trackJson } from "../track-table.ts"

/** The verb. */
export const similar = Command.make("similar", {
  track: trackArgument("track"),
  count: countFlag("How many tracks", { least: 1, usual: 20 }),
  output: playlistFlag,
  ...libraryFlags
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const opened = yield* openLibrary(input)
    const { captions, library, root, trace } = opened
    const row = yield* trackNamed(library, input.track, { pipeline: trace.pipeline, root })
    const { nearestTo, trackName } = yield* Effect.promise(() => import("../library-engine.ts"))
    const copies = library.tracks.map(({ digest }) => digest)
    const near = nearestTo(library.points, row, { copies, count: input.count })
    const { about, name: cluster } = captions.find((caption) => caption.cluster === library.labels[row])!
    const name = trackName(library.tracks[row]!)
    yield* answerTracks(opened, {
      verb: "similar",
      title: { name, about: `${cluster} ${about}`.trimEnd() },
      table: { head: "distance", rows: near },
      playlist: { name: `like ${name}`, rows: [row, ...near.map((each) => each.row)] },
      json: { track: trackJson(library, row) }
    }, input.output)
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
