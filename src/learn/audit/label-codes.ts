/** Whether a feature has seen a label: it tells one apart everywhere, or has one value for each. */
import type { Matrix } from "../../math/matrix.ts"
import { chanceOfTelling, givesAway } from "../../math/telling-values.ts"

/** Labels of rows by column, null where a row has none. */
export type LabelColumns = Readonly<Record<string, ReadonlyArray<string | null>>>

/** A feature, by its place, and the column of labels that it tells or is told by. */
export interface LabelCode {
  readonly feature: number
  readonly column: string
  readonly how: "tells" | "told"
}

/** The first of rows that are equal: a track that is there twice tells nothing twice. */
const distinctRows = ({ cols, data, rows }: Matrix): ReadonlyArray<number> => {
  const seen = new Set<string>()
  return Array.from({ length: rows }, (_, i) => i).filter((i) => {
    const key = data.subarray(i * cols, (i + 1) * cols).join(" ")
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

/**
 * Features that give a label away by more than chance.
 *
 * Shapes: `features` [row, feature], each column of `labels` [row].
 *
 * @example
 * ```ts
 * import { labelCodes } from "partita/audit"
 * import { matrix } from "partita/math"
 * const genre = Array.from({ length: 24 }, (_, i) => ["rock", "jazz", "pop"][i % 3]!)
 * labelCodes(matrix(genre.map((_, i) => [Math.sin(i), 10 * (i % 3)])), { genre })
 * // → [{ feature: 1, column: "genre", how: "tells" }]
 * ```
 */
export const labelCodes = (features: Matrix, labels: LabelColumns): ReadonlyArray<LabelCode> => {
  const { cols, data } = features
  const rows = distinctRows(features)
  const columns = Object.entries(labels).map(([column, known]) => [column, rows.map((i) => known[i] ?? null)] as const)
  return Array.from({ length: cols }, (_, feature) => feature).flatMap((feature) => {
    const values = rows.map((i) => data[i * cols + feature]!)
    return columns.flatMap(([column, known]) => {
      const how = givesAway(values, known)
      return how === null ? [] : [{ feature, column, how }]
    })
  })
}

/**
 * Columns of labels whose code among the features would be noticed: those with two labels and rows enough.
 *
 * @example
 * ```ts
 * import { tellingColumns } from "partita/audit"
 * const genre = Array.from({ length: 40 }, (_, i) => i % 2 === 0 ? "folk" : "rock")
 * tellingColumns({ genre, mood: genre.map(() => null) }) // → ["genre"]
 * ```
 */
export const tellingColumns = (labels: LabelColumns): ReadonlyArray<string> =>
  Object.entries(labels).flatMap(([column, known]) => {
    const chance = chanceOfTelling(known, known)
    return chance !== null && chance <= Math.log(1e-3) ? [column] : []
  })
