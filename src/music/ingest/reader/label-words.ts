/** Words for labels that are written as numbers: `label` 0, 1, 2 beside `label_name` rock, jazz, pop. */
import { isSpelling } from "./code-columns.ts"
import { columnKey, isLabelLike } from "./column-names.ts"
import type { Words } from "./columns.ts"

const isCode = (cell: string): boolean => /^-?\d+(?:\.0*)?$/.test(cell)

/** The column of words that says the same as a column of codes, and is called like it or like a label; undefined where none does. */
export const wordsOfCodes = (codes: Words, texts: ReadonlyArray<Words>): Words | undefined => {
  const given = codes.values.filter((cell) => cell !== "")
  if (given.length === 0 || !given.every(isCode)) return undefined
  const key = columnKey(codes.name)
  const orNull = ({ values }: Words) => values.map((cell) => cell === "" ? null : cell)
  return texts.find((text) =>
    (isLabelLike(text.name) || columnKey(text.name).startsWith(key)) &&
    isSpelling(codes.values.map((cell) => cell === "" ? Number.NaN : Number(cell)), orNull(text))
  )
}
