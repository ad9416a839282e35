/** How each dataset looks in a folder: what speaks for it, which audio is part of it, and what it lacks. */
import { audioExtensions, extensionOf } from "../../audio/audio-extensions.ts"
import { isMacMetadata } from "../reader/counted-problems.ts"
import { banglaBeatsClip, banglaBeatsGenres } from "./banglabeats.ts"
import type { DataView } from "./data-view.ts"
import { isEchonest } from "./fma-echonest.ts"
import { isFmaTracksHeader } from "./fma-tables.ts"
import { fmaAudio } from "./fma.ts"
import { gtzanClip, gtzanGenres } from "./gtzan.ts"
import type { Layout } from "./layout.ts"
import { isMergeMetadata } from "./merge.ts"
import { isJamendoTable } from "./mtg-jamendo.ts"
import { isMusic4AllTable } from "./music4all.ts"

/** What may be a dataset: it is one if nothing is missing and most of the audio fits. */
export interface Candidate {
  readonly layout: Layout
  readonly evidence: ReadonlyArray<string>
  /** Tables it is read from, by role. */
  readonly files: Readonly<Record<string, string>>
  /** Whether an audio file is called and laid like those of the dataset. */
  readonly fits: (path: string) => boolean
  /** What it takes to be read as that, and is not there. */
  readonly missing: ReadonlyArray<string>
}

/** Whether a path is audio and no metadata of macOS. */
export const isAudio = (path: string): boolean => audioExtensions.includes(extensionOf(path)) && !isMacMetadata(path)

const none = () => false
const nameEnds = (paths: ReadonlyArray<string>, name: string): string | undefined =>
  paths.find((path) => path === name || path.endsWith(`/${name}`))

/** Whether a text begins as a table of FMA's features does. */
export const isFmaFeatures = (text: string): boolean =>
  /^\uFEFF?feature,.*\n\s*statistics,/.test(text) || isEchonest(text)

const fmaTables = ({ head, paths }: DataView) => {
  const find = (names: ReadonlyArray<string>, isIt: (text: string) => boolean) =>
    names.flatMap((name) => paths.filter((path) => path === name || path.endsWith(`/${name}`)))
      .find((path) => isIt(head(path)))
  return {
    tracks: find(["tracks.csv"], isFmaTracksHeader),
    features: find(["features.csv", "echonest.csv"], isFmaFeatures)
  }
}

const fma = (view: DataView): Candidate | undefined => {
  const { tracks } = fmaTables(view)
  const folder = view.paths.map((path) => /(?:^|\/)(fma_(?:small|medium|large|full))\//.exec(path)?.[1]).find((name) =>
    name !== undefined
  )
  const audio = view.paths.filter((path) => fmaAudio(path) !== undefined)
  if (audio.length === 0 || (tracks === undefined && folder === undefined)) return undefined
  return {
    layout: "fma",
    evidence: [
      ...folder === undefined ? [] : [`a folder ${folder}`],
      `audio called like ${audio[0]}`,
      ...tracks === undefined ? [] : [`${tracks} with FMA's header rows`]
    ],
    files: {},
    fits: (path) => fmaAudio(path) !== undefined,
    missing: tracks === undefined ? ["tracks.csv of fma_metadata.zip"] : []
  }
}

const fmaFeatures = (view: DataView): Candidate | undefined => {
  const { features, tracks } = fmaTables(view)
  if (features === undefined) return undefined
  return {
    layout: "fma-features",
    evidence: [`${features} with FMA's header rows`],
    files: tracks === undefined ? { features } : { features, tracks },
    fits: none,
    missing: []
  }
}

