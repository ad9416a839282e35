/** What is said of a table whose columns were told apart: feature-table.ts. */
import { isLabelLike, labelColumnNames, meantColumn, trackColumns } from "./column-names.ts"
import type { Numbers } from "./columns.ts"
import type { Csv } from "./csv.ts"
import { delimiterName } from "./delimiter.ts"
import type { IngestProblem } from "./ingest-problem.ts"

/** What each column is for. Positions are into `columns`. */
export interface Roles {
  readonly id: number | undefined
  /** Whether the column of names was chosen for what is in it. */
  readonly isNamedByChoice: boolean
  readonly labels: ReadonlyArray<number>
  readonly candidates: ReadonlyArray<number>
  readonly others: ReadonlyArray<number>
}

/** What was made of the columns that may be features. */
export interface Measured {
  readonly columns: ReadonlyArray<Numbers & { readonly at: number }>
  readonly texts: ReadonlyArray<number>
  /** Positions of columns that hold hardly anything. */
  readonly empty: ReadonlyArray<number>
  readonly notations: ReadonlyMap<string, string>
}

/** Several names, each in quotes. */
const quoted = (names: ReadonlyArray<string>): string => names.map((name) => `"${name}"`).join(", ")

/**
 * Sentences on what was left out or taken another way than written: every column that is no feature and every notation
 * that is not plain is named.
 */
export const remarksOn = (
  { above, columns, delimiter, levels, repeated }: Csv,
  roles: Roles,
  { empty, notations, texts }: Measured,
  codes: ReadonlyMap<string, string>
): ReadonlyArray<string> => {
  const named = (places: ReadonlyArray<number>) => quoted(places.map((at) => columns[at]!))
  const byReason = Map.groupBy(codes, ([, reason]) => reason)
  const byNotation = Map.groupBy(notations, ([, notation]) => notation)
  const nameless = roles.id === undefined ? meantColumn(columns, trackColumns) : undefined
  const labelless = roles.labels.length === 0
    ? meantColumn(texts.map((at) => columns[at]!), labelColumnNames) ??
      texts.map((at) => columns[at]!).find(isLabelLike)
    : undefined
  return [
    ...above.length === 0 ? [] : [`passed over above the names of the columns: ${quoted(above)}`],
    ...delimiter === "," ? [] : [`cells are separated by ${delimiterName(delimiter)}`],
    ...levels === 1 ? [] : [`the names of columns are made of ${levels} lines`],
    ...repeated.length === 0
      ? []
      : [`columns that are called like one before them are told apart as ${quoted(repeated)}`],
    ...roles.id !== undefined
      ? roles.isNamedByChoice ? [`no column is known to name the tracks; ${quoted([columns[roles.id]!])} does`] : []
      : [
        `no column names the tracks, so rows are numbered${
          nameless === undefined ? "" : `; did you mean "${nameless}"?`
        }`
      ],
    ...roles.labels.length > 0
      ? []
      : [
        `no column is called ${labelColumnNames.slice(0, 3).join(", ")}, so there are no labels${
          labelless === undefined ? "" : `; did you mean "${labelless}"?`
        }`
      ],
    ...[...byReason].map(([reason, found]) =>
      `set aside, no feature: ${quoted(found.map(([name]) => name))} (${reason})`
    ),
    ...texts.length === 0 ? [] : [`left out: ${named(texts)} (text, neither a feature nor a known label)`],
    ...empty.length === 0 ? [] : [`left out: ${named(empty)} (empty in most rows)`],
    ...[...byNotation].map(([notation, found]) => `read as numbers ${notation}: ${quoted(found.map(([name]) => name))}`)
  ]
}

/** The same for the table of problems, a column a line. */
export const problemsOf = (
  csv: Csv,
  { empty, notations, texts }: Measured,
  codes: ReadonlyMap<string, string>
): ReadonlyArray<IngestProblem> => {
  const where = (at: number) => `column "${csv.columns[at]}"`
  return [
    ...csv.delimiter === "," ? [] : [{ where: "cells", problem: `are separated by ${delimiterName(csv.delimiter)}` }],
    ...texts.map((at) => ({ where: where(at), problem: "holds text; it is neither a feature nor a known label" })),
    ...empty.map((at) => ({ where: where(at), problem: "is empty in most rows; left out" })),
    ...[...codes].map(([name, reason]) => ({
      where: `column "${name}"`,
      problem: `is no feature: ${reason}; set aside`
    })),
    ...[...notations].map(([name, notation]) => ({
      where: `column "${name}"`,
      problem: `is read as numbers ${notation}`
    }))
  ]
}
