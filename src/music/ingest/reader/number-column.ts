/** Numbers as tables have them: plain, in brackets, with a comma for the point, with a unit, as minutes and seconds. */

/**
 * A column read as numbers. `values` [row] are NaN where a cell is empty, says that nothing is known or is too large to be measured; `texts` are the
 * rows whose cell is no number; `notation` says how the cells were taken where they are not plain numbers.
 */
export interface NumberColumn {
  readonly values: Float64Array
  readonly texts: ReadonlyArray<number>
  readonly notation: string | null
}

interface Notation {
  readonly name: string | null
  /** NaN for what is no number in this notation. */
  readonly read: (cell: string) => number
}

const missing = new Set(
  (" nan na n/a n.a. #n/a <na> nat nil null none missing - -- ? . inf -inf +inf infinity -infinity #div/0! #value! " +
    "#num! #ref! #name? #null!").split(" ")
)

/** Whether a cell says that there is nothing in it, or nothing finite. */
export const isMissing = (cell: string): boolean => missing.has(cell.trim().toLowerCase())

const mostMeasured = 1e30 // above it are infinity, and the largest numbers of computers that stand for nothing known

const number = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?"
const whole = new RegExp(`^${number}$`, "i")
const withUnit = new RegExp(
  `^(${number})[ \\u00a0\\u202f]*([^\\s\\d.,:;+\\-()[\\]{}'"][^\\s\\d.,:;()[\\]{}'"]{0,7})$`,
  "i"
)
const wrapper =
  /^(?:(?:(?:np|numpy|torch|tf)\.)?(?:array|tensor|float\d*|int\d*)\((.*?)(?:, *(?:dtype|device)=.*)?\)|\[(.*)\]|\((.*?),?\)|\{(.*)\}|'(.*)'|"(.*)")$/is

const plain: Notation = { name: null, read: (cell) => whole.test(cell) ? Number(cell) : Number.NaN }

// where the digits of Arabic, Persian, Indian and other scripts, and those of full width, begin
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xff10]

/** The same with digits and points as this file knows them. */
const inAscii = (cell: string): string =>
  /[\u0660-\u0d6f\u0e50-\u0e59\uff10-\uff19]/.test(cell)
    ? cell.replaceAll("\u066b", ".").replaceAll("\u066c", "").replaceAll(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0)!
      const zero = zeros.find((first) => code >= first && code < first + 10)
      return zero === undefined ? digit : String(code - zero)
    })
    : cell

const longest = 100 // characters of a wrapped number: longer cells are text, however many brackets are around it

const unwrapped = (cell: string): string => {
  if (cell.length > longest) return cell
  let inner = cell
  for (;;) {
    const [all, ...within] = wrapper.exec(inner) ?? []
    if (all === undefined) return inner
    inner = within.find((part) => part !== undefined)!.trim()
  }
}

const inBrackets = (read: Notation["read"]): Notation => ({
  name: "in brackets",
  read: (cell) => read(unwrapped(cell))
})

/** `93,5`, as much of the world writes it. */
export const decimalComma: Notation = {
  name: "with a comma for the decimal point",
  read: (cell) => {
    const bare = /^[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(cell) ? cell.replaceAll(".", "") : cell
    if (bare.includes(".") || (bare.match(/,/g)?.length ?? 0) > 1) return Number.NaN
    return plain.read(bare.replace(",", "."))
  }
}

/** `(0.4)` for −0.4, as accountants write it, where other cells have no brackets. */
const negatives = (cells: ReadonlyArray<string>): ReadonlyArray<Notation> =>
  [plain, decimalComma].filter(({ read }) => cells.some((cell) => Number.isFinite(read(cell)))).map(({ read }) => ({
    name: "with brackets around what is below zero",
    read: (cell) => /^\(.*\d\)$/.test(cell) ? -read(cell.slice(1, -1).trim()) : read(cell)
  }))

const byPoints = /^[-+]?[1-9]\d{0,2}(?:\.\d{3})+$/

/**
 * A column like 12.345 of a table whose other columns have commas for decimal points, so that its points stand between
 * thousands; undefined where a cell is of another kind.
 */
export const thousandsByPoints = (cells: ReadonlyArray<string>): NumberColumn | undefined => {
  const filled = cells.filter((cell) => !isMissing(cell))
  const isSo = filled.every((cell) => byPoints.test(cell.trim()) || /^[-+]?\d{1,3}$/.test(cell.trim()))
  if (!isSo || !filled.some((cell) => cell.includes("."))) return undefined
  const values = Float64Array.from(cells, (cell) => isMissing(cell) ? Number.NaN : Number(cell.replaceAll(".", "")))
  return { values, texts: [], notation: "with points between thousands" }
}

const thousands: Notation = {
  name: "with commas between thousands",
  read: (cell) =>
    cell.includes(",") && !/^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(cell)
      ? Number.NaN
      : plain.read(cell.replaceAll(",", ""))
}

const spaces: Notation = {
  name: "with spaces between thousands",
  read: (cell) => {
    const bare = cell.replaceAll(/(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))/g, "")
    return bare.includes(",") ? decimalComma.read(bare) : plain.read(bare)
  }
}