const merge = ({ paths }: DataView): Candidate | undefined => {
  const metadata = paths.find(isMergeMetadata)
  const quadrants = new Set(paths.flatMap((path) => /(?:^|\/)(Q[1-4])\//.exec(path)?.[1] ?? []))
  const hasSplits = paths.some((path) => path.includes("tvt_dataframes/"))
  if (metadata === undefined && quadrants.size < 4) return undefined
  return {
    layout: "merge",
    evidence: [
      ...metadata !== undefined ? [`a table ${metadata}`] : hasSplits ? ["a folder tvt_dataframes"] : [],
      `folders ${[...quadrants].sort().join(", ") || "Q1 to Q4 not among them"}`
    ],
    files: {},
    fits: (path) => /(?:^|\/)Q[1-4]\/[^/]+$/.test(path),
    missing: metadata === undefined && !hasSplits ? ["merge_audio_complete_metadata.csv, or the like"] : []
  }
}

const mtgJamendo = ({ head, paths }: DataView): Candidate | undefined => {
  const table = paths.find((path) =>
    isJamendoTable(path) && /^\uFEFF?TRACK_ID|autotagging/.test(`${head(path).slice(0, 9)}${path}`)
  )
  if (table === undefined) return undefined
  const fits = (path: string) => /(?:^|\/)\d{2}\/\d+(?:\.low)?\.\w+$/.test(path)
  return { layout: "mtg-jamendo", evidence: [`a table ${table}`], files: {}, fits, missing: [] }
}

const music4all = ({ paths }: DataView): Candidate | undefined => {
  const tables = paths.filter(isMusic4AllTable)
  const fits = (path: string) => path.split("/").at(-2) === "audios"
  const isLaidOut = paths.some(fits) && paths.some((path) => path.split("/").at(-2) === "lyrics")
  if (tables.length === 0 && !isLaidOut) return undefined
  return {
    layout: "music4all",
    evidence: tables.length === 0 ? ["folders audios and lyrics"] : [`tables ${tables.join(", ")}`],
    files: {},
    fits,
    missing: tables.length === 0 ? ["id_information.csv, id_genres.csv or id_lang.csv"] : []
  }
}

const fourMula = ({ paths, tail }: DataView): Candidate | undefined => {
  const parquet = paths.filter((path) => extensionOf(path) === "parquet" && !isMacMetadata(path))
  const table = parquet.find((path) => {
    const footer = tail(path) // a Parquet file names its columns at its end
    return /(^|\/)4mula[^/]*$/i.test(path) ||
      ["melspectrogram", "music_lang"].every((column) => footer.includes(column))
  })
  if (table === undefined) return undefined
  const evidence = [`${table}, a Parquet table of melspectrogram and music_lang`]
  return { layout: "4mula", evidence, files: { table }, fits: none, missing: [] }
}

const gtzanTable = (paths: ReadonlyArray<string>): string | undefined =>
  nameEnds(paths, "features_30_sec.csv") ?? nameEnds(paths, "features_3_sec.csv")

const gtzan = ({ paths }: DataView): Candidate | undefined => {
  const clips = paths.flatMap((path) => gtzanClip(path) ?? [])
  const genres = new Set(clips.map(({ genre }) => genre))
  const table = gtzanTable(paths)
  if (genres.size === 0) return undefined
  return {
    layout: "gtzan",
    evidence: [
      `clips of ${genres.size} of its ${gtzanGenres.length} genres, called like ${clips[0]!.path}`,
      ...table === undefined ? [] : [`${table} beside them`]
    ],
    files: {},
    fits: (path) => gtzanClip(path) !== undefined,
    missing: genres.size < 2 ? [`clips of a second genre (there is ${[...genres].join("")})`] : []
  }
}

const gtzanFeatures = ({ head, paths }: DataView): Candidate | undefined => {
  const table = gtzanTable(paths)
  if (table === undefined || !head(table).startsWith("filename,")) return undefined
  return { layout: "gtzan-features", evidence: [`${table} without audio`], files: { table }, fits: none, missing: [] }
}

const banglaBeats = ({ paths }: DataView): Candidate | undefined => {
  const isClip = (path: string) => banglaBeatsGenres.includes(banglaBeatsClip(path)?.genre ?? "")
  const clips = paths.filter((path) => isAudio(path) && isClip(path)).flatMap((path) => banglaBeatsClip(path) ?? [])
  const genres = new Set(clips.map(({ genre }) => genre))
  if (!genres.has("Adhunik") && !genres.has("Islamic")) return undefined // anybody has Rock/1.wav
  return {
    layout: "banglabeats",
    evidence: [
      `${genres.size} of its ${banglaBeatsGenres.length} genres`,
      `clips called like ${clips[0]!.path}`
    ],
    files: {},
    fits: isClip,
    missing: []
  }
}

/** All of them, in the order in which they are asked. */
export const folderRules: ReadonlyArray<(view: DataView) => Candidate | undefined> = [
  fma,
  fmaFeatures,
  merge,
  mtgJamendo,
  music4all,
  fourMula,
  gtzan,
  gtzanFeatures,
  banglaBeats
]

/** 4MuLA, also for a file that is asked about itself. */
export const fourMulaRule = fourMula
