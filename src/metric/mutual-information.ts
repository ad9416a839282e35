/** Mutual information of two labellings and its normalised and chance-corrected forms. Units: nats. */
import { type Contingency, contingency } from "./contingency.ts"

const entropy = (counts: Float64Array, total: number): number =>
  -counts.reduce((sum, count) => count === 0 ? sum : sum + (count / total) * Math.log(count / total), 0)

const mutual = ({ cells, cols, rows, total }: Contingency): number => {
  let sum = 0
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < cols.length; j++) {
      const count = cells[i * cols.length + j]!
      if (count > 0) sum += (count / total) * Math.log(count * total / (rows[i]! * cols[j]!))
    }
  }
  return Math.max(0, sum)
}

/** 2 I / (H + H), the arithmetic mean as normaliser; 1 when both labellings are constant. */
export const normalizedMutualInformation = (truth: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const table = contingency(truth, labels)
  if (table.rows.length === table.cols.length && table.rows.length <= 1) return 1
  const information = mutual(table)
  const mean = (entropy(table.rows, table.total) + entropy(table.cols, table.total)) / 2
  return information === 0 || mean === 0 ? 0 : information / mean
}

const logFactorials = (n: number): Float64Array => {
  const table = new Float64Array(n + 1)
  for (let i = 2; i <= n; i++) table[i] = table[i - 1]! + Math.log(i)
  return table
}

/** Expected mutual information of random labellings with these margins (hypergeometric model). */
const expectedMutual = ({ cols, rows, total }: Contingency): number => {
  const log = logFactorials(total)
  let sum = 0
  for (const a of rows) {
    for (const b of cols) {
      for (let n = Math.max(1, a + b - total); n <= Math.min(a, b); n++) {
        const weight = log[a]! + log[b]! + log[total - a]! + log[total - b]! - log[total]! - log[n]! - log[a - n]! -
          log[b - n]! - log[total - a - b + n]!
        sum += (n / total) * Math.log(total * n / (a * b)) * Math.exp(weight)
      }
    }
  }
  return sum
}

/**
 * Mutual information corrected for chance: 0 on average for independent labellings, 1 for equal ones, and 0 for equal
 * ones of single tracks, which chance always gets right.
 * Source: Vinh, Epps & Bailey 2010, Information theoretic measures for clusterings comparison.
 */
export const adjustedMutualInformation = (truth: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const table = contingency(truth, labels)
  if (table.rows.length === table.cols.length && table.rows.length <= 1) return 1
  const expected = expectedMutual(table)
  const mean = (entropy(table.rows, table.total) + entropy(table.cols, table.total)) / 2
  const range = mean - expected
  const excess = mutual(table) - expected
  const tiny = Number.EPSILON
  if (Math.abs(excess) <= 8 * tiny * expected) return 0 // what rounding leaves of 0
  return excess / (range < 0 ? Math.min(range, -tiny) : Math.max(range, tiny))
}
