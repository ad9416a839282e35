/**
 * Music4All: audios/<id>.mp3, lyrics/<id>.txt and tables of tab-separated cells that are called .csv, with or without a
 * header. Source: Santana et al. 2020, "Music4All: a new music database and its applications".
 */
import { audioExtensions, extensionOf, stemOf } from "../../audio/audio-extensions.ts"
import { countedProblem, isMacMetadata, unusedFiles } from "../reader/counted-problems.ts"
import { decodeText } from "../reader/decode-text.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { parseTabSeparated } from "../reader/tab-separated.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { Annotation, DatasetFolder, DatasetLoader, DatasetTrack } from "./dataset.ts"

/** Columns of each table, in order, whether or not the file names them. */
const tables = {
  id_genres: ["id", "genres"],
  id_tags: ["id", "tags"],
  id_lang: ["id", "lang"],
  id_information: ["id", "artist", "song", "album_name"]
} as const
type TableName = keyof typeof tables

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1)
const findTable = (paths: ReadonlyArray<string>, table: TableName): string | undefined =>
  paths.find((path) => nameOf(path) === `${table}.csv` && !isMacMetadata(path))

/** Whether a path is one of Music4All's tables. */
export const isMusic4AllTable = (path: string): boolean =>
  Object.keys(tables).some((table) => nameOf(path) === `${table}.csv`) && !isMacMetadata(path)

interface Music4AllTable {
  readonly byId: ReadonlyMap<string, ReadonlyArray<string>>
  readonly problems: ReadonlyArray<IngestProblem>
}

/** Cells after the id, by id. Throws UnusableInput when columns are missing or in another order. */
const parseTable = (text: string, table: TableName, source: string): Music4AllTable => {
  const columns: ReadonlyArray<string> = tables[table]
  const { lines, rows } = parseTabSeparated(text, source, columns.length)
  const hasHeader = rows[0]![0]!.toLowerCase() === "id"
  const wrong = hasHeader ? columns.findIndex((name, i) => rows[0]![i]!.toLowerCase() !== name) : -1
  if (wrong >= 0) {
    throw new UnusableInput({
      what: `column ${wrong + 1} is "${rows[0]![wrong]}", not "${columns[wrong]}"`,
      where: `${source}, line 1`,
      hint: `the columns, between tabs, are ${columns.join(", ")}; the line that names them may be absent`
    })
  }
  const byId = new Map<string, ReadonlyArray<string>>()
  const problems: Array<IngestProblem> = []
  rows.forEach(([id, ...cells], i) => {
    if (hasHeader && i === 0) return
    if (byId.has(id!)) {
      problems.push({ where: `${source}, line ${lines[i]}`, problem: `"${id}" has a row above; this one is not used` })
    } else byId.set(id!, cells)
  })
  return { byId, problems }
}

const readTables = ({ name, paths, readFile }: DatasetFolder): Readonly<Record<TableName, Music4AllTable>> => {
  const found = (Object.keys(tables) as ReadonlyArray<TableName>).map((table) => {
    const path = findTable(paths, table)
    if (path !== undefined) return [table, parseTable(decodeText(readFile(path)), table, path)] as const
    const absent = { where: `${table}.csv`, problem: `not there, so no track has ${tables[table].slice(1).join(", ")}` }
    return [table, { byId: new Map(), problems: [absent] }] as const
  })
  if (found.some(([table, { byId }]) => table !== "id_tags" && byId.size > 0)) {
    return Object.fromEntries(found) as unknown as Readonly<Record<TableName, Music4AllTable>>
  }
  throw new UnusableInput({
    what: "none of id_information.csv, id_genres.csv and id_lang.csv holds a row",
    where: name,
    hint: "put the dataset's tables beside audios and lyrics"
  })
}

const byId = (paths: ReadonlyArray<string>, folder: string, isWanted: (extension: string) => boolean) =>
  new Map(
    paths.filter((path) => path.split("/").at(-2) === folder && isWanted(extensionOf(path)) && !isMacMetadata(path))
      .map((path) => [stemOf(nameOf(path)), path])
  )

const listed = (cell: string | undefined): ReadonlyArray<string> =>
  (cell ?? "").split(",").map((value) => value.trim()).filter((value) => value !== "")

const read = (folder: DatasetFolder) => {
  const paths = [...folder.paths].sort()
  const { id_genres: genres, id_information: information, id_lang: languages, id_tags: tags } = readTables(folder)
  const audio = byId(paths, "audios", (extension) => audioExtensions.includes(extension))
  const words = byId(paths, "lyrics", (extension) => extension === "txt")
  const known = new Set([...information.byId.keys(), ...genres.byId.keys(), ...languages.byId.keys()])
  const ids = [...known].sort().filter((id) => audio.has(id) || words.has(id))
  const tracks = ids.map((id): DatasetTrack => {
    const [artist, song] = information.byId.get(id) ?? []
    const file = words.get(id)
    return {
      id,
      title: song || id,
      artist: artist || null,
      path: audio.get(id) ?? "",
      label: null,
      language: languages.byId.get(id)?.[0] || null,
      lyrics: file === undefined ? null : decodeText(folder.readFile(file)).replace(/\r\n?/g, "\n").trim() || null,
      group: artist || null,
      split: null
    }
  })
  const of = (id: string, kind: string, values: ReadonlyArray<string>): ReadonlyArray<Annotation> =>
    values.map((value) => ({ id, kind, value }))
  const isUsed = (path: string) => isMusic4AllTable(path) || known.has(stemOf(nameOf(path)))
  return {
    tracks,
    annotations: ids.flatMap((id) => [
      ...of(id, "genre", listed(genres.byId.get(id)?.[0])),
      ...of(id, "tag", listed(tags.byId.get(id)?.[0])),
      ...of(id, "album", [information.byId.get(id)?.[2] ?? ""].filter((album) => album !== ""))
    ]),
    problems: [
      ...[information, genres, languages, tags].flatMap(({ problems }) => problems),
      ...countedProblem("track", [...known].sort().filter((id) => !audio.has(id)), "no audio in audios/"),
      ...countedProblem("track", ids.filter((id) => !words.has(id)), "no lyrics in lyrics/"),
      ...unusedFiles(paths.filter((path) => !isUsed(path)))
    ]
  }
}

/** Reads Music4All. */
export const music4all: DatasetLoader = {
  labelKind: "genre",
  kinds: ["genre", "tag", "album"],
  needs: (path) =>
    isMusic4AllTable(path) ||
    (path.split("/").at(-2) === "lyrics" && extensionOf(path) === "txt" && !isMacMetadata(path)),
  read
}
