/** Which dataset a folder or file is, by names and headers. How it is then read: loaders.ts; tables: recognise-table.ts. */
import { audioExtensions, extensionOf } from "../../audio/audio-extensions.ts"
import { isMacMetadata } from "../reader/counted-problems.ts"
import { delimiters } from "../reader/delimiter.ts"
import { banglaBeatsClip, banglaBeatsGenres } from "./banglabeats.ts"
import { isEchonest } from "./fma-echonest.ts"
import { isFmaTracksHeader } from "./fma-tables.ts"
import { fmaAudio } from "./fma.ts"
import { gtzanClip, gtzanGenres } from "./gtzan.ts"
import type { Layout } from "./layout.ts"
import { isMergeMetadata } from "./merge.ts"
import { isJamendoTable } from "./mtg-jamendo.ts"
import { isMusic4AllTable } from "./music4all.ts"
import { recogniseTable } from "./recognise-table.ts"

/** A folder or file as the recogniser sees it: some of its paths, and the beginnings and ends of files. */
export interface DataView {
  /** Relative paths; a sample is enough as long as every folder and kind of file is in it. A file has the one path. */
  readonly paths: ReadonlyArray<string>
  /** The first 64 KiB as text. */
  readonly head: (path: string) => string
  /** The last 64 KiB as text. */
  readonly tail: (path: string) => string
}

/** A layout, what speaks for it, and the tables it is read from where there are such, by role. */
export interface Recognised {
  readonly layout: Layout
  readonly evidence: ReadonlyArray<string>
  readonly files: Readonly<Record<string, string>>
}

const ends = (paths: ReadonlyArray<string>, name: string): string | undefined =>
  paths.find((path) => path === name || path.endsWith(`/${name}`))

const recognised = (
  layout: Layout,
  evidence: ReadonlyArray<string>,
  files: Readonly<Record<string, string>> = {}
): Recognised => ({
  layout,
  evidence,
  files
})

const isFmaFeatures = (text: string): boolean => /^\uFEFF?feature,.*\n\s*statistics,/.test(text) || isEchonest(text)

const fma = ({ head, paths }: DataView): Recognised | undefined => {
  const tracks = paths.find((path) => /(^|\/)tracks\.csv$/.test(path) && isFmaTracksHeader(head(path)))
  const features = [...paths].reverse().find((path) =>
    /(^|\/)(?:features|echonest)\.csv$/.test(path) && isFmaFeatures(head(path))
  )
  const folder = paths.map((path) => /(?:^|\/)(fma_(?:small|medium|large|full))\//.exec(path)?.[1]).find((name) =>
    name !== undefined
  )
  const audio = paths.filter((path) => fmaAudio(path) !== undefined)
  if (audio.length > 0 && (tracks !== undefined || folder !== undefined)) {
    return recognised("fma", [
      ...folder === undefined ? [] : [`a folder ${folder}`],
      `audio called like ${audio[0]}`,
      ...tracks === undefined ? [] : [`${tracks} with FMA's header rows`]
    ])
  }
  if (features === undefined) return undefined
  const files = tracks === undefined ? { features } : { features, tracks }
  return recognised("fma-features", [`${features} with FMA's header rows`], files)
}

