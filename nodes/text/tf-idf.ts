/** Lyrics as weights of their terms. Maths: src/music/text/tf-idf.ts. For large vocabularies take embed-lyrics.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { zeros } from "../../src/math/matrix.ts"
import type { SparseMatrix } from "../../src/math/sparse-matrix.ts"
import { EmptyVocabulary, fitTfIdf } from "../../src/music/text/tf-idf.ts"
import { LyricsRow } from "../row/lyrics-row.ts"
import { presentRows, termParams, termsOf } from "../row/term-params.ts"

const Vocabulary = Schema.Array(Schema.Struct({
  term: Schema.String,
  idf: Schema.Number,
  /** Mean weight over the tracks that have lyrics. */
  meanWeight: Schema.Number
}))

const meanWeights = ({ cols, columns, rows, values }: SparseMatrix): Float64Array => {
  const means = new Float64Array(cols)
  columns.forEach((column, k) => means[column]! += values[k]! / rows)
  return means
}

/** The terms and their weights, or why there are none: pipelines also run where nobody sings. */
const fitOrExplain = (...given: Parameters<typeof fitTfIdf>) => {
  try {
    return fitTfIdf(...given)
  } catch (cause) {
    if (cause instanceof EmptyVocabulary) return cause.message
    throw cause
  }
}

/**
 * @example
 * ```ts
 * import { tfIdf } from "partita/nodes/text"
 * function* part({ lyrics }: Parameters<typeof tfIdf>[0]) {
 *   const { weights, vocabulary } = yield* tfIdf({ lyrics }, {
 *     terms: "words", shortest: 1, longest: 1, stopWords: "own", maxTerms: 2000, minDocuments: 2,
 *     maxDocumentShare: 0.8, sublinear: true, smooth: true, norm: "l2"
 *   })
 *   return { weights, vocabulary }
 * }
 * ```
 */
export const tfIdf = /*#__PURE__*/ Node.make("tf-idf", {
  params: Schema.Struct(termParams),
  inputs: { lyrics: table(LyricsRow) },
  outputs: { weights: vectors("lyrics feature"), vocabulary: json(Vocabulary) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const rows = yield* inputs.lyrics.rows
    const present = presentRows(rows)
    const fitted = fitOrExplain(termsOf(present, params), params)
    if (typeof fitted === "string") {
      report.summary(`no terms: ${fitted}`)
      return {
        weights: { ids: rows.map(({ id }) => id), names: [], matrix: zeros(rows.length, 0) },
        vocabulary: []
      }
    }
    const { model, weights } = fitted
    const matrix = zeros(rows.length, weights.cols)
    let at = 0
    rows.forEach(({ state }, i) => {
      if (state !== "present") return
      for (let k = weights.starts[at]!; k < weights.starts[at + 1]!; k++) {
        matrix.data[i * weights.cols + weights.columns[k]!] = weights.values[k]!
      }
      at++
    })
    const means = meanWeights(weights)
    report.summary(`${weights.cols} terms in ${present.length} of ${rows.length} tracks`)
    return {
      weights: { ids: rows.map(({ id }) => id), names: model.vocabulary.map((term) => `word:${term}`), matrix },
      vocabulary: model.vocabulary.map((term, i) => ({ term, idf: model.idf[i]!, meanWeight: means[i]! }))
    }
  })
})
