/**
 * MTG-Jamendo: autotagging*.tsv (TRACK_ID, ARTIST_ID, ALBUM_ID, PATH, DURATION, then one cell per tag) and audio by PATH.
 * Source: Bogdanov et al. 2019, "The MTG-Jamendo dataset for automatic music tagging"; scripts/commons.py.
 */
import { audioExtensions, extensionOf, stemOf } from "../../audio/audio-extensions.ts"
import { countedProblem, isMacMetadata, unusedFiles } from "../reader/counted-problems.ts"
import { decodeText } from "../reader/decode-text.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { parseTabSeparated } from "../reader/tab-separated.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { Annotation, DatasetFolder, DatasetLoader, DatasetOptions, DatasetTrack } from "./dataset.ts"

const columns = ["TRACK_ID", "ARTIST_ID", "ALBUM_ID", "PATH", "DURATION", "TAGS"]
const splitPath = /(?:^|\/)(split-\d+)\/(autotagging\w*)-(train|validation|test)\.tsv$/
const tablePath = /(?:^|\/)(?:autotagging|raw)\w*\.tsv$/

/** Whether a path is one of the tag tables (not of a split). */
export const isJamendoTable = (path: string): boolean => tablePath.test(path) && !isMacMetadata(path)

interface JamendoRow {
  readonly id: string
  readonly artist: string
  readonly album: string
  readonly path: string
  readonly tags: ReadonlyArray<readonly [kind: string, value: string]>
  readonly line: number
}

/** The rows of a tag table. Throws UnusableInput when the header is another one or a row is cut off. */
export const parseJamendo = (text: string, source: string): ReadonlyArray<JamendoRow> => {
  const { lines, rows } = parseTabSeparated(text, source, columns.length - 1)
  const [header, ...body] = rows
  const wrong = columns.findIndex((name, i) => header![i] !== name)
  if (wrong >= 0) {
    throw new UnusableInput({
      what: `column ${wrong + 1} is "${header![wrong] ?? ""}", not "${columns[wrong]}"`,
      where: `${source}, line 1`,
      hint: `the first line must read, between tabs: ${columns.join(" ")}`
    })
  }
  return body.map(([id, artist, album, path, , ...tags], i) => ({
    id: id!,
    artist: artist!,
    album: album!,
    path: path!,
    tags: tags.filter((tag) => tag !== "").map((tag) => {
      const [kind, value] = tag.split("---")
      return value === undefined ? ["tag", kind!] as const : [kind!, value] as const
    }),
    line: lines[i + 1]!
  }))
}

/** The table that says most: of genres, else of everything, else the first. */
const tableOf = ({ name, paths }: DatasetFolder): string => {
  const tables = paths.filter(isJamendoTable).sort()
  const called = (wanted: string) => tables.find((path) => path === wanted || path.endsWith(`/${wanted}`))
  const found = called("autotagging_genre.tsv") ?? called("autotagging.tsv") ?? tables[0]
  if (found !== undefined) return found
  throw new UnusableInput({
    what: "there is no autotagging….tsv",
    where: name,
    hint: "put the dataset's data folder beside the audio"
  })
}

/** How a table's PATH and a file on disk agree: by folder and number, `14/214.mp3` being `…/14/214.low.mp3` too. */
const audioKey = (path: string): string => stemOf(path.split("/").slice(-2).join("/")).replace(/\.low$/, "")

const readSplits = ({ name, paths, readFile }: DatasetFolder, table: string, asked: string | null) => {
  const base = stemOf(table.slice(table.lastIndexOf("/") + 1))
  const tables = paths.filter((path) => splitPath.exec(path)?.[2] === base && !isMacMetadata(path)).sort()
  const names = [...new Set(tables.map((path) => splitPath.exec(path)![1]!))]
  if (asked !== null && !names.includes(asked)) {
    throw new UnusableInput({
      what: `there is no split "${asked}" of ${base}`,
      where: name,
      hint: names.length === 0 ? "the folder data/splits is not there" : `set split to one of: ${names.join(", ")}`
    })
  }
  const parts = new Map<string, string>()
  for (const path of tables) {
    const [, split, , part] = splitPath.exec(path)!
    if (split === (asked ?? names[0])) {
      for (const { id } of parseJamendo(decodeText(readFile(path)), path)) parts.set(id, part!)
    }
  }
  return parts
}

const distinctRows = (rows: ReadonlyArray<JamendoRow>, source: string) => {
  const seen = new Set<string>()
  const problems: Array<IngestProblem> = []
  const kept = rows.filter(({ id, line }) => {
    if (seen.has(id)) {
      problems.push({ where: `${source}, line ${line}`, problem: `"${id}" has a row above; this one is not used` })
    }
    const isNew = !seen.has(id)
    seen.add(id)
    return isNew
  })
  return { kept, problems }
}

const read = (folder: DatasetFolder, { split }: DatasetOptions) => {
  const source = tableOf(folder)
  const { kept, problems } = distinctRows(parseJamendo(decodeText(folder.readFile(source)), source), source)
  const parts = readSplits(folder, source, split)
  const files = [...folder.paths].sort().filter((path) =>
    audioExtensions.includes(extensionOf(path)) && !isMacMetadata(path)
  )
  const audio = new Map(files.map((path) => [audioKey(path), path]))
  const there = kept.flatMap((row) => {
    const path = audio.get(audioKey(row.path))
    return path === undefined ? [] : [{ row, path }]
  })
  const taken = new Set(there.map(({ path }) => path))
  const isUsed = (path: string) => taken.has(path) || path === source || splitPath.test(path)
  return {
    tracks: there.map(({ path, row }): DatasetTrack => ({
      id: row.id,
      title: row.id,
      artist: row.artist,
      path,
      label: null,
      language: null,
      lyrics: null,
      group: row.artist,
      split: parts.get(row.id) ?? null
    })),
    annotations: there.flatMap(({ row }): ReadonlyArray<Annotation> => [
      ...row.tags.map(([kind, value]) => ({ id: row.id, kind, value })),
      { id: row.id, kind: "album", value: row.album }
    ]),
    problems: [
      ...problems,
      ...countedProblem(
        "track",
        kept.filter(({ path }) => !audio.has(audioKey(path))).map(({ id }) => id),
        `in ${source}, but no audio is there`
      ),
      ...unusedFiles([...folder.paths].sort().filter((path) => !isUsed(path)))
    ]
  }
}

/** Reads MTG-Jamendo. */
export const mtgJamendo: DatasetLoader = {
  labelKind: "genre",
  kinds: ["genre", "instrument", "mood/theme", "album"],
  needs: (path) => !isMacMetadata(path) && (tablePath.test(path) || splitPath.test(path)),
  read
}