const merge = ({ paths }: DataView): Recognised | undefined => {
  const metadata = paths.find(isMergeMetadata)
  const quadrants = new Set(paths.flatMap((path) => /(?:^|\/)(Q[1-4])\//.exec(path)?.[1] ?? []))
  const hasSplits = paths.some((path) => path.includes("tvt_dataframes/"))
  if (metadata === undefined && !(quadrants.size === 4 && hasSplits)) return undefined
  return recognised("merge", [
    ...metadata === undefined ? ["a folder tvt_dataframes"] : [`a table ${metadata}`],
    `folders ${[...quadrants].sort().join(", ") || "Q1 to Q4 not among them"}`
  ])
}

const mtgJamendo = ({ head, paths }: DataView): Recognised | undefined => {
  const table = paths.find((path) =>
    isJamendoTable(path) && /^\uFEFF?TRACK_ID|autotagging/.test(`${head(path).slice(0, 9)}${path}`)
  )
  return table === undefined ? undefined : recognised("mtg-jamendo", [`a table ${table}`])
}

const music4all = ({ paths }: DataView): Recognised | undefined => {
  const tables = paths.filter(isMusic4AllTable)
  return tables.length === 0 ? undefined : recognised("music4all", [`tables ${tables.join(", ")}`])
}

const fourMula = ({ paths, tail }: DataView): Recognised | undefined => {
  const parquet = paths.filter((path) => extensionOf(path) === "parquet" && !isMacMetadata(path))
  const table = parquet.find((path) => {
    const footer = tail(path) // a Parquet file names its columns at its end
    return /(^|\/)4mula[^/]*$/i.test(path) ||
      ["melspectrogram", "music_lang"].every((column) => footer.includes(column))
  })
  return table === undefined
    ? undefined
    : recognised("4mula", [`${table}, a Parquet table of melspectrogram and music_lang`], { table })
}

const gtzan = ({ head, paths }: DataView): Recognised | undefined => {
  const clips = paths.flatMap((path) => gtzanClip(path) ?? [])
  const genres = new Set(clips.map(({ genre }) => genre))
  const table = ends(paths, "features_30_sec.csv") ?? ends(paths, "features_3_sec.csv")
  if (genres.size >= 2) {
    return recognised("gtzan", [
      `clips of ${genres.size} of its ${gtzanGenres.length} genres, called like ${clips[0]!.path}`,
      ...table === undefined ? [] : [`${table} beside them`]
    ])
  }
  if (table === undefined || paths.some(isAudio) || !head(table).startsWith("filename,")) return undefined
  return recognised("gtzan-features", [`${table} without audio`], { table })
}

const isAudio = (path: string): boolean => audioExtensions.includes(extensionOf(path)) && !isMacMetadata(path)

const banglaBeats = ({ paths }: DataView): Recognised | undefined => {
  const audio = paths.filter(isAudio)
  const clips = audio.flatMap((path) => banglaBeatsClip(path) ?? [])
  const genres = new Set(clips.map(({ genre }) => genre))
  const known = [...genres].filter((genre) => banglaBeatsGenres.includes(genre))
  const isTelling = known.some((genre) => genre === "Adhunik" || genre === "Islamic") // anybody has Rock/1.wav
  if (!isTelling || known.length < genres.size || clips.length < audio.length) return undefined
  return recognised("banglabeats", [
    `${known.length} of its ${banglaBeatsGenres.length} genres`,
    `every clip is called like ${clips[0]!.path}`
  ])
}

const rules = [fma, merge, mtgJamendo, music4all, fourMula, gtzan, banglaBeats]

/**
 * Recognises a folder; one that no rule fits is a plain folder.
 *
 * @example
 * ```ts
 * import { recogniseFolder } from "partita/ingest"
 * const none = () => ""
 * recogniseFolder({ paths: ["rock/a.mp3", "folk/b.mp3"], head: none, tail: none }).layout // → "folder"
 * ```
 */
export const recogniseFolder = (view: DataView): Recognised =>
  rules.map((rule) => rule(view)).find((found) => found !== undefined) ??
    recognised("folder", ["no layout of a known dataset fits"])

/** Names of the columns in the first line of a table, whatever stands between them. */
const headerOf = (start: string): ReadonlyArray<string> => {
  const [first = ""] = start.replace(/^\uFEFF?(?:sep=.\r?\n)?/i, "").split(/\r\n|\n|\r/)
  const delimiter = delimiters.reduce((best, one) => first.split(one).length > first.split(best).length ? one : best)
  return first.split(delimiter).map((column) => column.trim())
}

/** First cells of the lines in a piece of a file, but for the first line, which is the header or a cut one. */
const namesOf = (piece: string): ReadonlyArray<string> =>
  piece.split(/\r\n|\n/).slice(1).filter((line) => line.includes(",")).map((line) => line.slice(0, line.indexOf(",")))

/** A table of FMA's metadata, with the one that belongs to it where it lies beside; tracks.csv alone has no features. */
const fmaTableOf = (
  path: string,
  start: string,
  { beside, head }: { readonly beside: ReadonlyArray<string>; readonly head: DataView["head"] }
): Recognised | undefined => {
  if (isFmaFeatures(start)) {
    const tracks = beside.find((other) => other === "tracks.csv" && isFmaTracksHeader(head(other)))
    const evidence = [`${path} with FMA's header rows`, ...tracks === undefined ? [] : ["tracks.csv beside it"]]
    return recognised("fma-features", evidence, { features: path, ...tracks === undefined ? {} : { tracks } })
  }
  if (!isFmaTracksHeader(start)) return undefined
  const features = ["features.csv", "echonest.csv"].find((name) => beside.includes(name) && isFmaFeatures(head(name)))
  if (features === undefined) return recognised("fma-features", [`${path} with FMA's header rows`], { features: path })
  return recognised("fma-features", [`${path} with FMA's header rows`, `${features} beside it`], {
    features,
    tracks: path
  })
}

/**
 * Recognises the first of the paths, a file, by its name, its first lines and, for Parquet, its end; the others
 * lie beside.
 *
 * @example
 * ```ts
 * import { recogniseFile } from "partita/ingest"
 * const head = () => "filename,mfcc1_mean,tempo,label\nblues.00000.wav,-113,123,blues\n"
 * recogniseFile({ paths: ["features.csv"], head, tail: head }).layout // → "feature-table"
 * ```
 */
export const recogniseFile = ({ head, paths, tail }: DataView): Recognised => {
  const [path = "", ...beside] = paths
  if (extensionOf(path) === "parquet") {
    return fourMula({ head, paths: [path], tail }) ?? recognised("4mula", ["a Parquet file"], { table: path })
  }
  const start = head(path)
  const fmaTable = fmaTableOf(path, start, { beside, head })
  if (fmaTable !== undefined) return fmaTable
  const columns = headerOf(start)
  const { evidence, layout } = recogniseTable(columns, [...new Set([...namesOf(start), ...namesOf(tail(path))])])
  return recognised(layout, evidence, { table: path })
}
