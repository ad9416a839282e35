/** Sequences of neighbouring tokens, and of neighbouring characters within words. */
import { normalizeText } from "./tokenize.ts"

/** Shortest and longest sequence to form, both included. */
export type NGramRange = readonly [shortest: number, longest: number]

const assertRange = ([shortest, longest]: NGramRange): void => {
  if (!(Number.isInteger(shortest) && Number.isInteger(longest) && shortest >= 1 && longest >= shortest)) {
    throw new RangeError(`an n-gram range needs 1 ≤ shortest ≤ longest in whole numbers, not ${shortest} to ${longest}`)
  }
}

/**
 * Neighbouring tokens joined by spaces, shorter sequences first. Throws a RangeError for an impossible range.
 *
 * @example
 * ```ts
 * import { wordNGrams } from "partita/text"
 * wordNGrams(["walking", "home", "alone"], [1, 2]) // → ["walking", "home", "alone", "walking home", "home alone"]
 * ```
 */
export const wordNGrams = (tokens: ReadonlyArray<string>, range: NGramRange): ReadonlyArray<string> => {
  assertRange(range)
  const [shortest, longest] = range
  if (longest === 1) return tokens
  const out: Array<string> = []
  for (let n = shortest; n <= longest; n++) {
    for (let i = 0; i + n <= tokens.length; i++) out.push(tokens.slice(i, i + n).join(" "))
  }
  return out
}

/**
 * Runs of characters (code points) within words, each word with a space at both ends, as scikit-learn's `char_wb`: a
 * word shorter than n counts once, whole. Throws a RangeError for an impossible range.
 *
 * @example
 * ```ts
 * import { characterNGrams } from "partita/text"
 * characterNGrams("oh baby", [3, 3]) // → [" oh", "oh ", " ba", "bab", "aby", "by "]
 * ```
 */
export const characterNGrams = (text: string, range: NGramRange): ReadonlyArray<string> => {
  assertRange(range)
  const [shortest, longest] = range
  const out: Array<string> = []
  for (const word of normalizeText(text).split(/\s+/u)) {
    if (word === "") continue
    const letters = Array.from(` ${word} `)
    for (let n = shortest; n <= longest; n++) {
      out.push(letters.slice(0, n).join(""))
      for (let i = 1; i + n <= letters.length; i++) out.push(letters.slice(i, i + n).join(""))
      if (n >= letters.length) break
    }
  }
  return out
}
