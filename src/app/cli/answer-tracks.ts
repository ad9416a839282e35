/** How the verbs answer that find a list of tracks in a library: as a table or JSON, and as a playlist where one is asked for. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { answer, answerJson, remark } from "./answer.ts"
import type { OpenedLibrary } from "./open-library.ts"
import { truncateDisplay } from "./render/display-width.ts"
import { settings } from "./settings.ts"
import { spaceLine, trackJson, trackLines } from "./track-table.ts"

/** What was found. */
export interface FoundTracks {
  /** The line above the table. */
  readonly title: { readonly name: string; readonly about: string }
  /** Of each row of the table how far it is, NaN where that means nothing; `head` is what the column is called. */
  readonly table: {
    readonly head: "distance" | "step"
    readonly rows: ReadonlyArray<{ readonly row: number; readonly distance: number }>
  }
  /** What goes into the playlist, and its name. */
  readonly playlist: { readonly name: string; readonly rows: ReadonlyArray<number> }
  /** What JSON says beside the run, the tracks of the table under the name of the verb. */
  readonly json: { readonly [field: string]: unknown }
  readonly verb: string
  readonly remarks?: ReadonlyArray<string>
}

/** Writes the playlist, then the answer. Fails with CannotAssign where the playlist cannot be written. */
export const answerTracks = (
  opened: OpenedLibrary,
  { json, playlist, remarks = [], table, title, verb }: FoundTracks,
  output: Option.Option<string>
) =>
  Effect.gen(function*() {
    const { columns, isJson, isQuiet, style } = yield* settings
    const { captions, library, project, store, trace } = opened
    if (Option.isSome(output)) {
      const { writePlaylist } = yield* Effect.promise(() => import("./library-engine.ts"))
      yield* writePlaylist(project, store, trace, { library, ...playlist, file: output.value })
    }
    if (isJson) {
      const tracks = table.rows.map(({ distance, row }) =>
        trackJson(library, row, { [table.head]: Number.isNaN(distance) ? null : distance })
      )
      yield* answerJson({
        pipeline: trace.pipeline,
        run: trace.run,
        node: trace.clustering.step,
        ...json,
        [verb]: tracks
      })
    } else {
      const head = `${style.strong(title.name)}${title.about === "" ? "" : `  ·  ${title.about}`}`
      if (!isQuiet) yield* answer([truncateDisplay(head, columns), spaceLine(trace, library, style), ""])
      yield* answer(trackLines(table.rows, { library, captions, columns, head: table.head, style }))
    }
    const wrote = Option.map(output, (file) => `wrote ${playlist.rows.length} tracks to ${file}`)
    if (!isQuiet) yield* remark([...remarks, ...Option.toArray(wrote)])
  })
