/** Distance between words, and the suggestion an error message makes from it. */

/**
 * Least number of inserted, deleted, changed and swapped neighbouring letters that turn one word into another.
 *
 * Counts Unicode code points; a letter takes part in one swap at most (optimal string alignment).
 * Source: Damerau 1964, "A technique for computer detection and correction of spelling errors".
 *
 * @example
 * ```ts
 * import { editDistance } from "partita/text"
 * editDistance("samba", "smaba") // → 1
 * ```
 */
export const editDistance = (from: string, to: string): number => {
  const a = Array.from(from)
  const b = Array.from(to)
  let beforeLast: ReadonlyArray<number> = []
  let last: ReadonlyArray<number> = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(last[j]! + 1, current[j - 1]! + 1, last[j - 1]! + change)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) best = Math.min(best, beforeLast[j - 2]! + 1)
      current.push(best)
    }
    beforeLast = last
    last = current
  }
  return last[b.length]!
}

const letters = (word: string): number => Array.from(word).length

/**
 * The candidate a mistyped word most likely meant, ignoring case: the one fewest edits away, the first of equals.
 * Undefined when none is within a third of the longer word's letters (at least one edit).
 *
 * @example
 * ```ts
 * import { nearest } from "partita/text"
 * nearest("trian", ["train", "encode", "report"]) // → "train"
 * nearest("xyz", ["train", "encode", "report"]) // → undefined
 * ```
 */
export const nearest = (word: string, candidates: ReadonlyArray<string>): string | undefined => {
  let found: string | undefined
  let fewest = Infinity
  for (const candidate of candidates) {
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase())
    const allowed = Math.max(1, Math.floor(Math.max(letters(word), letters(candidate)) / 3))
    if (edits <= allowed && edits < fewest) {
      fewest = edits
      found = candidate
    }
  }
  return found
}
