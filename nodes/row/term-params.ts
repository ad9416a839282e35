/** How lyrics become weighted terms: parameters that several nodes share, and what they mean. */
import * as Schema from "effect/Schema"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { characterNGrams, wordNGrams } from "../../src/music/text/n-grams.ts"
import {
  scikitLearnStopWords,
  stopWordLanguages,
  stopWordsOf,
  stopWordsOfAll
} from "../../src/music/text/stop-words.ts"
import { scikitLearnPattern, tokenize, wordPattern } from "../../src/music/text/tokenize.ts"
import type { LyricsRow } from "./lyrics-row.ts"

/** Fields of a parameter struct. Meaning of the weights: src/music/text/tf-idf.ts. */
export const termParams = {
  /** `scikit-learn` is its own token pattern, which breaks Bangla at vowel signs; `characters` are runs within words. */
  terms: Schema.Literals(["words", "scikit-learn", "characters"]),
  shortest: Param.positiveInt,
  longest: Param.positiveInt,
  /** `own` drops the function words of a track's own language, or of all when undetermined. Characters drop none. */
  stopWords: Schema.Literals(["own", "scikit-learn", "none"]),
  maxTerms: Schema.NullOr(Param.positiveInt),
  minDocuments: Param.positiveInt,
  maxDocumentShare: Schema.Finite.check(Schema.isGreaterThan(0), Schema.isLessThanOrEqualTo(1)),
  sublinear: Schema.Boolean,
  smooth: Schema.Boolean,
  norm: Schema.Literals(["l1", "l2", "none"])
} as const

const TermParams = Schema.Struct(termParams)
type TermParams = typeof TermParams.Type

/** The terms of each text, one after the other, so that only one text's terms are held at a time. */
export function* termsOf(rows: Iterable<LyricsRow>, params: TermParams): Generator<ReadonlyArray<string>> {
  const range = [params.shortest, params.longest] as const
  const english = scikitLearnStopWords()
  const all = stopWordsOfAll(stopWordLanguages)
  const stopWordsFor = (language: string | null): ReadonlySet<string> => {
    switch (params.stopWords) {
      case "none":
        return new Set()
      case "scikit-learn":
        return english
      case "own":
        return language === null ? all : stopWordsOf(language)
    }
  }
  for (const { language, text } of rows) {
    if (params.terms === "characters") {
      yield characterNGrams(text, range)
      continue
    }
    const stopped = stopWordsFor(language)
    const tokens = tokenize(text, params.terms === "words" ? wordPattern : scikitLearnPattern)
    yield wordNGrams(tokens.filter((token) => !stopped.has(token)), range)
  }
}

/** Rows that have words. */
export const presentRows = (rows: ReadonlyArray<LyricsRow>): ReadonlyArray<LyricsRow> =>
  rows.filter(({ state }) => state === "present")
