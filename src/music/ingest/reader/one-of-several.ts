/** Labels spread over columns of 0 and 1, of which one is 1 in every row. */
import type { Numbers } from "./columns.ts"

const fewestColumns = 3 // major and minor, as 0 and 1 twice, may well be measured
const fewestRows = 8
const isMeasured = /key|mode|chord|pitch|scale|tempo|metre|meter|bpm|beat|loud|energy|mfcc|chroma/i

const isBinary = ({ values }: Numbers): boolean =>
  values.every((value) => value === 0 || value === 1) && new Set(values).size === 2

/** How many columns from `first` on share out the rows among them, 1 in exactly one; 0 where they do not. */
const sharedFrom = (columns: ReadonlyArray<Numbers>, first: number): number => {
  const sums = new Uint8Array(columns[first]!.values.length)
  for (let at = first; at < columns.length && isBinary(columns[at]!); at++) {
    columns[at]!.values.forEach((value, i) => sums[i]! += value)
    if (sums.some((sum) => sum > 1)) return 0
    if (sums.every((sum) => sum === 1)) return at - first + 1
  }
  return 0
}

/** Names of columns that together say which one of several things a row is. */
export const oneOfSeveral = (columns: ReadonlyArray<Numbers>): ReadonlyArray<ReadonlyArray<string>> => {
  const groups: Array<ReadonlyArray<string>> = []
  for (let at = 0; at < columns.length;) {
    const isLong = columns[at]!.values.length >= fewestRows && isBinary(columns[at]!)
    const count = isLong ? sharedFrom(columns, at) : 0
    const names = columns.slice(at, at + count).map(({ name }) => name)
    if (count >= fewestColumns && !names.every((name) => isMeasured.test(name))) groups.push(names)
    at += Math.max(1, count)
  }
  return groups
}
