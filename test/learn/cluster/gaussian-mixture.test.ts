import { describe, expect, it } from "vitest"
import { gaussianMixture } from "../../../src/learn/cluster/gaussian-mixture.ts"
import { responsibilitiesOf } from "../../../src/learn/cluster/mixture-responsibilities.ts"
import { adjustedRand } from "../../../src/learn/metric/clustering/adjusted-rand.ts"
import { matrix, row, zeros } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet, results, sets } from "../../golden/golden-cluster.ts"

const kinds = ["full", "tied", "diag", "spherical"] as const

interface Fit {
  readonly mean_loglik: number
  readonly bic: number
  readonly aic: number
  readonly weights_sorted: ReadonlyArray<number>
  readonly labels: ReadonlyArray<number>
}

interface Golden {
  readonly kmeans: { readonly k: number; readonly labels: ReadonlyArray<number> }
  readonly gmm: Readonly<Record<typeof kinds[number], Fit>> & {
    readonly fixed_estep: { readonly mean_loglik: number; readonly argmax: ReadonlyArray<number> }
  }
}

const options = {
  restarts: 1,
  maxIterations: 1000,
  tolerance: 1e-8,
  regularization: 1e-6,
  random: new Random(0)
}

describe("gaussianMixture", () => {
  const cases = sets.flatMap((name) => kinds.map((covariance) => ({ name, covariance })))

  it.each(cases)(
    "reaches scikit-learn's likelihood, BIC, AIC and labels on $name with $covariance covariance",
    ({ covariance, name }) => {
      const { gmm, kmeans: { k, labels: start } } = results<Golden>(name)
      const golden = gmm[covariance]

      const found = gaussianMixture(dataSet(name).x, { ...options, k, covariance, start })

      expect(Math.abs(found.logLikelihood - golden.mean_loglik)).toBeLessThan(1e-7) // both stop at 1e-8
      expect(found.bic).toBeCloseTo(golden.bic, 3)
      expect(found.aic).toBeCloseTo(golden.aic, 3)
      expect(adjustedRand(golden.labels, found.labels)).toBe(1)
      const weights = Array.from(found.components.weights).sort((a, b) => a - b)
      weights.forEach((weight, i) => expect(weight).toBeCloseTo(golden.weights_sorted[i]!, 3))
    }
  )

  it.each(sets)("has SciPy's densities under given Gaussians on %s", (name) => {
    const { gmm: { fixed_estep: golden }, kmeans: { k, labels: start } } = results<Golden>(name)
    const { x } = dataSet(name)
    const { components } = gaussianMixture(x, { ...options, k, covariance: "full", start, maxIterations: 0 })

    const found = responsibilitiesOf(x, { ...components, weights: new Float64Array(k).fill(1 / k) })

    expect(found.logLikelihoods.reduce((sum, value) => sum + value, 0) / x.rows).toBeCloseTo(golden.mean_loglik, 9)
    expect(
      golden.argmax.every((c, i) => row(found.responsibilities, i)[c] === Math.max(...row(found.responsibilities, i)))
    )
      .toBe(true)
  })

  it("finds as good a mixture from K-Means of its own, and the same bytes for the same seed", () => {
    const { gmm: { diag: golden }, kmeans: { k } } = results<Golden>("blobs")
    const run = () => gaussianMixture(dataSet("blobs").x, { ...options, k, covariance: "diag", restarts: 5 })

    const found = run()

    expect(found.logLikelihood).toBeGreaterThan(golden.mean_loglik - 1e-6)
    expect(found.isConverged).toBe(true)
    expect(run()).toEqual(found)
  })

  it("gives every track shares that sum to 1", () => {
    const { responsibilities } = gaussianMixture(dataSet("moons").x, { ...options, k: 3, covariance: "tied" })

    const sums = Array.from(
      { length: responsibilities.rows },
      (_, i) => row(responsibilities, i).reduce((a, b) => a + b)
    )
    expect(Math.max(...sums.map((sum) => Math.abs(sum - 1)))).toBeLessThan(1e-12)
  })

  it("leaves components without tracks empty on constant data, and needs regularization there", () => {
    const constant = { ...options, k: 2 }

    const found = gaussianMixture(zeros(6, 2), { ...constant, covariance: "full" })

    expect(Array.from(found.labels)).toEqual([0, 0, 0, 0, 0, 0])
    expect(Array.from(found.components.weights)).toEqual([1, 0])
    const bare = { ...constant, regularization: 0 }
    expect(() => gaussianMixture(zeros(6, 2), { ...bare, covariance: "full" })).toThrow("raise the regularization")
    expect(() => gaussianMixture(zeros(6, 2), { ...bare, covariance: "diag" })).toThrow("raise the regularization")
  })

  it("takes as many components as tracks and survives duplicates", () => {
    const x = matrix([[0, 0], [0, 0], [5, 5], [9, 0]])

    const { labels } = gaussianMixture(x, { ...options, k: 3, covariance: "full", restarts: 3 })

    expect(adjustedRand([0, 0, 1, 2], labels)).toBe(1)
    expect(gaussianMixture(x, { ...options, k: 4, covariance: "spherical" }).labels.length).toBe(4)
  })

  it("refuses fewer tracks than components, no restarts, a wrong start and data with holes", () => {
    const x = matrix([[0, 0], [1, 1]])
    const plain = { ...options, k: 2, covariance: "diag" } as const

    expect(() => gaussianMixture(x, { ...plain, k: 3 })).toThrow("choose k between 1 and 2")
    expect(() => gaussianMixture(x, { ...plain, restarts: 0 })).toThrow("raise them")
    expect(() => gaussianMixture(x, { ...plain, start: [0] })).toThrow("give one for each")
    expect(() => gaussianMixture(matrix([[0], [NaN]]), plain)).toThrow("row 1, column 0 is NaN")
  })
})
