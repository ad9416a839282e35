/** Which dataset a folder or file is, by names and headers. How it is then read: loaders.ts; tables: recognise-table.ts. */
import { extensionOf } from "../../audio/audio-extensions.ts"
import { delimiters } from "../reader/delimiter.ts"
import type { DataView, Recognised } from "./data-view.ts"
import { isFmaTracksHeader } from "./fma-tables.ts"
import { type Candidate, folderRules, fourMulaRule, isAudio, isFmaFeatures } from "./folder-rules.ts"
import { type Layout, layoutTitles } from "./layout.ts"
import { recogniseTable } from "./recognise-table.ts"

const recognised = (
  layout: Layout,
  evidence: ReadonlyArray<string>,
  { files = {}, nearly = [] }: Partial<Pick<Recognised, "files" | "nearly">> = {}
): Recognised => ({ layout, evidence, files, nearly })

/** How much of a folder's audio is as a dataset has it. */
const fitOf = ({ fits }: Candidate, audio: ReadonlyArray<string>) => {
  const fitting = audio.filter(fits).length
  return { fitting, isMost: audio.length === 0 || 2 * fitting > audio.length }
}

/** Why a candidate is not what the folder is read as. */
const nearlyOf = (candidate: Candidate, audio: ReadonlyArray<string>): string => {
  const { files, layout, missing } = candidate
  const { fitting } = fitOf(candidate, audio)
  const [table] = Object.values(files)
  const why = missing.length > 0
    ? `${missing.join(" and ")} is missing`
    : table === undefined
    ? `${fitting} of ${audio.length} audio files fit, and most must`
    : `there is ${table}, but audio beside it that is no part of it`
  const how = table === undefined ? `--layout ${layout} reads what fits` : `give that table itself as --data`
  return `nearly ${layoutTitles[layout]}: ${why}; ${how}`
}

/** Whether it is worth a word that a folder is not read as this: two files may be called alike by chance. */
const isWorthAWord = (candidate: Candidate, audio: ReadonlyArray<string>): boolean =>
  candidate.missing.length === 0 || fitOf(candidate, audio).isMost && audio.length > 2

/** Recognises a folder as the layout that is asked for, as far as its tables can be found. */
const askedFolder = (view: DataView, asked: Layout): Recognised => {
  if (asked === "folder") return recognised("folder", ["asked for"])
  const found = folderRules.map((rule) => rule(view)).find((candidate) => candidate?.layout === asked)
  return recognised(asked, ["asked for", ...found?.evidence ?? []], { files: found?.files ?? {} })
}

/**
 * Recognises a folder. It is a dataset if it has what its layout promises and most of its audio fits; else it is a plain
 * folder, and `nearly` says what it lacks. `asked` decides instead of the rules.
 *
 * @example
 * ```ts
 * import { recogniseFolder } from "partita/ingest"
 * const none = () => ""
 * recogniseFolder({ paths: ["rock/a.mp3", "folk/b.mp3"], head: none, tail: none }).layout // → "folder"
 * ```
 */
export const recogniseFolder = (view: DataView, asked: Layout | "auto" = "auto"): Recognised => {
  if (asked !== "auto") return askedFolder(view, asked)
  const audio = view.paths.filter(isAudio)
  const candidates = folderRules.flatMap((rule) => rule(view) ?? [])
  const found = candidates.find((candidate) => candidate.missing.length === 0 && fitOf(candidate, audio).isMost)
  if (found === undefined) {
    const worthy = candidates.filter((candidate) => isWorthAWord(candidate, audio))
    const ofAudio = worthy.filter(({ files }) => Object.keys(files).length === 0)
    const nearly = ofAudio.length > 0 ? ofAudio : worthy
    return recognised("folder", ["no layout of a known dataset fits"], {
      nearly: nearly.map((candidate) => nearlyOf(candidate, audio))
    })
  }
  return recognised(found.layout, found.evidence, { files: found.files })
}

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
    return recognised("fma-features", evidence, {
      files: { features: path, ...tracks === undefined ? {} : { tracks } }
    })
  }
  if (!isFmaTracksHeader(start)) return undefined
  const features = ["features.csv", "echonest.csv"].find((name) => beside.includes(name) && isFmaFeatures(head(name)))
  if (features === undefined) {
    return recognised("fma-features", [`${path} with FMA's header rows`], { files: { features: path } })
  }
  return recognised("fma-features", [`${path} with FMA's header rows`, `${features} beside it`], {
    files: { features, tracks: path }
  })
}

/**
 * Recognises the first of the paths, a file, by its name, its first lines and, for Parquet, its end; the others
 * lie beside. `asked` decides instead of these.
 *
 * @example
 * ```ts
 * import { recogniseFile } from "partita/ingest"
 * const head = () => "filename,mfcc1_mean,tempo,label\nblues.00000.wav,-113,123,blues\n"
 * recogniseFile({ paths: ["features.csv"], head, tail: head }).layout // → "feature-table"
 * ```
 */
export const recogniseFile = ({ head, paths, tail }: DataView, asked: Layout | "auto" = "auto"): Recognised => {
  const [path = "", ...beside] = paths
  if (asked !== "auto") return recognised(asked, ["asked for"], { files: { table: path, features: path } })
  if (extensionOf(path) === "parquet") {
    const evidence = fourMulaRule({ head, paths: [path], tail })?.evidence ?? ["a Parquet file"]
    return recognised("4mula", evidence, { files: { table: path } })
  }
  const start = head(path)
  const fmaTable = fmaTableOf(path, start, { beside, head })
  if (fmaTable !== undefined) return fmaTable
  const columns = headerOf(start)
  const { evidence, layout } = recogniseTable(columns, [...new Set([...namesOf(start), ...namesOf(tail(path))])])
  return recognised(layout, evidence, { files: { table: path } })
}
