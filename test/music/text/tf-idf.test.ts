import { describe, expect, it } from "vitest"
import { type SparseMatrix, toDense } from "../../../src/math/sparse-matrix.ts"
import { characterNGrams, wordNGrams } from "../../../src/music/text/n-grams.ts"
import { applyTfIdf, EmptyVocabulary, fitTfIdf, type TfIdfOptions } from "../../../src/music/text/tf-idf.ts"
import { scikitLearnPattern, tokenize, wordPattern } from "../../../src/music/text/tokenize.ts"
import { goldenText, type GoldenTfIdf } from "../../golden/golden-text.ts"

const defaults: TfIdfOptions = {
  maxTerms: null,
  minDocuments: 1,
  maxDocumentShare: 1,
  sublinear: false,
  smooth: true,
  norm: "l2"
}
const { documents, variants } = goldenText
const words = documents.map((text) => tokenize(text, wordPattern))
const stopWords = new Set(["the", "and", "me", "my", "la", "de", "esta", "eu", "আমি", "না"])

const rowsOf = ({ columns, rows, starts, values }: SparseMatrix) =>
  Array.from(
    { length: rows },
    (_, i) =>
      Array.from({ length: starts[i + 1]! - starts[i]! }, (_, k) => [columns[starts[i]! + k], values[starts[i]! + k]!])
  )

/** Columns exactly, numbers within 1e-12. */
const expectEqual = (terms: ReadonlyArray<ReadonlyArray<string>>, options: TfIdfOptions, golden: GoldenTfIdf) => {
  const { model, weights } = fitTfIdf(terms, options)
  expect(model.vocabulary).toEqual(golden.vocabulary)
  const flat = rowsOf(weights).flat()
  const expected = golden.rows.flat()
  expect(flat.map(([column]) => column)).toEqual(expected.map(([column]) => column))
  const errors = flat.map(([, value], i) => Math.abs(value! - expected[i]![1]))
  const idfErrors = Array.from(model.idf, (value, i) => Math.abs(value - golden.idf[i]!))
  expect(Math.max(...errors, ...idfErrors)).toBeLessThan(1e-12)
}

describe("TF-IDF equals scikit-learn's", () => {
  it("with its own token pattern", () => {
    const terms = documents.map((text) => tokenize(text, scikitLearnPattern))
    expectEqual(terms, defaults, variants["default"]!)
  })

  it("with words that keep their vowel signs", () => {
    expectEqual(words, defaults, variants["indic"]!)
  })

  it("with sublinear counts, rare and frequent terms dropped", () => {
    const options = { ...defaults, sublinear: true, minDocuments: 2, maxDocumentShare: 0.6 }
    expectEqual(words, options, variants["indic_sublinear_df"]!)
  })

  it("with pairs of words and a limited vocabulary", () => {
    const terms = words.map((tokens) => wordNGrams(tokens, [1, 2]))
    expectEqual(terms, { ...defaults, maxTerms: 28 }, variants["indic_bigrams_maxf"]!)
  })

  it("without smoothing, in the l1 norm", () => {
    expectEqual(words, { ...defaults, smooth: false, norm: "l1" }, variants["indic_nosmooth_l1"]!)
  })

  it("with characters within words", () => {
    const terms = documents.map((text) => characterNGrams(text, [3, 4]))
    expectEqual(terms, { ...defaults, maxTerms: 24 }, variants["char_wb_3_4_maxf"]!)
  })

  it("without stop words", () => {
    const terms = words.map((tokens) => tokens.filter((token) => !stopWords.has(token)))
    expectEqual(terms, defaults, variants["stopwords"]!)
  })

  it("in the cosine of every two documents", () => {
    const { cols, data, rows } = toDense(fitTfIdf(words, defaults).weights)
    const dot = (i: number, j: number) => {
      let sum = 0
      for (let k = 0; k < cols; k++) sum += data[i * cols + k]! * data[j * cols + k]!
      return sum
    }
    const errors = Array.from({ length: rows * rows }, (_, ij) => {
      const [i, j] = [Math.floor(ij / rows), ij % rows]
      return Math.abs(dot(i, j) - goldenText.cosine_indic[i]![j]!)
    })
    expect(Math.max(...errors)).toBeLessThan(1e-12)
  })
})

describe("TF-IDF", () => {
  it("weighs a learnt document again as it did when it learnt it", () => {
    const { model, weights } = fitTfIdf(words, defaults)
    expect(applyTfIdf(model, words)).toEqual(weights)
  })

  it("makes a document of unknown words a row of zeros", () => {
    const { model } = fitTfIdf(words, defaults)
    const weights = applyTfIdf(model, [["zzz"], ["love"], []])
    expect(Array.from(weights.starts)).toEqual([0, 0, 1, 1])
    expect(Array.from(weights.values)).toEqual([1])
  })

  it("keeps the first by code point of equally frequent terms", () => {
    const terms = [["b", "a", "d", "c", "c"]]
    expect(fitTfIdf(terms, { ...defaults, maxTerms: 2 }).model.vocabulary).toEqual(["a", "c"])
  })

  it("sorts characters beyond the basic plane after all others, as Python does", () => {
    expect(fitTfIdf([["\u{1F600}", "\uFB01"]], defaults).model.vocabulary).toEqual(["\uFB01", "\u{1F600}"])
  })

  it("says what to do when documents hold no term", () => {
    expect(() => fitTfIdf([[], []], defaults)).toThrow(EmptyVocabulary)
    expect(() => fitTfIdf([[], []], defaults)).toThrow("check the language of the stop words")
  })

  it("says what to do when every term is too rare", () => {
    expect(() => fitTfIdf([["a"], ["b"]], { ...defaults, minDocuments: 2 })).toThrow("lower minDocuments")
  })
})
