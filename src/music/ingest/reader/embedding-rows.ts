/** Vectors computed elsewhere, one per track: from text, a Parquet table or a .npy tensor to rows of one length. */
import { originalCell } from "../../../format/csv-cell.ts"
import type { Matrix } from "../../../math/matrix.ts"
import { parseCsv } from "./csv.ts"
import { trackIds } from "./track-id.ts"
import { UnusableInput } from "./unusable-input.ts"

/** Vectors by id. Shapes: `ids` [row], `names` [column], `matrix` [row, column]. */
export interface EmbeddingRows {
  readonly ids: ReadonlyArray<string>
  readonly names: ReadonlyArray<string>
  readonly matrix: Matrix
}

/** A table whose cells may be numbers or text, and lists of numbers. */
export interface LooseTable {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<unknown>>
}

const idNames = ["id", "track_id", "track", "filename", "file", "path", "name"]

const idColumnOf = (columns: ReadonlyArray<string>, asked: string | null, source: string): number => {
  const lower = columns.map((column) => column.toLowerCase())
  const at = asked === null
    ? idNames.map((name) => lower.indexOf(name)).find((place) => place >= 0) ?? -1
    : columns.indexOf(asked)
  if (at >= 0) return at
  throw new UnusableInput({
    what: asked === null ? "no column names the tracks" : `there is no column "${asked}"`,
    where: source,
    hint: `name it with idColumn; columns: ${columns.slice(0, 8).join(", ")}${columns.length > 8 ? ", …" : ""}`
  })
}

const spread = (cell: unknown): ReadonlyArray<unknown> => Array.isArray(cell) ? cell : [cell]

const numberOf = (cell: unknown): number =>
  typeof cell === "number" ? cell : typeof cell === "string" && cell.trim() !== "" ? Number(cell) : Number.NaN

/**
 * Every column but the ids as numbers, list columns spread out. `idColumn` null takes the first called id, track_id,
 * track, filename, file, path or name.
 *
 * Failure: UnusableInput for a missing column, a cell that is no finite number, or rows of different lengths.
 */
export const embeddingOfTable = (
  { columns, rows }: LooseTable,
  idColumn: string | null,
  source: string
): EmbeddingRows => {
  const at = idColumnOf(columns, idColumn, source)
  const others = columns.flatMap((name, i) => i === at ? [] : [{ name, i }])
  const names = others.flatMap(({ i, name }) => {
    const first = rows[0]?.[i]
    return Array.isArray(first) ? first.map((_, k) => `${name}${k + 1}`) : [name]
  })
  const data = new Float64Array(rows.length * names.length)
  rows.forEach((row, r) => {
    const cells = others.flatMap(({ i }) => spread(row[i]))
    if (cells.length !== names.length) throw raggedRow(source, r, cells.length, names.length)
    cells.forEach((cell, c) => {
      const value = numberOf(cell)
      if (!Number.isFinite(value)) throw noNumber(source, r, names[c]!, cell)
      data[r * names.length + c] = value
    })
  })
  const ids = rows.map((row) => String(row[at]))
  return { ids, names, matrix: { rows: rows.length, cols: names.length, data } }
}

const raggedRow = (source: string, r: number, found: number, wanted: number): UnusableInput =>
  new UnusableInput({
    what: `${found} numbers where the first row has ${wanted}`,
    where: `${source}, row ${r + 1}`,
    hint: "give every track a vector of the same length"
  })

const noNumber = (source: string, r: number, column: string, cell: unknown): UnusableInput =>
  new UnusableInput({
    what: `"${String(cell)}" is not a finite number`,
    where: `${source}, row ${r + 1}, column "${column}"`,
    hint: "put a number there, or remove the row or the column"
  })

/**
 * The rows of a CSV text. Throws UnusableInput.
 *
 * @example
 * ```ts
 * import { embeddingOfCsv } from "partita/ingest"
 * const { ids, names, matrix } = embeddingOfCsv("track_id,d0,d1\nt1,0.5,1\nt2,0,2\n", null, "latents.csv")
 * names // → ["d0", "d1"]
 * matrix.data // → [0.5, 1, 0, 2]
 * ```
 */
export const embeddingOfCsv = (text: string, idColumn: string | null, source: string): EmbeddingRows => {
  const { columns, rows } = parseCsv(text, source)
  const table = { columns: columns.map(originalCell), rows: rows.map((row) => row.map(originalCell)) }
  return embeddingOfTable(table, idColumn, source)
}

/**
 * The rows of a tensor [row, column], named by lines of text. Throws UnusableInput when they do not fit.
 *
 * @example
 * ```ts
 * import { embeddingOfTensor } from "partita/ingest"
 * embeddingOfTensor({ data: [1, 2, 3, 4], shape: [2, 2] }, ["t1", "t2"], "latents.npy").ids // → ["t1", "t2"]
 * ```
 */
export const embeddingOfTensor = (
  { data, shape }: { readonly data: ArrayLike<number>; readonly shape: ReadonlyArray<number> },
  ids: ReadonlyArray<string>,
  source: string
): EmbeddingRows => {
  const [rows = 0, cols = 0] = shape
  if (shape.length !== 2 || rows !== ids.length) {
    throw new UnusableInput({
      what: `a tensor of ${shape.join(" × ")} does not hold a row for each of ${ids.length} ids`,
      where: source,
      hint: "save it as [track, dimension], and one id per line, in the same order, in the file named by idFile"
    })
  }
  const bad = Array.from(data).findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw noNumber(source, Math.floor(bad / cols), `dimension ${bad % cols + 1}`, data[bad])
  const names = Array.from({ length: cols }, (_, c) => `dimension${c + 1}`)
  return { ids, names, matrix: { rows, cols, data: Float64Array.from(data) } }
}

/** Row of `rows` for each of `tracks`, −1 where there is none: the same id, or a file name that makes the same id. */
export const matchRows = (tracks: ReadonlyArray<string>, { ids }: EmbeddingRows, source: string): Int32Array => {
  const place = new Map<string, number>()
  const claim = (id: string, row: number): void => {
    const before = place.get(id)
    if (before === undefined) return void place.set(id, row)
    if (before === row) return
    throw new UnusableInput({
      what: `rows ${before + 1} and ${row + 1} are both about "${id}"`,
      where: source,
      hint: "keep one row per track"
    })
  }
  ids.forEach((id, row) => claim(id, row))
  ids.forEach((id, row) => {
    const [made = id] = trackIds([id])
    if (!place.has(made)) place.set(made, row)
  })
  return Int32Array.from(tracks, (id) => place.get(id) ?? -1)
}
