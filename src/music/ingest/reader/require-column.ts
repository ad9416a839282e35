/** Columns a table must have. */
import { nearest } from "../../text/edit-distance.ts"
import { UnusableInput } from "./unusable-input.ts"

/** Position of a column. Throws UnusableInput that lists the columns and suggests the one that was meant. */
export const requireColumn = (columns: ReadonlyArray<string>, name: string, source: string): number => {
  const at = columns.indexOf(name)
  if (at >= 0) return at
  const meant = nearest(name, columns)
  const listed = columns.length <= 12 ? columns : [...columns.slice(0, 4), "…", ...columns.slice(-4)]
  throw new UnusableInput({
    what: `there is no column "${name}"`,
    where: source,
    hint: `${meant === undefined ? "" : `did you mean "${meant}"? `}columns: ${listed.join(", ")}`
  })
}
