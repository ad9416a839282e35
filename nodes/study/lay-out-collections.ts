/**
 * Planned tracks with their sound as two collections on disk would hold them: MERGE's bimodal folder for the English ones,
 * BanglaBeats' folders of numbered clips for the Bangla ones. Next: read-made-collections.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { decodeWav, encodeWav16 } from "../../src/music/audio/wav.ts"
import type { GenreName } from "../../src/music/corpus/genres.ts"
import { banglaGenres, englishGenres, quadrants } from "../row/made-collections.ts"
import { corpusPath, PlannedTrack } from "../row/planned-track.ts"

const clipsPerSong = 10
const columns = ["Audio_Song", "Lyric_Song", "Quadrant", "Artist", "Title", "Genres"]

const quoted = (cell: string): string => `"${cell.replaceAll("\"", "\"\"")}"`

const louder = (bytes: Uint8Array, gainDb: number): Uint8Array => {
  const { channels, sampleRateHz } = decodeWav(bytes, "the clip")
  const gain = 10 ** (gainDb / 20)
  return encodeWav16(channels[0]!.map((sample) => gain * sample), sampleRateHz)
}

interface Sounding {
  readonly track: PlannedTrack
  readonly sound: Uint8Array
}

const genreOf = ({ genre }: PlannedTrack, names: Readonly<Partial<Record<GenreName, string>>>): string =>
  names[genre as GenreName]!

/** Audio and lyrics by quadrant, and the table that says what belongs together. */
const merge = (songs: ReadonlyArray<Sounding>, gainDb: number) => {
  const numbered = songs.map((song, i) => ({ ...song, number: String(i + 1).padStart(4, "0") }))
  const rows = numbered.map(({ number, track }) =>
    [`A${number}`, `L${number}`, quadrants[track.genre as GenreName]!, track.artist, track.title]
      .concat(genreOf(track, englishGenres)).map(quoted).join(",")
  )
  return new Map<string, Uint8Array | string>([
    ["merge/merge_bimodal_complete_metadata.csv", [columns.join(","), ...rows, ""].join("\n")],
    ...numbered.flatMap(({ number, sound, track }): ReadonlyArray<readonly [string, Uint8Array | string]> => {
      const quadrant = quadrants[track.genre as GenreName]!
      const words = track.lyrics === null ? [] : [[`merge/lyrics/${quadrant}/L${number}.txt`, track.lyrics] as const]
      return [[`merge/audio/${quadrant}/A${number}.wav`, louder(sound, gainDb)], ...words]
    })
  ])
}

/** Each track as the first of the ten clips that a song has there; the others are not made. */
const banglaBeats = (songs: ReadonlyArray<Sounding>) =>
  new Map(
    [...Map.groupBy(songs, ({ track }) => genreOf(track, banglaGenres))].flatMap(([genre, own]) =>
      own.map(({ sound }, i) => [`banglabeats/${genre}/${1 + clipsPerSong * i}.wav`, sound] as const)
    )
  )

/**
 * @example
 * ```ts
 * import { layOutCollections } from "partita/nodes/study"
 * function* part({ planned, audio }: Parameters<typeof layOutCollections>[0]) {
 *   const { made } = yield* layOutCollections({ planned, audio }, { englishGainDb: -4 })
 *   return { made }
 * }
 * ```
 */
export const layOutCollections = /*#__PURE__*/ Node.make("lay-out-collections", {
  labels: "carries",
  /** How much louder the English recordings become: collections differ in how they were recorded. */
  params: Schema.Struct({ englishGainDb: Schema.Finite.check(Schema.isLessThanOrEqualTo(0)) }),
  inputs: { planned: table(PlannedTrack), audio: files },
  outputs: { made: files },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const tracks = yield* inputs.planned.rows
    const songs = yield* Effect.forEach(
      tracks,
      (track) => Effect.map(inputs.audio.read(corpusPath(track)), (sound) => ({ track, sound }))
    )
    const english = merge(songs.filter(({ track }) => track.language === "en"), params.englishGainDb)
    const bangla = banglaBeats(songs.filter(({ track }) => track.language === "bn"))
    report.summary(`${english.size} files of MERGE's layout, ${bangla.size} of BanglaBeats'`)
    return { made: Object.fromEntries([...english, ...bangla]) }
  })
})
