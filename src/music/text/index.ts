/** Words in, numbers out: from lyrics to tokens, weights and vectors, and to the language they are in. */
export { editDistance, nearest } from "./edit-distance.ts"
export { identifyLanguage, type LanguageGuess } from "./language.ts"
export { judgeLyrics, type Lyrics, type LyricsState } from "./lyrics-state.ts"
export { characterNGrams, type NGramRange, wordNGrams } from "./n-grams.ts"
export { type Unfurnished, withoutFurniture } from "./page-furniture.ts"
export { countScripts, type Script, scriptOf } from "./script.ts"
export {
  encodeSentences,
  type Encoding,
  type SentenceOptions,
  type Sentences,
  type SequenceModel,
  type TokenBatch,
  type TokenEncoder
} from "./sentence-encoder.ts"
export {
  scikitLearnStopWords,
  type StopWordLanguage,
  stopWordLanguages,
  stopWordsOf,
  stopWordsOfAll
} from "./stop-words.ts"
export { type TellingTerm, tellingTerms } from "./telling-terms.ts"
export { applyTfIdf, EmptyVocabulary, fitTfIdf, type TfIdfModel, type TfIdfOptions } from "./tf-idf.ts"
export { normalizeText, scikitLearnPattern, tokenize, wordPattern } from "./tokenize.ts"
export { projectSparse, type TruncatedSvd, truncatedSvd, type TruncatedSvdOptions } from "./truncated-svd.ts"
