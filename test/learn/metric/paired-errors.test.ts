import { describe, expect, it } from "vitest"
import { groupHalves } from "../../../src/learn/metric/resampling/group-halves.ts"
import { errorInterval, halfSampleErrors } from "../../../src/learn/metric/resampling/half-sample.ts"
import { modelConfidenceSet } from "../../../src/learn/metric/test/model-confidence-set.ts"
import { type Erring, overRuns, pairedDifference } from "../../../src/learn/metric/test/paired-errors.ts"
import { standBeside } from "../../../src/learn/metric/test/stand-beside.ts"
import { Random } from "../../../src/math/random.ts"

const tracks = 120
const halves = groupHalves(Array<null>(tracks).fill(null), { resamples: 400, fewest: 2, random: new Random(1) })

/** Methods that score each track by how easy it is, which they share, and by luck of their own. */
const methods = (means: ReadonlyArray<number>, random: Random): ReadonlyArray<Erring> => {
  const easy = Array.from({ length: tracks }, () => random.normal())
  return means.map((mean) => {
    const each = easy.map((ease) => mean + ease + 0.2 * random.normal())
    const of = (drawn: Int32Array) => drawn.reduce((sum, i) => sum + each[i]!, 0) / drawn.length
    return { value: each.reduce((sum, value) => sum + value, 0) / tracks, errors: halfSampleErrors(of, halves)! }
  })
}

const share = (times: number, holds: (random: Random) => boolean): number => {
  const random = new Random(11)
  return Array.from({ length: times }, (_, i) => holds(random.fork(i))).filter(Boolean).length / times
}

describe("a paired difference", () => {
  it("tells apart what separate intervals do not", () => {
    const [better, worse] = methods([0.1, 0], new Random(3))
    const [a, b] = [better!, worse!].map((each) => errorInterval(each.value, each.errors, { level: 0.95 }))
    const paired = pairedDifference(better!, worse!, 0.95)

    expect(a!.low < b!.high).toBe(true) // they overlap
    expect(paired.low > 0 && paired.p < 0.05).toBe(true)
  })

  it("finds a difference where there is none about as rarely as it says", () => {
    const found = share(200, (random) => {
      const [a, b] = methods([0, 0], random)
      return pairedDifference(a!, b!, 0.95).p < 0.05
    })

    expect(found).toBeLessThan(0.09) // 0.05 ± 2.6 standard errors
    expect(found).toBeGreaterThan(0.01)
  })

  it("holds the true difference about as often as it says", () => {
    const held = share(200, (random) => {
      const [a, b] = methods([0.3, 0], random)
      const { high, low } = pairedDifference(a!, b!, 0.95)
      return low <= 0.3 && 0.3 <= high
    })

    expect(held).toBeGreaterThan(0.91)
  })
})

describe("errors over runs", () => {
  const flat = new Float64Array(4000)

  it("widen by the spread of seeds as a standard error does", () => {
    const values = [0.1, 0.3, 0.2, 0.6]
    const { errors, value } = overRuns({ values, errors: values.map(() => flat) }, new Random(5))
    const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / 3 / 4 // s²/n

    expect(value).toBeCloseTo(0.3, 12)
    const spread = errors.reduce((sum, error) => sum + error * error, 0) / errors.length
    expect(Math.abs(spread / variance - 1)).toBeLessThan(0.06)
  })

  it("cancel between methods that move alike with the seed", () => {
    const of = (values: ReadonlyArray<number>) => overRuns({ values, errors: values.map(() => flat) }, new Random(5))
    const { difference, high, low } = pairedDifference(of([0.2, 0.4, 0.9]), of([0.1, 0.3, 0.8]), 0.95)

    for (const each of [difference, high, low]) expect(each).toBeCloseTo(0.1, 12)
  })
})

describe("the model confidence set", () => {
  it("holds the best at least as often as it says, however many there are", () => {
    const means = [0.05, 0, 0, 0, 0, 0, 0, 0]
    expect(share(120, (random) => modelConfidenceSet(methods(means, random))[0]! >= 0.05)).toBeGreaterThan(0.93)
  })

  it("keeps all of equals, more often than every pair's own test would", () => {
    const equal = Array<number>(10).fill(0)
    const all = (random: Random) => methods(equal, random)
    const whole = share(120, (random) => modelConfidenceSet(all(random)).every((p) => p >= 0.05))
    const pairwise = share(120, (random) => {
      const found = all(random)
      const best = found.reduce((most, each) => each.value > most.value ? each : most)
      return found.every((each) => each === best || pairedDifference(each, best, 0.95).p >= 0.05)
    })

    expect(whole).toBeGreaterThan(0.91)
    expect(pairwise).toBeLessThan(0.75) // the leader was chosen by looking
  })

  it("takes out what is surely behind, though another errs so wildly that nothing can be said of it", () => {
    const shared = Float64Array.from({ length: 400 }, (_, half) => Math.sin(half) / 20)
    const best = { value: 0.5, errors: shared }
    const behind = { value: 0.4, errors: shared.map((error, half) => error + Math.cos(3 * half) / 100) }
    const wild = { value: 0.3, errors: shared.map((_, half) => Math.sin(7 * half) / 2) }

    expect([...modelConfidenceSet([best, behind, wild])].map((p) => p >= 0.05)).toEqual([true, false, true])
  })

  it("leaves out what is clearly worse, and gives twins of the best a p of 1", () => {
    const [best, worse] = methods([1, 0], new Random(2))

    const p = modelConfidenceSet([best!, worse!, best!])

    expect([p[0], p[2]]).toEqual([1, 1])
    expect(p[1]!).toBeLessThan(0.01)
  })

  it("refuses methods measured on other halves", () => {
    const short = { value: 0, errors: new Float64Array(3) }
    expect(() => modelConfidenceSet([short, { value: 0, errors: new Float64Array(4) }])).toThrow("other halves")
  })
})

describe("where methods stand beside baselines", () => {
  const stand = (means: ReadonlyArray<number>, baselines: number, random: Random) =>
    standBeside(methods(means, random).map((each, i) => ({ ...each, isBaseline: i < baselines })), 0.95)

  it("says ahead of the best of several baselines, behind it, and neither", () => {
    const stands = stand([0, 0.5, 1, 0.2, 0.51], 2, new Random(4))
    const verdicts = stands.map(({ baseline }) =>
      baseline === null ? null : [baseline.difference > 0, baseline.p < 0.05]
    )

    expect(verdicts.slice(0, 2)).toEqual([null, null])
    expect(verdicts[2]).toEqual([true, true])
    expect(verdicts[3]).toEqual([false, true])
    expect(verdicts[4]![1]).toBe(false)
    expect(stands[2]!.best).toMatchObject({ difference: 0, p: 1 })
  })

  it("rarely calls one of many equal methods ahead, which is what looking often would do", () => {
    const means = Array<number>(12).fill(0)
    const found = share(
      80,
      (random) =>
        stand(means, 2, random).some(({ baseline }) =>
          baseline !== null && baseline.difference > 0 && baseline.p < 0.05
        )
    )

    expect(found).toBeLessThan(0.12)
  })
})
