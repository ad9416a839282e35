/** `pipeline duplicates`: songs that a library has more than once. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import type { Song } from "../../library/find-duplicates.ts"
import type { Library } from "../../library/library.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { libraryFlags, openLibrary } from "../open-library.ts"
import { alignColumns } from "../render/columns.ts"
import { truncateDisplay } from "../render/display-width.ts"
import { plural } from "../render/plural.ts"
import { type Settings, settings } from "../settings.ts"

const libraryEngine = Effect.promise(() => import("../library-engine.ts"))

const shortest = 16 // columns of a file's name

/** A song's name, and its tracks under it: file, distance to the first, what a tagger calls it. */
const songLines = (
  songs: ReadonlyArray<Song>,
  { tracks }: Library,
  { columns, nameOf, style, wordFor }: Pick<Settings, "columns" | "style"> & {
    readonly nameOf: (track: Library["tracks"][number]) => string
    readonly wordFor: (relation: Song["others"][number]["relation"]) => string
  }
): ReadonlyArray<string> => {
  const cells = songs.map(({ others, row }) => [
    { row, figure: "", word: "" },
    ...others.map(({ distance, relation, row: other }) => ({
      row: other,
      figure: distance === null ? "–" : distance.toFixed(3),
      word: wordFor(relation)
    }))
  ])
  const widest = Math.max(0, ...cells.flat().map(({ figure, word }) => figure.length + word.length))
  const room = Math.max(shortest, columns - widest - 7)
  const fileOf = (row: number): string => {
    const { id, path } = tracks[row]!
    const whole = path === "" ? id : path
    return truncateDisplay(whole.length <= room ? whole : `…/${whole.split("/").at(-1)}`, room)
  }
  const lines = alignColumns(cells.flat().map(({ figure, row, word }) => [fileOf(row), figure, word]))
  let at = 0
  return cells.flatMap((song) => {
    const own = lines.slice(at, at += song.length)
    return [
      truncateDisplay(style.strong(nameOf(tracks[song[0]!.row]!)), columns),
      ...own.map((line) => truncateDisplay(`   ${line}`, columns))
    ]
  })
}

/** The verb. */
export const duplicates = Command.make("duplicates", {
  within: Flag.Finite("within").pipe(
    Flag.withMetavar("DISTANCE"),
    Flag.withDescription("Standard deviations per feature up to which two are one recording (default: 0.2)"),
    Flag.filter((within) => within >= 0, (within) => `Expected 0 or more, got ${within}`),
    Flag.withDefault(0.2)
  ),
  ...libraryFlags
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { columns, isJson, isQuiet, style } = yield* settings
    const { library, store, trace } = yield* openLibrary(input)
    const { findDuplicates, readDurations, taggersWord, trackName } = yield* libraryEngine
    const { heard, tracks } = library
    const durations = yield* readDurations(store, trace, library)
    const features = heard?.values ?? { rows: tracks.length, cols: 0, data: new Float64Array() }
    const songs = findDuplicates({ tracks, features, durations }, input.within)
    if (isJson) {
      const described = (row: number) => {
        const { artist, id, path, title } = tracks[row]!
        return { id, title, artist, path: path === "" ? null : path, durationSec: durations[row]! }
      }
      return yield* answerJson({
        pipeline: trace.pipeline,
        run: trace.run,
        within: input.within,
        songs: songs.map(({ others, row }) => ({
          ...described(row),
          others: others.map(({ distance, relation, row: other }) => ({
            ...described(other),
            relation,
            tagger: taggersWord(relation),
            distance
          }))
        }))
      })
    }
    yield* answer(songLines(songs, library, { columns, style, nameOf: trackName, wordFor: taggersWord }))
    if (isQuiet) return
    const more = songs.reduce((sum, { others }) => sum + others.length, 0)
    yield* remark([
      songs.length === 0
        ? `no song is there twice among ${plural(tracks.length, "track")}`
        : `there more than once among ${plural(tracks.length, "track")}: ${plural(songs.length, "song")}, ${
          plural(more, "track")
        } to look at`,
      ...(heard === null ? [`the sound was not compared: pipeline run ${trace.pipeline}   measures it`] : [])
    ])
  }))).pipe(
    Command.withDescription("List songs that a library has more than once: copies, encodings, versions"),
    Command.withExamples([
      { command: "pipeline duplicates", description: "of what ran last; nothing is removed" },
      { command: "pipeline duplicates --data ~/Music --json", description: "for a tagger" }
    ])
  )
