/** Transcripts as a study weighed them: one group of steps. */
import { concatenate } from "../../nodes/fuse/concatenate.ts"
import type { Track } from "../../nodes/row/track.ts"
import { cleanTranscripts } from "../../nodes/study/clean-transcripts.ts"
import { judgeLyrics } from "../../nodes/text/judge-lyrics.ts"
import { tfIdf } from "../../nodes/text/tf-idf.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"

/** Places cleaning and weighing: transcripts as weights of at most 128 words, and the same with unit variance each. "[Instrumental]" counts as a word. */
export function* transcriptSpaces(found: Ref<Table<Track>>) {
  const { tracks } = yield* cleanTranscripts({ tracks: found }, { fewestCharacters: 10 })
  const { lyrics } = yield* judgeLyrics({ tracks }, { languages: ["en"], minimumWords: 1, remarks: "text" })
  const { weights } = yield* tfIdf({ lyrics }, {
    terms: "scikit-learn",
    shortest: 1,
    longest: 1,
    stopWords: "scikit-learn",
    maxTerms: 128,
    minDocuments: 1,
    maxDocumentShare: 1,
    sublinear: false,
    smooth: true,
    norm: "l2"
  })
  const alone = { audioWeight: 0, lyricsWeight: 1, components: null } as const // beside nothing
  const { fused } = yield* concatenate.as("standardize-words")(
    { audio: weights, embedding: weights, lyrics },
    { scaling: "columns", ...alone }
  )
  const raw = { name: "TF-IDF", vectors: weights, run: 0 }
  return { tracks, lyrics, weights, raw, scaled: { name: "TF-IDF, standardised", vectors: fused, run: 0 } }
}
