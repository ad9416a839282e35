/** Album files that CUE sheets cut into tracks: which sheet speaks of which file, and what each track is called. */
import { audioExtensions, extensionOf, stemOf } from "../../audio/audio-extensions.ts"
import type { Cut } from "../../audio/cut.ts"
import { type CueFault, type CueSheet, type CueTrack, parseCue } from "../reader/cue.ts"
import { decodeText, encodingRemark } from "../reader/decode-text.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"

/** What a sheet says of one track; `cut` null where it is all of its file. */
export interface SheetTrack {
  readonly number: number
  readonly title: string | null
  readonly performer: string | null
  readonly album: string | null
  readonly genre: string | null
  readonly year: number | null
  readonly cut: Cut | null
}

/** What the reader of sheets looks at: paths of a folder, its small files, and the sheets within its sound files. */
export interface SheetFolder {
  readonly paths: ReadonlyArray<string>
  readonly readFile: (path: string) => Uint8Array
  readonly embeddedSheet?: ((path: string) => CueSheet | CueFault | undefined) | undefined
}

/** Whether a path may be a sheet. */
export const isSheet = (path: string): boolean => extensionOf(path) === "cue"

const folded = (path: string): string => path.normalize("NFC").toLowerCase()
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1)

/** Finds the file a sheet means: by its name below the sheet, else with another ending, else by the name of the sheet itself. */
const fileFinder = (audio: ReadonlyArray<string>) => {
  const byName = new Map(audio.map((path) => [folded(path), path]))
  const byStem = Map.groupBy(audio, (path) => folded(stemOf(path)))
  const alone = (stem: string): string | undefined => {
    const found = byStem.get(folded(stem)) ?? []
    return found.length === 1 ? found[0] : undefined
  }
  return (sheet: string, file: string, isOnly: boolean): string | undefined => {
    const written = file.replaceAll("\\", "/").replace(/^\.\//, "")
    const names = [...new Set([written, written.slice(written.lastIndexOf("/") + 1)])].map((name) =>
      folderOf(sheet) + name
    )
    const named = names.flatMap((name) => byName.get(folded(name)) ?? alone(stemOf(name)) ?? [])[0]
    if (named !== undefined || !isOnly) return named
    return byName.get(folded(stemOf(sheet))) ?? alone(stemOf(sheet)) // album.flac.cue, album.cue
  }
}

const numbersOf = (tracks: ReadonlyArray<CueTrack>): string =>
  tracks.length === 1 ? `track ${tracks[0]!.number}` : `tracks ${tracks[0]!.number} to ${tracks.at(-1)!.number}`

const tracksOf = ({ album, genre, year }: CueSheet, tracks: ReadonlyArray<CueTrack>): ReadonlyArray<SheetTrack> =>
  tracks.map(({ endSec, number, performer, startSec, title }) => {
    const isWhole = tracks.length === 1 && startSec === 0 && endSec === null
    return { number, title, performer, album, genre, year, cut: isWhole ? null : { startSec, endSec } }
  })

const faultAt = (where: string, { fault, line }: CueFault): IngestProblem => ({
  where: line === null ? where : `${where}:${line}`,
  problem: `this is no CUE sheet, so it cuts nothing: ${fault}`
})

/**
 * The tracks of every file that a sheet beside it speaks of, or else one within it, and what is wrong with the others. A file that two
 * sheets speak of is cut by the first.
 */
export const readSheets = ({ embeddedSheet, paths, readFile }: SheetFolder): {
  readonly byPath: ReadonlyMap<string, ReadonlyArray<SheetTrack>>
  readonly problems: ReadonlyArray<IngestProblem>
  /** Of sheets that are used, how they were read. */
  readonly remarks: ReadonlyArray<IngestProblem>
} => {
  const audio = paths.filter((path) => audioExtensions.includes(extensionOf(path)))
  const find = fileFinder(audio)
  const byPath = new Map<string, ReadonlyArray<SheetTrack>>()
  const problems: Array<IngestProblem> = []
  const remarks: Array<IngestProblem> = []
  for (const where of paths.filter(isSheet)) {
    const bytes = readFile(where)
    const sheet = parseCue(decodeText(bytes))
    if ("fault" in sheet) {
      problems.push(faultAt(where, sheet))
      continue
    }
    for (const problem of encodingRemark(bytes)) remarks.push({ where, problem })
    const files = Map.groupBy(sheet.tracks, ({ file }) => file)
    for (const [file, tracks] of files) {
      const path = find(where, file, files.size === 1)
      if (path === undefined) {
        problems.push({ where, problem: `it cuts "${file}", which is not there: ${numbersOf(tracks)} left out` })
      } else if (byPath.has(path)) {
        problems.push({ where, problem: `another sheet cuts ${path} already: ${numbersOf(tracks)} left out` })
      } else byPath.set(path, tracksOf(sheet, tracks))
    }
  }
  for (const path of audio.filter((each) => !byPath.has(each))) {
    const sheet = embeddedSheet?.(path)
    if (sheet === undefined) continue
    if ("fault" in sheet) problems.push(faultAt(`${path} (within)`, sheet))
    else if (new Set(sheet.tracks.map(({ file }) => file)).size > 1) {
      problems.push({ where: path, problem: "the CUE sheet within it is of several files, so it cuts nothing" })
    } else if (sheet.tracks.length > 0) byPath.set(path, tracksOf(sheet, sheet.tracks))
  }
  return { byPath, problems, remarks }
}
