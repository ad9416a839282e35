/** Mutual information of two labellings and its normalised and chance-corrected forms. Units: nats. */
import { type Contingency, contingency } from "./contingency.ts"

/** Entropy of a distribution given by counts. */
export const entropy = (counts: Float64Array, total: number): number =>
  -counts.reduce((sum, count) => count === 0 ? sum : sum + (count / total) * Math.log(count / total), 0)

/** Mutual information of the labellings a contingency table was made from, 0 or more. */
export const mutual = ({ cells, cols, rows, total }: Contingency): number => {
  let sum = 0
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < cols.length; j++) {
      const count = cells[i * cols.length + j]!
      if (count > 0) sum += (count / total) * Math.log(count * total / (rows[i]! * cols[j]!))
    }
  }
  return Math.max(0, sum)
}

/**
 * Mutual information as a share of the labellings' entropies: 2 I / (H + H), the arithmetic mean as normaliser; 1 when
 * both labellings are constant.
 *
 * @example
 * ```ts
 * import { normalizedMutualInformation } from "partita/metric"
 * normalizedMutualInformation([0, 0, 1, 1], [0, 0, 1, 2]) // → 0.8
 * ```
 */
export const normalizedMutualInformation = (truth: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const table = contingency(truth, labels)
  if (table.rows.length === table.cols.length && table.rows.length <= 1) return 1
  const information = mutual(table)
  const mean = (entropy(table.rows, table.total) + entropy(table.cols, table.total)) / 2
  return information === 0 || mean === 0 ? 0 : information / mean
}

const logFactorials = (n: number): Float64Array => {
  const table = new Float64Array(n + 1)
  let lost = 0 // Kahan 1965: without it the sum of a million logarithms is off by 1e-7
  for (let i = 2; i <= n; i++) {
    const term = Math.log(i) - lost
    const sum = table[i - 1]! + term
    lost = sum - table[i - 1]! - term
    table[i] = sum
  }
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
 *
 * @example
 * ```ts
 * import { adjustedMutualInformation } from "partita/metric"
 * adjustedMutualInformation([0, 0, 1, 1], [1, 1, 0, 0]) // → 1
 * ```
 */
export const adjustedMutualInformation = (truth: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const table = contingency(truth, labels)
  const { cols, rows, total } = table
  if (rows.length === cols.length && rows.length <= 1) return 1
  // these margins fix the information, so that it never differs from what chance gives
  if ([rows.length, cols.length].some((count) => count === 1 || count === total)) return 0
  const expected = expectedMutual(table)
  const mean = (entropy(rows, total) + entropy(cols, total)) / 2
  return (mutual(table) - expected) / (mean - expected)
}