/** Seconds of `3:45` and `1:02:03.5`. */
const clock: Notation = {
  name: "as minutes and seconds, in seconds",
  read: (cell) => {
    if (!/^(?:\d+:)?\d{1,2}:\d{2}(?:\.\d+)?$/.test(cell)) return Number.NaN
    return cell.split(":").reduce((sum, part) => 60 * sum + Number(part), 0)
  }
}

/** One unit behind every number, in the spelling of the first cell. */
const unit = (cells: ReadonlyArray<string>): ReadonlyArray<Notation> => {
  const spelling = cells.map((cell) => withUnit.exec(cell.replace(",", "."))?.[2]).find((found) => found !== undefined)
  if (spelling === undefined) return []
  return [plain, decimalComma].map(({ read }) => ({
    name: `with the unit "${spelling}" behind`,
    read: (cell) => cell.endsWith(spelling) ? read(cell.slice(0, -spelling.length).trim()) : Number.NaN
  }))
}

/**
 * Which reading of `1,234` comes first: the cells do not say. A number of three digits that has no comma, beside others
 * with one, and a point anywhere are signs of thousands, as long as no semicolon between the cells shows another country.
 */
const commas = (cells: ReadonlyArray<string>, delimiter: string): ReadonlyArray<Notation> => {
  const isMixed = delimiter === "," && cells.some((cell) => /^[-+]?\d{1,3}$/.test(cell))
  return isMixed ? [thousands, decimalComma] : [decimalComma, thousands]
}

/**
 * Reads a column in the first notation that fits all of its cells, else in the one that fits most.
 *
 * @example
 * ```ts
 * import { numberColumn } from "partita/ingest"
 * const { notation, values } = numberColumn(["[98.06]", "[137.3]", ""], ",")
 * notation // → "in brackets"
 * Array.from(values) // → [98.06, 137.3, NaN]
 * ```
 */
export const numberColumn = (written: ReadonlyArray<string>, delimiter: string): NumberColumn => {
  const cells = written.map((cell) => inAscii(cell.trim()).replace(/^\u2212/, "-"))
  const filled = cells.filter((cell) => !isMissing(cell) && !isMissing(unwrapped(cell)))
  const notations = [
    plain,
    ...commas(filled, delimiter),
    ...negatives(filled),
    inBrackets(plain.read),
    ...delimiter === "," ? [] : [inBrackets(decimalComma.read)],
    spaces,
    clock,
    ...unit(filled)
  ]
  const misses = (notation: Notation) => filled.filter((cell) => !Number.isFinite(notation.read(cell))).length
  let best = { notation: plain, missed: misses(plain) }
  for (const notation of notations) {
    if (best.missed === 0) break
    const missed = misses(notation)
    if (missed < best.missed) best = { notation, missed }
  }
  const { name, read } = best.notation
  const values = Float64Array.from(
    cells,
    (cell) => isMissing(cell) || isMissing(unwrapped(cell)) ? Number.NaN : read(cell)
  )
  const texts = cells.flatMap((cell, i) => Number.isNaN(values[i]) && !isMissing(cell) ? [i] : [])
  const finite = values.map((value) => Math.abs(value) < mostMeasured ? value : Number.NaN)
  return { values: finite, texts, notation: name }
}
