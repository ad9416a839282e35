/** The lyrics of tracks as numbers: judged, weighed and reduced to topics. One group of steps that pipelines share. */
import { embedLyrics } from "../../nodes/text/embed-lyrics.ts"
import { judgeLyrics } from "../../nodes/text/judge-lyrics.ts"
import { tfIdf } from "../../nodes/text/tf-idf.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"

/** Single words, weighed; the parameters of tf-idf.ts. */
export const lyricsTerms = {
  terms: "words",
  shortest: 1,
  longest: 1,
  stopWords: "own",
  maxTerms: 2000,
  minDocuments: 2,
  maxDocumentShare: 0.8,
  sublinear: true,
  smooth: true,
  norm: "l2"
} as const

/** Places judge-lyrics and embed-lyrics for tracks in the order of their features. */
export function* lyricsOf(tracks: Ref<Table<{ readonly id: string; readonly lyrics: string | null }>>) {
  const { coverage, lyrics } = yield* judgeLyrics({ tracks }, {
    languages: ["en", "es", "pt", "bn", "fr", "de", "it"],
    minimumWords: 5,
    remarks: "states"
  })
  const { embedding, topics } = yield* embedLyrics({ lyrics }, {
    ...lyricsTerms,
    components: 32,
    oversampling: 10,
    iterations: 7,
    topWords: 10,
    unitLength: true
  })
  return { lyrics, coverage, embedding, topics }
}

/** Places tf-idf on judged lyrics: weights of single words, for describing clusters. */
export const wordsOf = (lyrics: Parameters<typeof tfIdf>[0]["lyrics"]) => tfIdf({ lyrics }, lyricsTerms)
