import { describe, expect, it } from "vitest"
import { adjustedRand } from "../../../src/learn/metric/clustering/adjusted-rand.ts"
import { bootstrap } from "../../../src/learn/metric/resampling/bootstrap.ts"
import { groupHalves } from "../../../src/learn/metric/resampling/group-halves.ts"
import { errorInterval, halfSampleErrors } from "../../../src/learn/metric/resampling/half-sample.ts"
import { compareMethods } from "../../../src/learn/metric/test/compare-methods.ts"
import { holm } from "../../../src/learn/metric/test/holm.ts"
import { normalTail } from "../../../src/learn/metric/test/normal-tail.ts"
import { signFlip } from "../../../src/learn/metric/test/sign-flip.ts"
import { wilcoxonSignedRank } from "../../../src/learn/metric/test/wilcoxon.ts"
import { Random } from "../../../src/math/random.ts"

const eight = [0.031, 0.012, -0.004, 0.025, 0.018, 0.007, -0.009, 0.022]
const flips = () => ({ permutations: 999, random: new Random(4) })

describe("sign-flip test", () => {
  it("tries every pattern of signs when pairs are few", () => {
    expect(signFlip(eight, flips())).toBeCloseTo(0.0546875, 12) // 14 of 256, counted with itertools
    expect(signFlip([1, 1, 1, 1, 1], flips())).toBe(2 / 32)
  })

  it("has a p of 1 for equal methods and for differences that cancel", () => {
    expect([signFlip([0, 0, 0], flips()), signFlip([1, -1], flips())]).toEqual([1, 1])
  })

  it("of many pairs draws signs, never reaches 0 and repeats with its seed", () => {
    const sure = Array.from({ length: 40 }, (_, i) => 1 + i / 100)

    expect(signFlip(sure, flips())).toBe(1 / 1000)
    expect(signFlip(sure.map((d, i) => i % 2 ? d : -d), flips())).toBeGreaterThan(0.5)
    expect(signFlip(eight.concat(eight), flips())).toBe(signFlip(eight.concat(eight), flips()))
  })

  it("calls chance a finding at most as often as it says", () => {
    const random = new Random(12)
    const p = Array.from({ length: 1000 }, () => signFlip(Array.from({ length: 9 }, () => random.normal()), flips()))

    expect(p.filter((value) => value <= 0.05).length).toBeLessThan(75) // 50 expected, sd 7
  })

  it("refuses a pair without a number, and no pairs", () => {
    expect(() => signFlip([1, NaN], flips())).toThrow("difference 1 is NaN")
    expect(() => signFlip([], flips())).toThrow("at least one seed")
  })
})

describe("Wilcoxon signed-rank test", () => {
  it("equals SciPy's exact p", () => {
    expect(wilcoxonSignedRank(eight)).toBeCloseTo(0.0546875, 12) // scipy.stats.wilcoxon(method="exact")
  })

  it("is exact with ties and drops zeros", () => {
    expect(wilcoxonSignedRank([1, 2, 2, -1, 3, 0, 4, -2, 5, 5])).toBeCloseTo(0.05078125, 12) // all 512 patterns
  })

  it("equals SciPy's normal limit for many pairs", () => {
    const many = Array.from({ length: 300 }, (_, i) => Number((Math.sin(i * 1.7) + 0.12).toFixed(6)))

    expect(wilcoxonSignedRank(many)).toBeCloseTo(0.001071085910202934, 8)
  })

  it("is 1 when nothing differs, and refuses NaN", () => {
    expect(wilcoxonSignedRank([0, 0])).toBe(1)
    expect(() => wilcoxonSignedRank([NaN])).toThrow("difference 0 is NaN")
  })
})

it("the normal tail is that of the tables", () => {
  expect([normalTail(0), normalTail(1.959963984540054), normalTail(-1)].map((share) => share.toFixed(6))).toEqual([
    "0.500000",
    "0.025000",
    "0.841345"
  ])
})

it("Holm's correction multiplies by the tests left, never falls and stops at 1", () => {
  const found = Array.from(holm([0.01, 0.04, 0.03, 0.005]), (p) => Number(p.toFixed(12)))

  expect(found).toEqual([0.03, 0.06, 0.06, 0.02]) // R: p.adjust(c(.01, .04, .03, .005), "holm")
  expect(Array.from(holm([0.9, 0.8]))).toEqual([1, 1])
})

