import { describe, expect, it } from "vitest"
import {
  ashaPromotion,
  hyperbandBrackets,
  type Promotion,
  type RungEnd,
  rungsOf,
  survivors
} from "../../../src/dataflow/sweep/halving.ts"
import { isPruned } from "../../../src/dataflow/sweep/median-pruning.ts"
import { Random } from "../../../src/math/random.ts"

const ends = (rung: number, ...losses: ReadonlyArray<number | undefined>): ReadonlyArray<RungEnd> =>
  losses.map((loss, trial) => ({ trial, rung, loss }))

describe("rungs", () => {
  it("fall from the most by the reduction and end before the least", () => {
    expect(rungsOf(1, 81).resources).toEqual([1, 3, 9, 27, 81])
    expect(rungsOf(5, 100, 4).resources).toEqual([6, 25, 100])
    expect(rungsOf(1, 2).resources).toEqual([1, 2])
    expect(rungsOf(9, 10).resources).toEqual([10])
  })
})

describe("successive halving", () => {
  it("keeps the best third, drops what failed, and never drops all", () => {
    const rungs = rungsOf(1, 9)

    expect(survivors(rungs, ends(0, 5, 1, 4, undefined, 2, 3), 0)).toEqual([1, 4])
    expect(survivors(rungs, ends(0, 5, 4), 0)).toEqual([1])
    expect(survivors(rungs, ends(0, undefined, undefined, undefined), 0)).toEqual([])
  })
})

describe("asynchronous successive halving", () => {
  const rungs = rungsOf(1, 9)
  const begun = (rung: number, ...trials: ReadonlyArray<number>): ReadonlyArray<Promotion> =>
    trials.map((trial) => ({ trial, rung }))

  it("begins trials until three have ended, then promotes the best of them once", () => {
    expect(ashaPromotion(rungs, ends(0, 3, 1), begun(0, 0, 1))).toBeUndefined()
    expect(ashaPromotion(rungs, ends(0, 3, 1, 2), begun(0, 0, 1, 2))).toEqual({ trial: 1, rung: 1 })
    expect(ashaPromotion(rungs, ends(0, 3, 1, 2), [...begun(0, 0, 1, 2), ...begun(1, 1)])).toBeUndefined()
  })

  it("promotes a later and better trial too, when the third has room for it", () => {
    const first = [...begun(0, 0, 1, 2, 3, 4, 5), ...begun(1, 1)]

    expect(ashaPromotion(rungs, ends(0, 3, 1, 2, 9, 0.5), first)).toEqual({ trial: 4, rung: 1 })
    expect(ashaPromotion(rungs, ends(0, 3, 1, 2, 9, 8, 0.5), [...first, ...begun(1, 5)])).toBeUndefined()
  })

  it("spends less than two fifths of all epochs on 40 trials and finds one within 2 % of the best", () => {
    const asha = rungsOf(9, 81)
    const random = new Random(11)
    const trials = Array.from({ length: 40 }, () => ({ end: 1 + random.uniform(), pace: 5 + 5 * random.uniform() }))
    const lossAt = (trial: number, epochs: number) => trials[trial]!.end + 3 * Math.exp(-epochs / trials[trial]!.pace)
    const ended: Array<RungEnd> = []
    let spent = 0
    for (let fresh = 0;;) {
      const job = ashaPromotion(asha, ended, ended) ?? { trial: fresh++, rung: 0 }
      if (job.trial === trials.length) break
      spent += asha.resources[job.rung]! - (asha.resources[job.rung - 1] ?? 0) // a promotion goes on from its checkpoint
      ended.push({ ...job, loss: lossAt(job.trial, asha.resources[job.rung]!) })
    }

    const found = Math.min(...ended.filter(({ rung }) => rung === 2).map(({ loss }) => loss!))

    expect(spent / (trials.length * 81)).toBeLessThan(0.4)
    expect(found / Math.min(...trials.map((_, trial) => lossAt(trial, 81)))).toBeLessThan(1.02)
  })

  it("looks at the highest rung first, and sends none beyond the last", () => {
    const ended = [...ends(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), ...ends(1, 3, 1, 2)]
    const all = [...begun(0, 0, 1, 2, 3, 4, 5, 6, 7, 8), ...begun(1, 0, 1, 2)]

    expect(ashaPromotion(rungs, ended, all)).toEqual({ trial: 1, rung: 2 })
    expect(ashaPromotion(rungs, [...ended, { trial: 1, rung: 2, loss: 0 }], [...all, ...begun(2, 1)])).toBeUndefined()
  })
})

it("hyperband has the brackets of its first algorithm for 81 and 3", () => {
  const brackets = hyperbandBrackets(1, 81)

  expect(brackets.map(({ rungs, trials }) => [trials, rungs.resources[0]])).toEqual([
    [81, 1],
    [34, 3],
    [15, 9],
    [8, 27],
    [5, 81]
  ])
})

describe("median pruning", () => {
  const curve = (...losses: ReadonlyArray<number>) => losses.map((loss, i) => ({ resource: i + 1, loss }))
  const ended = [curve(5, 4, 3), curve(5, 3, 1), curve(5, 2, 1), curve(5, 5, 5), curve(5, 1, 1)]

  it("stops a trial whose least loss is above the median at the same resource, and no other", () => {
    expect(isPruned(curve(9, 3.1), ended)).toBe(true)
    expect(isPruned(curve(9, 3), ended)).toBe(false)
    expect(isPruned(curve(2, 9), ended)).toBe(false)
  })

  it("is silent before five trials have ended, while warming up, and where none came so far", () => {
    expect(isPruned(curve(9, 9), ended.slice(1))).toBe(false)
    expect(isPruned(curve(9, 9), ended, { startup: 5, warmUp: 2 })).toBe(false)
    expect(isPruned(curve(9, 9, 9, 9), ended)).toBe(false)
  })

  it("stops what is no number", () => {
    expect(isPruned(curve(NaN, NaN), ended)).toBe(true)
  })
})
