import { describe, expect, it } from "vitest"
import { pca } from "../../../src/learn/projection/pca.ts"
import { fitStandardScaler, standardize } from "../../../src/learn/projection/standard-scaler.ts"
import { matrix, row, zeros } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet, results, sets } from "../../golden/golden-cluster.ts"

interface Golden {
  readonly standard_scaler: { readonly mean: ReadonlyArray<number>; readonly scale: ReadonlyArray<number> }
  readonly pca: {
    readonly n_components: number
    readonly components: ReadonlyArray<ReadonlyArray<number>>
    readonly ratio: ReadonlyArray<number>
    readonly first5: ReadonlyArray<ReadonlyArray<number>>
  }
}

const worst = (found: ArrayLike<number>, golden: ReadonlyArray<number>) =>
  golden.reduce((most, value, i) => Math.max(most, Math.abs(found[i]! - value)), 0)

describe.each(sets)("on %s", (name) => {
  const { x } = dataSet(name)
  const golden = results<Golden>(name)

  it("the scaler equals scikit-learn's", () => {
    const { mean, scale } = fitStandardScaler(x)

    expect(worst(mean, golden.standard_scaler.mean)).toBeLessThan(1e-12)
    expect(worst(scale, golden.standard_scaler.scale)).toBeLessThan(1e-12)
  })

  it("components, shares of variance and scores equal scikit-learn's", () => {
    const found = pca(x, golden.pca.n_components)

    expect(worst(found.components.data, golden.pca.components.flat())).toBeLessThan(1e-9)
    expect(worst(found.explainedVarianceRatio, golden.pca.ratio)).toBeLessThan(1e-9)
    expect(worst(found.scores.data, golden.pca.first5.flat())).toBeLessThan(1e-9)
  })
})

describe("edge cases", () => {
  it("a constant feature is centred and left at scale 1", () => {
    const x = matrix([[0.1, 1], [0.1, 2], [0.1, 3]])

    expect(Array.from(standardize(x, fitStandardScaler(x)).data.filter((_, i) => i % 2 === 0))).toEqual([0, 0, 0])
  })

  it("more features than tracks give the same scores as the other way of computing them", () => {
    const wide = matrix([[1, 0, 2, 5], [0, 3, 1, 1], [2, 2, 0, 0]])
    const padded = matrix([[1, 0, 2, 5], [0, 3, 1, 1], [2, 2, 0, 0], [1, 5 / 3, 1, 2], [1, 5 / 3, 1, 2]]) // means added

    const scores = pca(wide, 2).scores.data
    expect(worst(pca(padded, 2).scores.data, Array.from(scores))).toBeLessThan(1e-9)
  })

  it("refuses more components than there are", () => {
    expect(() => pca(matrix([[1, 2], [3, 4]]), 3)).toThrow("3 components of 2 tracks × 2 features; ask for fewer")
  })

  it("keeps all distances when every component of wide data is kept", () => {
    const random = new Random(5)
    const x = zeros(6, 40)
    for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal()

    const { components, scores } = pca(x, 5)

    const gap = (m: typeof x, i: number, j: number) => row(m, i).reduce((s, v, k) => s + (v - row(m, j)[k]!) ** 2, 0)
    expect(gap(scores, 0, 5)).toBeCloseTo(gap(x, 0, 5), 9)
    expect(row(components, 1).reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12)
  })

  it("gives zero scores, not NaN, for tracks that are all the same", () => {
    const { explainedVarianceRatio, scores } = pca(matrix([[1, 2], [1, 2], [1, 2]]), 2)

    expect(Array.from(scores.data)).toEqual([0, 0, 0, 0, 0, 0])
    expect(Array.from(explainedVarianceRatio)).toEqual([0, 0])
  })

  it("names the row that is not a number", () => {
    expect(() => pca(matrix([[1, 2], [3, NaN], [5, 6]]), 1)).toThrow("row 1, column 1 is NaN")
  })

  it("refuses to standardise a table without tracks", () => {
    expect(() => fitStandardScaler(zeros(0, 3))).toThrow("without tracks")
  })
})
