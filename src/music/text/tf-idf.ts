/**
 * TF-IDF: how often a term occurs in a document, weighed down by how many documents have it.
 *
 * Equal to scikit-learn's TfidfVectorizer except for ties at `maxTerms`, which it leaves to chance.
 * Source: Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval".
 */
import type { SparseMatrix } from "../../math/sparse-matrix.ts"
import { compareCodePoints } from "./code-point-order.ts"
import { countTerms, type TermCounts } from "./term-counts.ts"

/** Every choice that changes a weight; none has a default. */
export interface TfIdfOptions {
  /** Most frequent terms to keep, null for all; of equally frequent ones the first by code point. */
  readonly maxTerms: number | null
  /** Terms in fewer documents are dropped. */
  readonly minDocuments: number
  /** Terms in a larger share of the documents are dropped; in (0, 1]. */
  readonly maxDocumentShare: number
  /** Counts enter as 1 + ln count. */
  readonly sublinear: boolean
  /** idf as if one more document held every term once. */
  readonly smooth: boolean
  /** What each document's weights are divided by. */
  readonly norm: "l1" | "l2" | "none"
}

/** A learnt vocabulary with the weight of each term. Shapes: `vocabulary` [term] by code point, `idf` [term]. */
export interface TfIdfModel {
  readonly vocabulary: ReadonlyArray<string>
  readonly idf: Float64Array
  readonly options: TfIdfOptions
}

/**
 * No term is left to describe the documents with.
 *
 * @example
 * ```ts
 * import { EmptyVocabulary, fitTfIdf } from "partita/text"
 * const options = {
 *   maxTerms: null, minDocuments: 2, maxDocumentShare: 1, sublinear: false, smooth: true, norm: "l2"
 * } as const
 * try {
 *   fitTfIdf([["alone"], ["again"]], options)
 * } catch (error) {
 *   console.log(error instanceof EmptyVocabulary) // true: no term is in two documents
 * }
 * ```
 */
export class EmptyVocabulary extends Error {
  override readonly name = "EmptyVocabulary"
  readonly documents: number
  /** Distinct terms before rare and frequent ones were dropped. */
  readonly terms: number
  constructor(documents: number, terms: number, { maxDocumentShare, minDocuments }: TfIdfOptions) {
    super(
      terms === 0
        ? `${documents} documents hold no term at all; check the language of the stop words and the token pattern`
        : `none of ${terms} terms is in at least ${minDocuments} and at most ${100 * maxDocumentShare} % of ` +
          `${documents} documents; lower minDocuments or raise maxDocumentShare`
    )
    this.documents = documents
    this.terms = terms
  }
}

/**
 * Learns the vocabulary of `documents` (each a list of terms) and weighs them. Throws EmptyVocabulary.
 *
 * @example
 * ```ts
 * import { fitTfIdf } from "partita/text"
 * const { model, weights } = fitTfIdf([["home", "alone"], ["home", "again"]], {
 *   maxTerms: null, minDocuments: 1, maxDocumentShare: 1, sublinear: false, smooth: true, norm: "none"
 * })
 * model.vocabulary // → ["again", "alone", "home"]
 * model.idf // → [1.41, 1.41, 1]
 * weights.rows // → 2
 * ```
 */
export const fitTfIdf = (
  documents: Iterable<ReadonlyArray<string>>,
  options: TfIdfOptions
): { readonly model: TfIdfModel; readonly weights: SparseMatrix } => {
  const index = new Map<string, number>()
  const counts = countTerms(documents, (term) => {
    const known = index.get(term)
    if (known !== undefined) return known
    index.set(term, index.size)
    return index.size - 1
  })
  const terms = [...index.keys()]
  const n = counts.starts.length - 1
  const { documentsWith, total } = frequencies(counts, terms.length)
  const kept = chooseTerms(terms, { documentsWith, total, n }, options)
  if (kept.length === 0) throw new EmptyVocabulary(n, terms.length, options)
  const extra = options.smooth ? 1 : 0
  const idf = Float64Array.from(kept, (id) => Math.log((n + extra) / (documentsWith[id]! + extra)) + 1)
  const model = { vocabulary: kept.map((id) => terms[id]!), idf, options }
  const columnOf = new Int32Array(terms.length).fill(-1)
  kept.forEach((id, column) => columnOf[id] = column)
  return { model, weights: weigh(model, selectColumns(counts, columnOf)) }
}

