/** `pipeline watch`: a library that grows by itself, and playlists that follow it. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { playlistFlags } from "../open-library.ts"
import { openProject } from "../open-project.ts"
import { clustersFlag, runDataFlag } from "../pipeline-flags.ts"
import { settings } from "../settings.ts"
import { watchMusic } from "../watch/watch-music.ts"

/** The verb. */
export const watch = Command.make("watch", {
  pipeline: Argument.String("pipeline").pipe(
    Argument.withDescription("One that has run on the folder (default: the latest that can)"),
    Argument.optional
  ),
  data: runDataFlag,
  from: clustersFlag,
  ...playlistFlags,
  poll: Flag.Boolean("poll").pipe(
    Flag.withDescription("Look every second, where a drive tells of no changes"),
    Flag.withDefault(false)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const decided = yield* settings
    const { project, store } = yield* openProject(decided.folder)
    return yield* watchMusic({
      project,
      store,
      decided,
      pipeline: Option.getOrUndefined(input.pipeline),
      data: Option.getOrUndefined(input.data),
      from: Option.getOrUndefined(input.from),
      playlists: input.output,
      size: input.size,
      repeatsArtists: !input.noRepeatArtist,
      isPolling: input.poll
    })
  }))).pipe(
    Command.withDescription("Stay, and put new and changed files of a library where they belong, in its playlists too"),
    Command.withExamples([
      {
        command: "pipeline watch easy --data ~/Music -o ~/Music/Playlists",
        description: "what comes in is measured, placed and listed"
      },
      { command: "pipeline watch easy --data /mnt/music --poll", description: "on a drive that tells of no changes" }
    ])
  )
