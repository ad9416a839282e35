import { describe, expect, it } from "vitest"
import { matrix } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { adjustedRand } from "../../src/metric/adjusted-rand.ts"
import { calinskiHarabasz } from "../../src/metric/calinski-harabasz.ts"
import { daviesBouldin } from "../../src/metric/davies-bouldin.ts"
import { adjustedMutualInformation, normalizedMutualInformation } from "../../src/metric/mutual-information.ts"
import { permutationNull } from "../../src/metric/permutation-null.ts"
import { purity } from "../../src/metric/purity.ts"
import { silhouette, silhouetteSamples } from "../../src/metric/silhouette.ts"
import { dataSet, edges, results, sets } from "../golden/golden-cluster.ts"

interface External {
  readonly ari: number
  readonly nmi_arithmetic: number
  readonly ami: number
  readonly purity: number
}
interface Golden {
  readonly kmeans: {
    readonly labels: ReadonlyArray<number>
    readonly internal: {
      readonly silhouette: number
      readonly calinski_harabasz: number
      readonly davies_bouldin: number
    }
    readonly external: External
    readonly silhouette_samples: ReadonlyArray<number>
  }
}

describe.each(sets)("on %s", (name) => {
  const { x, y } = dataSet(name)
  const { external, internal, labels, silhouette_samples: samples } = results<Golden>(name).kmeans

  it("internal metrics equal scikit-learn's", () => {
    expect(silhouette(x, labels)).toBeCloseTo(internal.silhouette, 10)
    expect(calinskiHarabasz(x, labels) / internal.calinski_harabasz).toBeCloseTo(1, 10)
    expect(daviesBouldin(x, labels)).toBeCloseTo(internal.davies_bouldin, 10)
  })

  it("every track's silhouette equals scikit-learn's", () => {
    const worst = silhouetteSamples(x, labels).reduce(
      (most, value, i) => Math.max(most, Math.abs(value - samples[i]!)),
      0
    )
    expect(worst).toBeLessThan(1e-9)
  })

  it("external metrics equal scikit-learn's", () => {
    expect(adjustedRand(y, labels)).toBeCloseTo(external.ari, 10)
    expect(normalizedMutualInformation(y, labels)).toBeCloseTo(external.nmi_arithmetic, 10)
    expect(adjustedMutualInformation(y, labels)).toBeCloseTo(external.ami, 10)
    expect(purity(y, labels)).toBeCloseTo(external.purity, 10)
  })
})

describe("edge cases", () => {
  const cases = edges<External & { readonly true: ReadonlyArray<number>; readonly pred: ReadonlyArray<number> }>()

  it.each(cases)("external metrics of case %# equal scikit-learn's", (golden) => {
    expect(adjustedRand(golden.true, golden.pred)).toBeCloseTo(golden.ari, 10)
    expect(normalizedMutualInformation(golden.true, golden.pred)).toBeCloseTo(golden.nmi_arithmetic, 10)
    expect(adjustedMutualInformation(golden.true, golden.pred)).toBeCloseTo(golden.ami, 10)
    expect(purity(golden.true, golden.pred)).toBeCloseTo(golden.purity, 10)
  })

  it("silhouette is 0 for a track alone in its cluster", () => {
    const points = matrix([[0, 0], [0, 1], [9, 9]])

    expect(silhouetteSamples(points, [0, 0, 1])[2]).toBe(0) // Rousseeuw 1987: s(i) = 0 for a singleton
  })

  it("internal metrics refuse one cluster and all singletons, and say what they need", () => {
    const points = matrix([[0, 0], [0, 1], [9, 9]])

    expect(() => silhouette(points, [0, 0, 0])).toThrow("silhouette needs 2 to 2 clusters for 3 tracks, not 1")
    expect(() => calinskiHarabasz(points, [0, 1, 2])).toThrow("not 3")
    expect(() => daviesBouldin(points, [4, 4, 4])).toThrow("not 1")
  })

  it("internal metrics stay defined when all points coincide", () => {
    const same = matrix([[1, 1], [1, 1], [1, 1], [1, 1]])

    expect([silhouette(same, [0, 0, 1, 1]), calinskiHarabasz(same, [0, 0, 1, 1]), daviesBouldin(same, [0, 0, 1, 1])])
      .toEqual([0, 1, 0])
  })

  it("Davies–Bouldin calls clusters around one centre inseparable", () => {
    const ring = matrix([[0, 1], [0, -1], [1, 0], [-1, 0]])

    expect(daviesBouldin(ring, [0, 0, 1, 1])).toBe(Infinity)
  })

  it("refuses labellings of different length", () => {
    expect(() => adjustedRand([0, 1], [0])).toThrow("2 labels for 1 clustered tracks")
  })
})

describe("permutation null", () => {
  const truth = Array.from({ length: 120 }, (_, i) => i % 4)
  const options = { permutations: 400, better: "higher", random: new Random(3) } as const

  it("is centred on 0 for ARI and far below a real agreement", () => {
    const found = permutationNull((labels) => adjustedRand(truth, labels), truth, options)

    expect(Math.abs(found.mean)).toBeLessThan(0.005)
    expect(found.high).toBeLessThan(0.05)
    expect(found.p).toBeCloseTo(1 / 401, 12)
  })

  it("does not call chance a finding: about 5 % of independent labellings fall outside its 95 %", () => {
    const random = new Random(11)
    let outside = 0
    for (let trial = 0; trial < 100; trial++) {
      const labels = Array.from({ length: 120 }, () => random.int(4))
      const found = permutationNull((each) => adjustedRand(truth, each), labels, {
        ...options,
        permutations: 99,
        random
      })
      if (found.p <= 0.05) outside++
    }

    expect(outside).toBeLessThan(13) // 5 expected; 13 or more has probability < 0.002
  })
})
