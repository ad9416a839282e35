/** Turns lyrics into numbers, and clusters of them into words. */
export { describeWords } from "./describe-words.ts"
export { embedLyrics } from "./embed-lyrics.ts"
export { encodeSentences } from "./encode-sentences.ts"
export { judgeLyrics } from "./judge-lyrics.ts"
export { readEmbeddings } from "./read-embeddings.ts"
export { shuffleLyrics } from "./shuffle-lyrics.ts"
export { tfIdf } from "./tf-idf.ts"
