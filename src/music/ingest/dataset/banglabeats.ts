/** BanglaBeats: a folder per genre of 3 s clips `1.wav`, `2.wav`, …, cut from songs in that order. */
import { countedProblem, isMacMetadata, unusedFiles } from "../reader/counted-problems.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { DatasetFolder, DatasetLoader, DatasetTrack } from "./dataset.ts"

/** The genres, which are folder names. */
export const banglaBeatsGenres: ReadonlyArray<string> = "Adhunik Folk Hiphop Indie Islamic Metal Pop Rock".split(" ")

/** Clips that were once one 30 s excerpt. The dataset does not say so: studies that use it assume it. */
const clipsPerSong = 10
const clipPath = /(?:^|\/)([^/]+)\/(\d+)\.wav$/i

/** Genre and number of a clip by its path; undefined for any other file. */
export const banglaBeatsClip = (path: string) => {
  const [, genre, number] = clipPath.exec(path) ?? []
  return genre === undefined || isMacMetadata(path) ? undefined : { genre, number: Number(number), path }
}

type Clip = NonNullable<ReturnType<typeof banglaBeatsClip>>

const songsOf = (genre: string, clips: ReadonlyArray<Clip>): ReadonlyArray<DatasetTrack> =>
  [...clips].sort((a, b) => a.number - b.number || (a.path < b.path ? -1 : 1)).map(({ number, path }, i) => ({
    id: `${genre}.${number}`,
    title: `${genre} ${number}`,
    artist: null,
    path,
    label: genre,
    language: "bn", // the dataset is of Bangla songs; no table says it track by track
    lyrics: null,
    group: `${genre} song ${Math.floor(i / clipsPerSong) + 1}`,
    split: null
  }))

const remarksOn = (genre: string, clips: ReadonlyArray<Clip>): ReadonlyArray<IngestProblem> => {
  const there = new Set(clips.map(({ number }) => number))
  const last = clips.reduce((most, { number }) => Math.max(most, number), 0)
  const gaps = Array.from({ length: last }, (_, i) => i + 1).filter((number) => !there.has(number))
  const rest = clips.length % clipsPerSong
  return [
    ...countedProblem(
      "number",
      gaps.map(String),
      `${genre} has no clip of that number; songs are made of those that are there`
    ),
    ...rest === 0 ? [] : [{ where: genre, problem: `the last song has ${rest} of ${clipsPerSong} clips` }]
  ]
}

/** The first clip of each genre and number; a second one lies in another folder of the same name. */
const distinct = (clips: ReadonlyArray<Clip>) => {
  const byName = Map.groupBy(clips, ({ genre, number }) => `${genre}.${number}`)
  const repeated = [...byName.values()].flatMap((same) => same.slice(1))
  return {
    kept: [...byName.values()].map((same) => same[0]!),
    problems: countedProblem(
      "file",
      repeated.map(({ path }) => path),
      "its genre has another clip of that number, not used"
    )
  }
}

const read = ({ name, paths }: DatasetFolder) => {
  const sorted = [...paths].sort()
  const clips = sorted.flatMap((path) => banglaBeatsClip(path) ?? [])
  if (clips.length === 0) {
    throw new UnusableInput({
      what: "no file is called like a clip of BanglaBeats",
      where: name,
      hint: "give the folder that holds Adhunik/1.wav, Folk/1.wav and so on"
    })
  }
  const { kept, problems } = distinct(clips)
  const genres = [...Map.groupBy(kept, ({ genre }) => genre)].sort(([a], [b]) => a < b ? -1 : 1)
  const tracks = genres.flatMap(([genre, found]) => songsOf(genre, found))
  const absent = banglaBeatsGenres.filter((genre) => !genres.some(([there]) => there === genre))
  const taken = new Set(clips.map(({ path }) => path))
  const assumed =
    `${clipsPerSong} consecutive clips of a genre are taken for one song; the dataset does not say which belong together`
  return {
    tracks,
    annotations: tracks.map(({ id, label }) => ({ id, kind: "genre", value: label! })),
    problems: [
      { where: "groups", problem: assumed },
      ...countedProblem("genre", absent, "not there"),
      ...genres.flatMap(([genre, found]) => remarksOn(genre, found)),
      ...problems,
      ...unusedFiles(sorted.filter((path) => !taken.has(path)))
    ]
  }
}

/** Reads BanglaBeats. */
export const banglaBeats: DatasetLoader = { labelKind: "genre", kinds: ["genre"], needs: () => false, read }
