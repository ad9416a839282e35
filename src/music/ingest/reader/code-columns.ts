/** Numbers that are no features of sound: codes of labels, ids, years, numbers of rows. */
import { chanceOfTelling, givesAway } from "../../../math/telling-values.ts"
import type { Numbers, Words } from "./columns.ts"
import { oneOfSeveral } from "./one-of-several.ts"

/** The words of a name: "genreId", "genre_id" and "GENRE ID" are genre and id. */
const wordsOf = (name: string): ReadonlyArray<string> =>
  name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "")

const codeWords = new Set(
  "id ids idx index code codes uuid guid isrc ean upc mbid year years date decade century timestamp fold split".split(
    " "
  )
)
const labelWords = new Set(
  "label labels genre genres subgenre class classes category artist artists album albums singer composer speaker mood emotion language target"
    .split(" ")
)
const joined =
  /^(?:track|song|genre|artist|album|label|class|row|user|file|music|release|playlist)(?:id|ids|idx|no|nr|num|number|code|year|date)$/
const numbered = /^(?:track|disc|disk|row|song|clip|line|sample|serial)$/ // "track number", "disc no"
const rowNames = /^(?:unnamed: ?\d[\d.]*|index|level_\d+|rownames?|rowid|#)$/i

/** Why a name alone says that a column holds no feature; undefined where it does not. */
const namedLike = (name: string): string | undefined => {
  if (rowNames.test(name.trim())) return "named like a number of rows"
  const words = wordsOf(name)
  const isPitchClass = words.includes("pitch") || words.includes("chroma") || words.includes("spectral")
  const year = words.find((word) =>
    /^(?:years?|date|decade|century|timestamp)$/.test(word) || /^(?:release|album|track)(?:year|date)$/.test(word)
  )
  if (year !== undefined) return "named like a year or date"
  if (words.some((word) => labelWords.has(word)) && !isPitchClass) return "named like a label"
  if (words.some((word) => codeWords.has(word) || joined.test(word)) && !isPitchClass) return "named like an id"
  const [first = "", second = ""] = words
  return numbered.test(first) && /^(?:no|nr|num|number|count)$/.test(second) && words.length === 2
    ? "named like a number of tracks"
    : undefined
}

// what a whole number may well be that differs from row to row and is measured
const measured =
  /tempo|bpm|rms|energy|loud|centroid|bandwidth|roll_?off|zcr|cross|mfcc|chroma|flat|contrast|mel|onset|beat|pitch|freq|hz|spectr|durat|length|sec|ms$|sample|frame|mean|avg|var|std|min|max|median|skew|kurt|count|rate|size|byte|amp|power|flux|entropy|harm|perc|tonn|level|peak|db/i
const numberedName = /^(?:[a-z]{1,10}[_ .-]?)?\d+$|^[a-z]{1,2}$/i // f0, feature_3, 12, x

const fewestRows = 8 // below which whole numbers easily all differ

/** Whether whole numbers that all differ fill their range, or run up or down, as those of a count do. */
const isCounted = (values: Float64Array): boolean => {
  const steps = values.slice(1).map((value, i) => value - values[i]!)
  if (steps.every((step) => step === steps[0])) return true
  const range = Math.max(...values) - Math.min(...values) + 1
  const chance = values.reduce((sum, _, i) => sum + Math.log1p(-i / Math.max(range, values.length)), 0)
  return chance < Math.log(1e-3)
}

const differsInEveryRow = ({ name, values }: Numbers): string | undefined => {
  if (values.length < fewestRows || measured.test(name)) return undefined
  if (!values.every(Number.isInteger) || new Set(values).size < values.length) return undefined
  return !numberedName.test(name.trim()) || isCounted(values) ? "a whole number of its own in every row" : undefined
}

const years = [1900, 2100] as const

/** Whether whole numbers all lie where years do, and nothing in their name says that something is counted. */
const isLikeYears = ({ name, values }: Numbers): boolean =>
  values.length >= fewestRows && !measured.test(name) && new Set(values).size > 1 &&
  values.every((value) => Number.isInteger(value) && value >= years[0] && value <= years[1])

/** Whether a column is what scikit-learn calls y: few whole numbers, each in several rows. */
const isTarget = ({ name, values }: Numbers): boolean =>
  name.trim().toLowerCase() === "y" && values.every(Number.isInteger) && new Set(values).size <= values.length / 3

/** The first of rows that have the same measurements: a track that is in the table twice tells nothing twice. */
const distinctRows = (columns: ReadonlyArray<Numbers>, rows: number): ReadonlyArray<number> => {
  const all = Array.from({ length: rows }, (_, i) => i)
  const varied = columns.filter((column) =>
    new Set(column.values).size > Math.max(fewestRows, rows / 10) && namedLike(column.name) === undefined &&
    differsInEveryRow(column) === undefined
  )
  if (varied.length === 0) return all
  const seen = new Set<string>()
  return all.filter((i) => {
    const key = varied.map(({ values }) => values[i]).join(" ")
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

/** Whether equal numbers go with equal words, both ways: the numbers are then another spelling of the words. */
export const isSpelling = (numbers: ReadonlyArray<number>, words: ReadonlyArray<string | null>): boolean =>
  (chanceOfTelling(numbers, words) ?? 0) < Math.log(1e-3) && chanceOfTelling(words, numbers) !== null

/**
 * Why columns of numbers are no features, by name; those that may be features are not in it. `labels` are the columns
 * that say what a track is, `texts` all other columns of words.
 *
 * @example
 * ```ts
 * import { codeColumns } from "partita/ingest"
 * const year = { name: "year", values: Float64Array.of(1990, 2000) }
 * const tempo = { name: "tempo", values: Float64Array.of(120, 93) }
 * codeColumns([year, tempo], [], []).get("year") // → "named like a year or date"
 * ```
 */
export const codeColumns = (
  columns: ReadonlyArray<Numbers>,
  labels: ReadonlyArray<Words>,
  texts: ReadonlyArray<Words>
): ReadonlyMap<string, string> => {
  const rows = distinctRows(columns, columns[0]?.values.length ?? 0)
  const valuesOf = ({ values }: Words) => rows.map((i) => values[i] === "" ? null : values[i]!)
  const known = labels.map((words) => ({ ...words, values: valuesOf(words) }))
  const shared = new Map(oneOfSeveral(columns).flatMap((group) => group.map((name) => [name, group.length] as const)))
  const names = texts.filter(({ name }) => namedLike(name) !== undefined)
    .map((words) => ({ ...words, values: valuesOf(words) }))
  return new Map(columns.flatMap((column) => {
    const numbers = rows.map((i) => column.values[i]!)
    for (const { name, values } of known) {
      const how = givesAway(numbers, values)
      if (how === "tells") return [[column.name, `it determines "${name}"`]]
      if (how === "told") return [[column.name, `"${name}" determines it`]]
    }
    const spelt = names.find(({ values }) => isSpelling(numbers, values))
    if (spelt !== undefined) return [[column.name, `another spelling of "${spelt.name}"`]]
    const among = shared.get(column.name)
    const reason = namedLike(column.name) ?? differsInEveryRow(column) ??
      (among === undefined ? undefined : `one of ${among} of which one is 1 in every row`) ??
      (isTarget(column) ? "named like a label" : undefined) ??
      (isLikeYears(column) ? "whole numbers as those of years" : undefined)
    return reason === undefined ? [] : [[column.name, reason]]
  }))
}