/**
 * Weighs other documents with a learnt vocabulary; one that holds none of its terms becomes a row of zeros.
 *
 * @example
 * ```ts
 * import { applyTfIdf, fitTfIdf, tokenize, wordPattern } from "partita/text"
 * const terms = ["home alone", "home again"].map((text) => tokenize(text, wordPattern))
 * const { model } = fitTfIdf(terms, {
 *   maxTerms: null, minDocuments: 1, maxDocumentShare: 1, sublinear: false, smooth: true, norm: "l2"
 * })
 * applyTfIdf(model, [["home", "unheard"]]).values // → [1]
 * ```
 */
export const applyTfIdf = (model: TfIdfModel, documents: Iterable<ReadonlyArray<string>>): SparseMatrix => {
  const index = new Map(model.vocabulary.map((term, column) => [term, column]))
  const counts = countTerms(documents, (term) => index.get(term) ?? -1)
  return weigh(model, selectColumns(counts, Int32Array.from(model.vocabulary.keys())))
}

const frequencies = ({ columns, values }: TermCounts, terms: number) => {
  const documentsWith = new Int32Array(terms)
  const total = new Float64Array(terms)
  for (let k = 0; k < columns.length; k++) {
    documentsWith[columns[k]!]! += 1
    total[columns[k]!]! += values[k]!
  }
  return { documentsWith, total }
}

const chooseTerms = (
  terms: ReadonlyArray<string>,
  { documentsWith, n, total }: {
    readonly documentsWith: Int32Array
    readonly total: Float64Array
    readonly n: number
  },
  { maxDocumentShare, maxTerms, minDocuments }: TfIdfOptions
): ReadonlyArray<number> => {
  const most = maxDocumentShare * n
  const byName = (a: number, b: number) => compareCodePoints(terms[a]!, terms[b]!)
  const allowed = Array.from(terms.keys()).filter((id) => {
    const documents = documentsWith[id]!
    return documents >= minDocuments && documents <= most
  })
  if (maxTerms === null || allowed.length <= maxTerms) return allowed.sort(byName)
  return allowed.sort((a, b) => total[b]! - total[a]! || byName(a, b)).slice(0, maxTerms).sort(byName)
}

/** The counts of the columns that have a new place, in ascending order of it. */
const selectColumns = (counts: TermCounts, columnOf: Int32Array): TermCounts => {
  const n = counts.starts.length - 1
  const starts = new Int32Array(n + 1)
  const keys = new Float64Array(counts.columns.length)
  let size = 0
  for (let i = 0; i < n; i++) {
    const from = size
    for (let k = counts.starts[i]!; k < counts.starts[i + 1]!; k++) {
      const column = columnOf[counts.columns[k]!]!
      if (column >= 0) keys[size++] = column * 0x1_0000_0000 + counts.values[k]! // sorts by column, carries the count
    }
    keys.subarray(from, size).sort()
    starts[i + 1] = size
  }
  const columns = Int32Array.from(keys.subarray(0, size), (key) => Math.floor(key / 0x1_0000_0000))
  const values = Float64Array.from(keys.subarray(0, size), (key) => key % 0x1_0000_0000)
  return { starts, columns, values }
}

const weigh = ({ idf, options }: TfIdfModel, { columns, starts, values }: TermCounts): SparseMatrix => {
  const n = starts.length - 1
  const weights = new Float64Array(columns.length)
  for (let i = 0; i < n; i++) {
    let size = 0
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const frequency = options.sublinear ? 1 + Math.log(values[k]!) : values[k]!
      const weight = frequency * idf[columns[k]!]!
      weights[k] = weight
      size += options.norm === "l2" ? weight * weight : weight
    }
    if (options.norm === "none" || size === 0) continue
    const divisor = options.norm === "l2" ? Math.sqrt(size) : size
    for (let k = starts[i]!; k < starts[i + 1]!; k++) weights[k]! /= divisor
  }
  return { rows: n, cols: idf.length, starts, columns, values: weights }
}
