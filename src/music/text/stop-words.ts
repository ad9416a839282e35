/** Function words per language: too frequent to tell songs apart, and good for telling languages apart. */
import { bangla } from "./stop-words/bangla.ts"
import { dutch } from "./stop-words/dutch.ts"
import { englishContractions, scikitLearnEnglish } from "./stop-words/english.ts"
import { french } from "./stop-words/french.ts"
import { german } from "./stop-words/german.ts"
import { italian } from "./stop-words/italian.ts"
import { portuguese } from "./stop-words/portuguese.ts"
import { spanish } from "./stop-words/spanish.ts"
import { normalizeText } from "./tokenize.ts"

const lists = {
  bn: bangla,
  de: german,
  en: `${scikitLearnEnglish} ${englishContractions}`,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  pt: portuguese
} as const

/** ISO 639-1 codes of languages with a list. */
export type StopWordLanguage = keyof typeof lists

/**
 * All of them, sorted.
 *
 * @example
 * ```ts
 * import { stopWordLanguages } from "partita/text"
 * stopWordLanguages // → ["bn", "de", "en", "es", "fr", "it", "nl", "pt"]
 * ```
 */
export const stopWordLanguages = Object.keys(lists) as ReadonlyArray<StopWordLanguage>

const setOf = (list: string): ReadonlySet<string> =>
  new Set(normalizeText(list).split(/\s+/).filter((word) => word !== ""))

const sets = new Map<string, ReadonlySet<string>>()

/**
 * The language's function words as `tokenize` spells them; none for a language without a list.
 *
 * @example
 * ```ts
 * import { stopWordsOf } from "partita/text"
 * stopWordsOf("es").has("de") // → true
 * stopWordsOf("xx").size // → 0
 * ```
 */
export const stopWordsOf = (language: string): ReadonlySet<string> => {
  const known = sets.get(language)
  if (known !== undefined) return known
  const words = setOf(Object.hasOwn(lists, language) ? lists[language as StopWordLanguage] : "")
  sets.set(language, words)
  return words
}

/**
 * The function words of several languages.
 *
 * @example
 * ```ts
 * import { stopWordsOfAll } from "partita/text"
 * const words = stopWordsOfAll(["en", "pt"])
 * words.has("the") && words.has("não") // → true
 * ```
 */
export const stopWordsOfAll = (languages: Iterable<string>): ReadonlySet<string> =>
  new Set(Array.from(languages).flatMap((language) => [...stopWordsOf(language)]))

/**
 * Exactly scikit-learn's `stop_words="english"`, 318 words.
 *
 * @example
 * ```ts
 * import { scikitLearnStopWords } from "partita/text"
 * scikitLearnStopWords().size // → 318
 * ```
 */
export const scikitLearnStopWords = (): ReadonlySet<string> => setOf(scikitLearnEnglish)
