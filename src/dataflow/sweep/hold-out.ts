/**
 * Two shares of the rows that results are scored by: settings are chosen on the one, and the winner is scored on the other,
 * which no choice has seen. What belongs together, such as the tracks of an artist, is on one side.
 *
 * Source: Cawley & Talbot 2010, "On over-fitting in model selection and subsequent selection bias".
 */
import { digestOf } from "../../format/digest.ts"

/** Which share of the rows. */
export type Side = "selection" | "held-out"

/** `groups` are columns that say what belongs together, the first that is not null; a row without any stands alone. */
export interface HoldOut {
  readonly groups: ReadonlyArray<string>
  readonly seed: number
}

const digits = 8

/**
 * The side of a group: by its name and the seed alone, so that it is the same in all trials, whatever rows they have.
 *
 * @example
 * ```ts
 * sideOf("Nina Simone", 7) === sideOf("Nina Simone", 7) // → true
 * ```
 */
export const sideOf = (group: string, seed: number): Side =>
  Number.parseInt(digestOf(`${seed}\n${group}`).slice(0, digits), 16) < 16 ** digits / 2 ? "selection" : "held-out"

const isText = (value: unknown): value is string => typeof value === "string" && value !== ""

/** The side of every id of these tables: a row's group is that of the first table which knows one. */
export const sidesOf = (
  tables: ReadonlyArray<ReadonlyArray<Readonly<Record<string, unknown>>>>,
  { groups, seed }: HoldOut
): ReadonlyMap<string, Side> => {
  const groupOf = new Map<string, string | undefined>()
  for (const rows of tables) {
    for (const row of rows) {
      const { id } = row
      if (!isText(id) || groupOf.get(id) !== undefined) continue
      groupOf.set(id, groups.map((column) => row[column]).find(isText))
    }
  }
  return new Map([...groupOf].map(([id, group]) => [id, sideOf(group ?? id, seed)]))
}
