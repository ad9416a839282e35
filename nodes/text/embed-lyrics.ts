/**
 * Lyrics as positions among latent topics: TF-IDF, then truncated SVD (latent semantic analysis).
 * Tracks without lyrics lie at zero; the lyrics table says which they are. Maths: src/music/text/tf-idf.ts, truncated-svd.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { type Matrix, row, zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { EmptyVocabulary, fitTfIdf } from "../../src/music/text/tf-idf.ts"
import { truncatedSvd } from "../../src/music/text/truncated-svd.ts"
import { LyricsRow } from "../row/lyrics-row.ts"
import { presentRows, termParams, termsOf } from "../row/term-params.ts"

const Topics = Schema.Struct({
  /** Tracks with lyrics, and how many of them hold a known term. */
  documents: Schema.Int,
  described: Schema.Int,
  terms: Schema.Int,
  /** What is not as asked for: no lyrics, no vocabulary, fewer topics. Null when all is. */
  note: Schema.NullOr(Schema.String),
  /** The terms a topic weighs most, heaviest first. */
  topics: Schema.Array(Schema.Struct({ singularValue: Schema.Number, words: Schema.Array(Schema.String) }))
})

const Params = Schema.Struct({
  ...termParams,
  components: Param.positiveInt,
  oversampling: Param.count,
  iterations: Param.count,
  /** Terms by which each topic is told. */
  topWords: Param.positiveInt,
  /** Scales every track to length one, so that only the mix of topics counts. */
  unitLength: Schema.Boolean
})

interface Embedded {
  /** [track with lyrics, component] */
  readonly scores: Matrix
  readonly topics: typeof Topics.Type
}

const wordsOf = (
  weights: Float64Array,
  vocabulary: ReadonlyArray<string>,
  topWords: number
): ReadonlyArray<string> =>
  Array.from(weights.keys())
    .sort((a, b) => Math.abs(weights[b]!) - Math.abs(weights[a]!) || a - b)
    .slice(0, topWords)
    .map((term) => vocabulary[term]!)

const nothing = (documents: number, note: string): Embedded => ({
  scores: zeros(documents, 0),
  topics: { documents, described: 0, terms: 0, note, topics: [] }
})

const embed = (present: ReadonlyArray<LyricsRow>, params: typeof Params.Type, random: Random): Embedded => {
  const { model, weights } = fitTfIdf(termsOf(present, params), params)
  const components = Math.min(params.components, weights.rows, weights.cols)
  const { oversampling, iterations } = params
  const svd = truncatedSvd(weights, { components, oversampling, iterations, random })
  const found = svd.singularValues.filter((value) => value > 0).length
  return {
    scores: svd.scores,
    topics: {
      documents: present.length,
      described: present.filter((_, i) => weights.starts[i + 1]! > weights.starts[i]!).length,
      terms: weights.cols,
      note: found < params.components ? `the lyrics have ${found} topics, not ${params.components}` : null,
      topics: Array.from(svd.singularValues.subarray(0, found), (singularValue, c) => ({
        singularValue,
        words: wordsOf(row(svd.components, c), model.vocabulary, params.topWords)
      }))
    }
  }
}

/** An embedding, or none with the reason: pipelines also run where nobody sings. */
const embedOrExplain = (
  present: ReadonlyArray<LyricsRow>,
  params: typeof Params.Type,
  random: Random
): Embedded => {
  if (present.length === 0) return nothing(0, "no track has lyrics")
  try {
    return embed(present, params, random)
  } catch (cause) {
    if (cause instanceof EmptyVocabulary) return nothing(present.length, cause.message)
    throw cause
  }
}

const scaleToUnit = (vector: Float64Array): void => {
  const length = Math.hypot(...vector)
  if (length > 0) { for (let c = 0; c < vector.length; c++) vector[c]! /= length }
}

/**
 * @example
 * ```ts
 * import { embedLyrics } from "partita/nodes/text"
 * function* part({ lyrics }: Parameters<typeof embedLyrics>[0]) {
 *   const { embedding, topics } = yield* embedLyrics({ lyrics }, {
 *     terms: "words", shortest: 1, longest: 1, stopWords: "own", maxTerms: 2000, minDocuments: 2,
 *     maxDocumentShare: 0.8, sublinear: true, smooth: true, norm: "l2", components: 32, oversampling: 10,
 *     iterations: 7, topWords: 10, unitLength: true
 *   })
 *   return { embedding, topics }
 * }
 * ```
 */
export const embedLyrics = /*#__PURE__*/ Node.make("embed-lyrics", {
  seeded: true,
  params: Params,
  inputs: { lyrics: table(LyricsRow) },
  outputs: { embedding: vectors("lyrics feature"), topics: json(Topics) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const rows = yield* inputs.lyrics.rows
    const present = presentRows(rows)
    const { scores, topics } = yield* Effect.sync(() => embedOrExplain(present, params, new Random(seed)))
    const matrix = zeros(rows.length, params.components)
    let at = 0
    rows.forEach(({ state }, i) => {
      if (state !== "present") return
      const vector = row(matrix, i)
      vector.set(row(scores, at++))
      if (params.unitLength) scaleToUnit(vector)
    })
    report.summary(
      topics.note === null
        ? `${params.components} topics of ${topics.terms} terms, ${topics.described} of ${rows.length} tracks`
        : topics.note
    )
    const names = Array.from({ length: params.components }, (_, c) => `topic${c + 1}`)
    return { embedding: { ids: rows.map(({ id }) => id), names, matrix }, topics }
  })
})
