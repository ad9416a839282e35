import { describe, expect, it } from "vitest"
import { adjustedRand } from "../../../src/learn/metric/clustering/adjusted-rand.ts"
import { calinskiHarabasz } from "../../../src/learn/metric/clustering/calinski-harabasz.ts"
import { daviesBouldin } from "../../../src/learn/metric/clustering/davies-bouldin.ts"
import { fowlkesMallows } from "../../../src/learn/metric/clustering/fowlkes-mallows.ts"
import { completeness, homogeneity } from "../../../src/learn/metric/clustering/homogeneity.ts"
import { internalNull } from "../../../src/learn/metric/clustering/internal-null.ts"
import {
  adjustedMutualInformation,
  normalizedMutualInformation
} from "../../../src/learn/metric/clustering/mutual-information.ts"
import { purity } from "../../../src/learn/metric/clustering/purity.ts"
import { silhouette, silhouetteSamples } from "../../../src/learn/metric/clustering/silhouette.ts"
import { bootstrap } from "../../../src/learn/metric/resampling/bootstrap.ts"
import { permutationNull } from "../../../src/learn/metric/resampling/permutation-null.ts"
import { matrix } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet, edges, results, sets } from "../../golden/golden-cluster.ts"

interface External {
  readonly ari: number
  readonly nmi_arithmetic: number
  readonly ami: number
  readonly purity: number
  readonly homogeneity: number
  readonly completeness: number
  readonly fmi: number
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
    expect(homogeneity(y, labels)).toBeCloseTo(external.homogeneity, 10)
    expect(completeness(y, labels)).toBeCloseTo(external.completeness, 10)
    expect(fowlkesMallows(y, labels)).toBeCloseTo(external.fmi, 10)
  })
})

describe("edge cases", () => {
  const cases = edges<External & { readonly true: ReadonlyArray<number>; readonly pred: ReadonlyArray<number> }>()

  it.each(cases)("external metrics of case %# equal scikit-learn's", (golden) => {
    expect(adjustedRand(golden.true, golden.pred)).toBeCloseTo(golden.ari, 10)
    expect(normalizedMutualInformation(golden.true, golden.pred)).toBeCloseTo(golden.nmi_arithmetic, 10)
    expect(adjustedMutualInformation(golden.true, golden.pred)).toBeCloseTo(golden.ami, 10)
    expect(purity(golden.true, golden.pred)).toBeCloseTo(golden.purity, 10)
    expect(homogeneity(golden.true, golden.pred)).toBeCloseTo(golden.homogeneity, 10)
    expect(completeness(golden.true, golden.pred)).toBeCloseTo(golden.completeness, 10)
    expect(fowlkesMallows(golden.true, golden.pred)).toBeCloseTo(golden.fmi, 10)
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

  it("internal metrics name the track that is not a number and the labels that are missing", () => {
    const points = matrix([[0, 0], [0, NaN], [9, 9], [9, 8]])

    expect(() => silhouette(points, [0, 0, 1, 1])).toThrow("silhouette: row 1, column 1 is NaN")
    expect(() => calinskiHarabasz(points, [0, 0, 1])).toThrow("3 labels for 4 tracks")
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

describe("internal null", () => {
  const { x } = dataSet("blobs")
  const { kmeans: { labels } } = results<Golden>("blobs")
  const random = () => new Random(6)

  it("of silhouettes is that of permuting the labels one by one", () => {
    const found = internalNull("silhouette", x, labels, { permutations: 200, random: random() })

    const slow = permutationNull((each) => silhouette(x, each), labels, {
      permutations: 200,
      better: "higher",
      random: new Random(99)
    })
    expect(Math.abs(found.mean - slow.mean)).toBeLessThan(0.001)
    expect(Math.abs(found.high - found.low - (slow.high - slow.low))).toBeLessThan(0.004)
    expect(found.p).toBeCloseTo(1 / 201, 12)
  })

  it("has the exact silhouette of each draw, sizes that differ and a remainder of the tile included", () => {
    const some = { ...x, rows: 11, data: x.data.subarray(0, 11 * x.cols) }
    const sizes = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2]

    const found = internalNull("silhouette", some, sizes, { permutations: 1, random: random() })

    const order = random().permutation(11)
    const drawn = new Int32Array(11)
    order.forEach((track, t) => drawn[track] = sizes[t]!)
    expect(found.mean).toBeCloseTo(silhouette(some, drawn), 12)
  })

  it("finds real clusters better than chance by every metric", () => {
    const p = (["silhouette", "calinski-harabasz", "davies-bouldin"] as const)
      .map((metric) => internalNull(metric, x, labels, { permutations: 99, random: random() }).p)

    expect(p).toEqual([0.01, 0.01, 0.01])
  })

  it("refuses one cluster as the metric does, and no permutations", () => {
    const one = labels.map(() => 0)

    expect(() => internalNull("silhouette", x, one, { permutations: 9, random: random() })).toThrow("needs 2 to 299")
    expect(() => internalNull("silhouette", x, labels, { permutations: 0, random: random() })).toThrow("at least one")
  })
})

describe("bootstrap", () => {
  const options = { tracks: 400, resamples: 10_000, level: 0.95, random: new Random(1) }

  it("gives a mean of normals the width of ±1.96 standard errors", () => {
    const random = new Random(2)
    const values = Float64Array.from({ length: 400 }, () => random.normal())

    const { high, low, mean } = bootstrap((drawn) => drawn.reduce((sum, i) => sum + values[i]!, 0) / 400, options)

    const centre = values.reduce((sum, value) => sum + value / 400, 0)
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2 / 400, 0))
    expect(Math.abs((high - low) / (2 * 1.96 * deviation / 20) - 1)).toBeLessThan(0.05)
    expect(low < mean && mean < high).toBe(true)
  })

  it("has no width for a constant", () => {
    expect(bootstrap(() => 3, options)).toEqual({ mean: 3, low: 3, high: 3 })
  })

  it("refuses no tracks", () => {
    expect(() => bootstrap(() => 3, { ...options, tracks: 0 })).toThrow("at least one")
  })
})

describe("degenerate labellings", () => {
  const random = new Random(8)
  const truth = Array.from({ length: 500 }, () => random.int(7))

  it("adjusted mutual information is exactly 0 when every track is its own cluster, whatever the size", () => {
    const alone = truth.map((_, i) => i)

    expect([adjustedMutualInformation(truth, alone), adjustedMutualInformation(alone, alone)]).toEqual([0, 0])
    expect(purity(truth, alone)).toBe(1) // the trap: read purity beside its null
  })

  it("no chance-corrected metric rewards one giant cluster", () => {
    const one = truth.map(() => 0)

    expect([adjustedRand(truth, one), normalizedMutualInformation(truth, one), adjustedMutualInformation(truth, one)])
      .toEqual([0, 0, 0])
  })
})
