/** FMA's tables, whose columns are named by several header rows. Source: Defferrard et al. 2017; mdeff/fma, utils.py. */
import type { Matrix } from "../../../math/matrix.ts"
import { csvRows } from "../reader/csv-rows.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { parsePython } from "../reader/python-literal.ts"
import { UnusableInput } from "../reader/unusable-input.ts"

/** What tracks.csv says of one track. `number` is the id as a number, 2 for 000002. */
export interface FmaRow {
  readonly number: number
  readonly cell: (group: string, name: string) => string
}

/** Shapes: `numbers` [track], `names` [feature], `matrix` [track, feature]. */
export interface FmaFeatures {
  /** Track ids as numbers, in the order of the file. */
  readonly numbers: ReadonlyArray<number>
  readonly names: ReadonlyArray<string>
  readonly matrix: Matrix
  /** Tracks whose features are not all finite, and why. */
  readonly setAside: ReadonlyArray<{ readonly number: number; readonly reason: string }>
  readonly problems: ReadonlyArray<IngestProblem>
}

/** A track's id as file names have it: 2 is "000002". */
export const fmaId = (number: number): string => String(number).padStart(6, "0")

/** Whether a text begins as tracks.csv does: groups of columns, the first of them without a name. */
export const isFmaTracksHeader = (head: string): boolean =>
  /^\uFEFF?,(?:\w+,)*?(?:album|track|set),/.test(head.slice(0, 4096))

const wrongHeader = (source: string, what: string): UnusableInput =>
  new UnusableInput({
    what,
    where: `${source}, lines 1 to 3`,
    hint: "take tracks.csv from fma_metadata.zip as it is: two header rows (group, name) and one that reads track_id"
  })

/** Columns tracks.csv must have. */
const required = [["set", "split"], ["set", "subset"], ["track", "genre_top"], ["track", "title"], ["artist", "id"], [
  "artist",
  "name"
]] as const

/** The rows of tracks.csv. Throws UnusableInput when the header is not of three rows or lacks a column. */
export const parseFmaTracks = (text: string, source: string): ReadonlyArray<FmaRow> => {
  const [groups, names, index, ...body] = csvRows(text, source)
  if (groups === undefined || names === undefined || index?.cells[0]?.trim() !== "track_id") {
    throw wrongHeader(source, `the third row does not begin with "track_id"`)
  }
  const columns = new Map(groups.cells.map((group, i) => [`${group} ${names.cells[i] ?? ""}`, i]))
  for (const [group, name] of required) {
    if (!columns.has(`${group} ${name}`)) throw wrongHeader(source, `there is no column ("${group}", "${name}")`)
  }
  return body.map(({ cells, line }) => {
    const number = Number(cells[0])
    if (cells.length !== groups.cells.length || !Number.isSafeInteger(number) || cells[0] === "") {
      throw new UnusableInput({
        what: cells.length !== groups.cells.length
          ? `${cells.length} cells where the header has ${groups.cells.length}`
          : `"${cells[0]}" is not a track id`,
        where: `${source}, line ${line}`,
        hint: "the file may be cut off here: unpack fma_metadata.zip again"
      })
    }
    return { number, cell: (group, name) => cells[columns.get(`${group} ${name}`) ?? -1]?.trim() ?? "" }
  })
}

/** Titles of genres by id from genres.csv. Throws UnusableInput without the columns genre_id and title. */
export const parseFmaGenres = (text: string, source: string): ReadonlyMap<string, string> => {
  const [header, ...body] = csvRows(text, source)
  const id = header?.cells.indexOf("genre_id") ?? -1
  const title = header?.cells.indexOf("title") ?? -1
  if (id < 0 || title < 0) {
    throw new UnusableInput({
      what: `there is no column "${id < 0 ? "genre_id" : "title"}"`,
      where: source,
      hint: "take genres.csv from fma_metadata.zip as it is"
    })
  }
  return new Map(body.map(({ cells }) => [cells[id]!.trim(), cells[title]!.trim()]))
}

/** The values of a cell such as "[21, 76]" or "['live']". Throws UnusableInput when it is no list. */
export const fmaList = (cell: string, where: string): ReadonlyArray<string> => {
  if (cell === "") return []
  try {
    const value = parsePython(cell)
    if (Array.isArray(value)) return value.map(String)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
  }
  throw new UnusableInput({
    what: `"${cell.slice(0, 40)}" is not a list`,
    where,
    hint: "lists read [21, 76] or ['live']"
  })
}
