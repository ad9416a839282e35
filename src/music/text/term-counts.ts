/** How often each term occurs in each document. */

/** Document i has `values[k]` of term `columns[k]` for `starts[i]` ≤ k < `starts[i + 1]`, in order of first use. */
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
  const placeOf: Array<number> = [] // of each term in `columns`, stale where it lies before the document's start
  for (const terms of documents) {
    const start = columns.length
    for (const term of terms) {
      const id = idOf(term)
      if (id < 0) continue
      while (placeOf.length <= id) placeOf.push(-1)
      const place = placeOf[id]!
      if (place >= start) {
        values[place]! += 1
        continue
      }
      placeOf[id] = columns.length
      columns.push(id)
      values.push(1)
    }
    starts.push(columns.length)
  }
  return { starts: Int32Array.from(starts), columns: Int32Array.from(columns), values: Float64Array.from(values) }
}
