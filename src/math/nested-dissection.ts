/** An order of elimination that keeps a sparse symmetric matrix's factor sparse. */
import type { SparseMatrix } from "./sparse-matrix.ts"

const leastShare = 0.2 // of the rows, on either side of what separates them
const smallest = 16 // rows whose order hardly matters

/** Rows of one part, by their distance in steps from the last found one, and where each distance starts. */
interface Levels {
  readonly rows: Int32Array
  readonly starts: ReadonlyArray<number>
}

/** Walks the rows that `partOf` says belong to a part, nearest to `first` first. */
const walk = (m: SparseMatrix, partOf: Int32Array, part: number, first: number, seen: Uint8Array): Levels => {
  const rows = [first]
  const starts = [0]
  seen[first] = 1
  for (let at = 0, end = 1; at < end; end = rows.length) {
    starts.push(end)
    for (; at < end; at++) {
      for (let k = m.starts[rows[at]!]!; k < m.starts[rows[at]! + 1]!; k++) {
        const next = m.columns[k]!
        if (partOf[next] !== part || seen[next] === 1) continue
        seen[next] = 1
        rows.push(next)
      }
    }
  }
  for (const row of rows) seen[row] = 0
  return { rows: Int32Array.from(rows), starts }
}

/** Levels from a row about as far away as there is. */
const walkFromEdge = (m: SparseMatrix, partOf: Int32Array, part: number, first: number, seen: Uint8Array): Levels => {
  const there = walk(m, partOf, part, first, seen)
  return walk(m, partOf, part, there.rows.at(-1)!, seen)
}

/** The level with the fewest rows that leaves a fair share on either side. */
const thinnest = (starts: ReadonlyArray<number>, count: number): number | undefined => {
  let best: number | undefined
  const size = (level: number) => starts[level + 1]! - starts[level]!
  for (let level = 1; level + 2 < starts.length; level++) {
    if (starts[level]! < leastShare * count || starts[level + 1]! > (1 - leastShare) * count) continue
    if (best === undefined || size(level) < size(best)) best = level
  }
  return best
}

/**
 * Rows in an order of elimination: both sides of a separating level first, each in such an order itself, then what
 * separates them. Shapes: `m` [n, n], its entries symmetric → [n].
 * Source: George & Liu 1978, An automatic nested dissection algorithm for irregular finite element problems.
 */
export const nestedDissection = (m: SparseMatrix): Int32Array => {
  const n = m.rows
  const order = new Int32Array(n)
  const partOf = new Int32Array(n)
  const seen = new Uint8Array(n)
  let free = n // places from the end backwards: separators go last
  let parts = 0
  const waiting: Array<readonly [part: number, rows: Int32Array]> = [[0, Int32Array.from({ length: n }, (_, i) => i)]]
  const place = (rows: Int32Array, part: number): void => {
    for (const row of rows) {
      order[--free] = row
      partOf[row] = part
    }
  }
  const wait = (rows: Int32Array): void => {
    if (rows.length === 0) return
    parts++
    for (const row of rows) partOf[row] = parts
    waiting.push([parts, rows])
  }
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const [part, all] = one
    if (all.length <= smallest) {
      place(all, -1)
      continue
    }
    const { rows, starts } = walkFromEdge(m, partOf, part, all[0]!, seen)
    if (rows.length < all.length) {
      wait(rows)
      wait(all.filter((row) => partOf[row] === part))
      continue
    }
    const middle = thinnest(starts, rows.length)
    if (middle === undefined) {
      place(rows, -1)
      continue
    }
    const [from, to] = [starts[middle]!, starts[middle + 1]!]
    for (let at = to; at < rows.length; at++) seen[rows[at]!] = 1
    const touchesBeyond = (row: number): boolean => {
      for (let k = m.starts[row]!; k < m.starts[row + 1]!; k++) if (seen[m.columns[k]!] === 1) return true
      return false
    }
    const level = rows.subarray(from, to)
    const separator = level.filter(touchesBeyond)
    const near = level.filter((row) => !touchesBeyond(row))
    for (let at = to; at < rows.length; at++) seen[rows[at]!] = 0
    place(separator, -1)
    wait(Int32Array.from([...rows.subarray(0, from), ...near]))
    wait(rows.slice(to))
  }
  return order
}
