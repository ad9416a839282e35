/** How often each term occurs in each document. */

/** Document i has `values[k]` of term `columns[k]`, ascending, for `starts[i]` ≤ k < `starts[i + 1]`. */
export interface TermCounts {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

/** Counts terms by the number that `idOf` gives them; negative numbers are left out. */
export const countTerms = (
  documents: Iterable<ReadonlyArray<string>>,
  idOf: (term: string) => number
): TermCounts => {
  const starts = [0]
  const columns: Array<number> = []
  const values: Array<number> = []
  for (const terms of documents) {
    const counts = new Map<number, number>()
    for (const term of terms) {
      const id = idOf(term)
      if (id >= 0) counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    for (const id of [...counts.keys()].sort((a, b) => a - b)) {
      columns.push(id)
      values.push(counts.get(id)!)
    }
    starts.push(columns.length)
  }
  return { starts: Int32Array.from(starts), columns: Int32Array.from(columns), values: Float64Array.from(values) }
}
