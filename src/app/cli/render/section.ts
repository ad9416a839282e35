import { alignColumns } from "./columns.ts"
import type { Style } from "./style.ts"

/** A quiet title over indented, aligned rows; nothing where there are no rows. */
export const section = (
  title: string,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  style: Style
): ReadonlyArray<string> =>
  rows.length === 0 ? [] : [style.quiet(title), ...alignColumns(rows).map((line) => `  ${line}`)]
