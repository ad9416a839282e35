/** Text into tokens: words of any script, or letters within words. Next: n-grams.ts, tf-idf.ts. */

/**
 * Two or more letters, marks, digits, underscores or joiners. Marks count, so the vowel signs of Bangla, Hindi or Tamil
 * stay within their word; the joiners U+200C and U+200D do so in Bangla and Persian.
 *
 * @example
 * ```ts
 * import { tokenize, wordPattern } from "partita/text"
 * tokenize("আমার গান", wordPattern) // → ["আমার", "গান"]
 * ```
 */
export const wordPattern = /[\p{L}\p{M}\p{N}_\u200c\u200d]{2,}/gu

/**
 * scikit-learn's default `\b\w\w+\b`, which ends a word at every vowel sign: for reproducing its results only.
 *
 * @example
 * ```ts
 * import { scikitLearnPattern, tokenize } from "partita/text"
 * tokenize("আমার গান", scikitLearnPattern) // → ["আম"]
 * ```
 */
export const scikitLearnPattern = /[\p{L}\p{N}_]{2,}/gu

/**
 * `text` in composed form (NFC) and lower case, so that one spelling has one sequence of code points.
 *
 * @example
 * ```ts
 * import { normalizeText } from "partita/text"
 * normalizeText("CORAÇA\u0303O") // → "coração"
 * ```
 */
export const normalizeText = (text: string): string => text.normalize("NFC").toLowerCase()

/**
 * All that matches `pattern`, in order, after `normalizeText`. `pattern` has the flags g and u.
 *
 * @example
 * ```ts
 * import { tokenize, wordPattern } from "partita/text"
 * tokenize("Rock 'n' Roll, আমার গান", wordPattern) // → ["rock", "roll", "আমার", "গান"]
 * ```
 */
export const tokenize = (text: string, pattern: RegExp): ReadonlyArray<string> =>
  normalizeText(text).match(pattern) ?? []