describe("methods over the same seeds", () => {
  const options = () => ({ permutations: 999, resamples: 500, level: 0.95, random: new Random(2) })
  const noise = new Random(3)
  const base = Array.from({ length: 10 }, () => 0.2 + 0.05 * noise.normal())
  const methods = [
    { method: "vae", values: base },
    { method: "better", values: base.map((value) => value + 0.02 + 0.002 * noise.normal()) },
    { method: "same", values: base.map((value) => value + 0.002 * noise.normal()) }
  ]

  it("tell a small steady gain from none although seeds spread more widely", () => {
    const found = compareMethods(methods, options())

    expect(found.map(({ first, second }) => `${first}–${second}`)).toEqual(["vae–better", "vae–same", "better–same"])
    expect(found[0]!.signFlipHolm).toBeCloseTo(3 * 2 / 1024, 12)
    expect(found[0]!.wilcoxonHolm).toBeCloseTo(3 * 2 / 1024, 12)
    expect(found[0]!.high).toBeLessThan(-0.015)
    expect(found[1]!.signFlip).toBeGreaterThan(0.05)
    expect(found[1]!.low < 0 && found[1]!.high > 0).toBe(true)
  })

  it("must have run on the same seeds", () => {
    const other = [methods[0]!, { method: "short", values: [1, 2] }]

    expect(() => compareMethods(other, options())).toThrow(`"short" has 2 seeds, "vae" 10`)
    expect(compareMethods([], options())).toEqual([])
  })
})

describe("half samples", () => {
  const of = (share: number, random: Random) => {
    const truth = Int32Array.from({ length: 300 }, () => random.int(5))
    const found = truth.map((label) => random.uniform() < share ? label : random.int(5))
    return (drawn: Int32Array) => adjustedRand(drawn.map((i) => truth[i]!), drawn.map((i) => found[i]!))
  }
  const alone = (tracks: number) => Array<null>(tracks).fill(null)
  const halves = (tracks: number) => groupHalves(alone(tracks), { resamples: 100, fewest: 2, random: new Random(3) })
  const interval = (statistic: (drawn: Int32Array) => number, tracks = 300) => {
    const all = statistic(Int32Array.from({ length: tracks }, (_, i) => i))
    return errorInterval(all, halfSampleErrors(statistic, halves(tracks))!, { level: 0.95, most: 1 })
  }
  const covered = (share: number, truth: number) => {
    const random = new Random(31)
    const hits = Array.from({ length: 60 }, () => interval(of(share, random)))
      .filter(({ high, low }) => low <= truth && truth <= high)
    return hits.length / 60
  }

  it("hold the true agreement about as often as they say", () => {
    expect(covered(0.6, 0.36)).toBeGreaterThan(0.84) // 0.36 = 0.6²: pairs of which both labels were kept
  })

  it("leave room for no agreement where labels are random, which a bootstrap does not", () => {
    const random = new Random(5)
    const options = () => ({ tracks: 300, resamples: 100, level: 0.95, random: new Random(3) })
    const naive = Array.from({ length: 40 }, () => bootstrap(of(0, random), options()))

    expect(covered(0, 0)).toBeGreaterThan(0.94)
    expect(naive.filter(({ low }) => low > 0).length).toBeGreaterThan(8) // 1 expected of an honest interval
  })

  it("have no width for perfect agreement and never pass the most", () => {
    expect(interval(of(1, new Random(2)))).toEqual({ low: 1, high: 1 })
    expect(interval((drawn) => drawn[0]! % 2, 9).high).toBeLessThanOrEqual(1)
    expect(() => halves(1)).toThrow("100 halves of 1 tracks")
  })

  it("keep the tracks of an artist together, and draw tracks where there are too few artists", () => {
    const artists = Array.from({ length: 40 }, (_, i) => `artist ${i % 10}`)
    const drawn = groupHalves(artists, { resamples: 20, fewest: 10, random: new Random(1) })
    const few = groupHalves(artists, { resamples: 20, fewest: 11, random: new Random(1) })

    expect(drawn).toMatchObject({ by: "groups", of: 10 })
    const artistsOf = Array.from(
      { length: drawn.count },
      (_, half) => new Set(Array.from(drawn.tracksOf(half), (i) => artists[i]!)).size
    )
    expect(artistsOf).toEqual(Array(20).fill(5))
    expect(drawn.tracksOf(3)).toHaveLength(20)
    expect(few).toMatchObject({ by: "tracks", of: 40 })
  })

  it("are wider by artists, where the tracks of one resemble each other", () => {
    const artists = Array.from({ length: 200 }, (_, i) => `artist ${i % 20}`)
    const values = artists.map((artist) => Number(artist.slice(7)) % 2) // an artist is wholly good or wholly bad
    const mean = (drawn: Int32Array) => drawn.reduce((sum, i) => sum + values[i]!, 0) / drawn.length
    const spread = (fewest: number) => {
      const errors = halfSampleErrors(mean, groupHalves(artists, { resamples: 400, fewest, random: new Random(2) }))!
      return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)
    }

    expect(Math.abs(spread(10) / (0.5 / Math.sqrt(20)) - 1)).toBeLessThan(0.12) // σ/√n of 20 independent artists
    expect(Math.abs(spread(1000) / (0.5 / Math.sqrt(200)) - 1)).toBeLessThan(0.12)
  })
})
