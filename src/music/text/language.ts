/**
 * In which of a few given languages a text is written. Nothing is trained: a script that only one of them uses, function
 * words and letters decide, so that it holds for lyrics of any genre. Accuracy: test/music/text/language.test.ts.
 */
import { type Script, scriptOf } from "./script.ts"
import { stopWordsOf } from "./stop-words.ts"
import { tokenize } from "./tokenize.ts"

/** `language` is null when undetermined; `confidence` in [0, 1] is how far the best lies ahead of the next. */
export interface LanguageGuess {
  readonly language: string | null
  readonly confidence: number
}

/** Runs of letters and marks, single ones too: "e", "é", "y" and "à" say much. */
const runs = /[\p{L}\p{M}\u200c\u200d]+/gu

const letters: Readonly<Record<string, RegExp>> = {
  de: /[äöüß]/u,
  es: /ñ|ción|dad$|^ll/u,
  fr: /[œùûëïî]|[çèê]/u,
  it: /[òìù]/u,
  pt: /[ãõ]|[çê]|lh|nh|dade$/u,
  nl: /ij|[aou]{2}k/u
}
const letterVote = 0.5 // a spelling is weaker evidence than a function word: names and loans travel
const leastEvidence = 0.05 // votes per word; Zipf's law gives a text of the language about 0.3
const leastConfidence = 0.1

const patternOfScript = (script: Script): RegExp =>
  script === "Han"
    ? /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
    : new RegExp(`\\p{Script=${script}}`, "u")

/** Splits one vote among the languages that claim a word. */
const vote = (votes: Map<string, number>, claimants: ReadonlyArray<string>, weight: number): void => {
  for (const language of claimants) votes.set(language, votes.get(language)! + weight / claimants.length)
}

/**
 * The most likely of `candidates` (ISO 639-1 codes). Undetermined for a text without words, without evidence, or with
 * nearly as much evidence for another candidate. A language outside `candidates` may pass for its nearest relative.
 *
 * Source: stop-word counts after Grefenstette 1995, "Comparing two language identification schemes".
 *
 * @example
 * ```ts
 * import { identifyLanguage } from "partita/text"
 * identifyLanguage("the rain is in the street and so am I", ["en", "es", "pt"]).language // → "en"
 * identifyLanguage("1, 2, 3, 4", ["en", "pt"]).language // → null
 * ```
 */
export const identifyLanguage = (text: string, candidates: ReadonlyArray<string>): LanguageGuess => {
  const votes = new Map(candidates.map((language) => [language, 0]))
  const groups = [...Map.groupBy(candidates, scriptOf)].map(([script, languages]) => ({
    pattern: patternOfScript(script),
    languages
  }))
  let total = 0
  for (const [word, occurrences] of Map.groupBy(tokenize(text, runs), (each) => each)) {
    const weight = 1 + Math.log(occurrences.length) // a chorus of one word is little more than the word
    total += weight
    const group = groups.find(({ pattern }) => pattern.test(word))
    if (group === undefined) continue
    const { languages } = group
    if (languages.length === 1 && scriptOf(languages[0]!) !== "Latin") {
      vote(votes, languages, weight)
      continue
    }
    vote(votes, languages.filter((language) => stopWordsOf(language).has(word)), weight)
    vote(votes, languages.filter((language) => letters[language]?.test(word)), letterVote * weight)
  }
  return choose(votes, total)
}

const choose = (votes: ReadonlyMap<string, number>, total: number): LanguageGuess => {
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1])
  if (first === undefined || first[1] === 0) return { language: null, confidence: 0 }
  const behind = second?.[1] ?? 0
  const confidence = (first[1] - behind) / (first[1] + behind)
  const isClear = first[1] >= leastEvidence * total && confidence >= leastConfidence
  return { language: isClear ? first[0] : null, confidence }
}
