import { describe, expect, it } from "vitest"
import { gramMatrix, transpose } from "../../../src/math/matrix-product.ts"
import { type Matrix, matrix, row } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import type { SparseMatrix } from "../../../src/math/sparse-matrix.ts"
import { fitTfIdf } from "../../../src/music/text/tf-idf.ts"
import { tokenize, wordPattern } from "../../../src/music/text/tokenize.ts"
import { projectSparse, truncatedSvd } from "../../../src/music/text/truncated-svd.ts"
import { goldenText } from "../../golden/golden-text.ts"

const { weights } = fitTfIdf(goldenText.documents.map((text) => tokenize(text, wordPattern)), {
  maxTerms: null,
  minDocuments: 1,
  maxDocumentShare: 1,
  sublinear: false,
  smooth: true,
  norm: "l2"
})
const options = (components: number, seed = 1) => ({
  components,
  oversampling: 10,
  iterations: 5,
  random: new Random(seed)
})

const sparse = ({ cols, data, rows }: Matrix): SparseMatrix => {
  const entries = Array.from(data.keys()).filter((at) => data[at] !== 0)
  return {
    rows,
    cols,
    starts: Int32Array.from({ length: rows + 1 }, (_, i) => entries.filter((at) => at < i * cols).length),
    columns: Int32Array.from(entries, (at) => at % cols),
    values: Float64Array.from(entries, (at) => data[at]!)
  }
}
const largestGap = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)))
const identity = (n: number) =>
  matrix(Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => +(i === j))))

describe("truncated SVD", () => {
  it("equals scikit-learn's exact solver on the golden documents, signs included", () => {
    const { components, scores, singularValues } = truncatedSvd(weights, options(4))

    expect(largestGap(singularValues, goldenText.lsa4.singular_values)).toBeLessThan(1e-12)
    expect(largestGap(components.data, goldenText.lsa4.components.flat())).toBeLessThan(1e-10)
    expect(largestGap(scores.data, goldenText.lsa4.transform.flat())).toBeLessThan(1e-10)
  })

  it("gives the same bytes for the same seed", () => {
    expect(truncatedSvd(weights, options(3))).toEqual(truncatedSvd(weights, options(3)))
  })

  it("finds the same directions from another seed", () => {
    const [one, other] = [truncatedSvd(weights, options(4, 1)), truncatedSvd(weights, options(4, 2))]
    expect(largestGap(one.components.data, other.components.data)).toBeLessThan(1e-9)
  })

  it("has components of length one at right angles", () => {
    const { components } = truncatedSvd(weights, options(4))
    expect(largestGap(gramMatrix(transpose(components)).data, identity(4).data)).toBeLessThan(1e-12)
  })

  it("makes components beyond the rank zero instead of noise", () => {
    const rankOne = sparse(matrix([[1, 2, 0], [2, 4, 0], [0, 0, 0]]))
    const { components, scores, singularValues } = truncatedSvd(rankOne, options(3))
    expect(singularValues[0]).toBeCloseTo(5, 12)
    expect(Array.from(singularValues.subarray(1))).toEqual([0, 0])
    expect(Array.from(row(components, 1))).toEqual([0, 0, 0])
    expect(Array.from(row(scores, 2))).toEqual([0, 0, 0])
  })

  it("takes a component for zero whose digits are rounding", () => {
    const faint = sparse(matrix([[1, 0], [0, 8e-7]]))
    const { singularValues } = truncatedSvd(faint, { ...options(2, 5), iterations: 0 })
    expect(singularValues[0]).toBeCloseTo(1, 12)
    expect(singularValues[1]).toBe(0)
  })

  it("survives a matrix of zeros", () => {
    const { scores, singularValues } = truncatedSvd(sparse(matrix([[0, 0], [0, 0]])), options(1))
    expect([...singularValues, ...scores.data]).toEqual([0, 0, 0])
  })

  it("projects a known document to its own scores", () => {
    const { components, scores } = truncatedSvd(weights, options(4))
    expect(projectSparse(weights, components)).toEqual(scores)
  })

  it("says how many components there can be", () => {
    expect(() => truncatedSvd(weights, options(13))).toThrow("12 documents of 92 terms have 1 to 12 components, not 13")
  })
})
