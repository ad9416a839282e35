import { describe, expect, it } from "vitest"
import {
  type Fidelity,
  hyperbandTrials,
  type Job,
  nextJob,
  pruningNames,
  type Rule,
  ruleOf
} from "../../../src/dataflow/sweep/fidelity.ts"
import type { Promotion } from "../../../src/dataflow/sweep/halving.ts"
import { Random } from "../../../src/math/random.ts"

const fidelity = (prune: Fidelity["prune"]): Fidelity => ({
  path: "train.epochs",
  least: 1,
  most: 9,
  reduction: 3,
  prune
})

/** All jobs, each as fast as chance has it; what runs at once, and in which order jobs began. Trial 3 fails. */
const carriedOut = (rule: Rule, seed: number) => {
  const random = new Random(seed)
  const jobs: Array<Job> = []
  const running: Array<number> = []
  let most = 0
  for (;;) {
    const next = nextJob(rule, 4, jobs)
    if (next === "done") return { most, order: jobs.map(({ rung, trial }): Promotion => ({ trial, rung })) }
    if (next !== "wait") running.push(jobs.push(next.job) - 1)
    most = Math.max(most, running.length)
    if (next === "wait" || random.uniform() < 0.4) {
      const [ended] = running.splice(random.int(running.length), 1)
      const { rung, trial } = jobs[ended!]!
      jobs[ended!] = { rung, trial, loss: trial === 3 ? undefined : (trial * 7) % 20 + 1 / (rung + 1) }
    }
  }
}

const onRungs = (order: ReadonlyArray<Promotion>) =>
  [0, 1, 2].map((rung) => order.filter((job) => job.rung === rung).map(({ trial }) => trial))

describe.each(pruningNames)("%s", (prune) => {
  const rule = ruleOf(fidelity(prune), 20)

  it("begins the same jobs in the same order, four at once, whichever ends first", () => {
    const all = [1, 2, 3, 4, 5].map((seed) => carriedOut(rule, seed))

    expect(new Set(all.map(({ order }) => JSON.stringify(order))).size).toBe(1)
    expect(Math.max(...all.map(({ most }) => most))).toBe(4)
  })

  it("begins every trial once, in their order, and sends none to the same rung twice", () => {
    const { order } = carriedOut(rule, 1)
    const firsts = order.filter(({ trial }, i) => order.findIndex((job) => job.trial === trial) === i)

    expect(firsts.map(({ trial }) => trial)).toEqual(Array.from({ length: 20 }, (_, trial) => trial))
    expect(new Set(order.map((job) => JSON.stringify(job))).size).toBe(order.length)
    expect(order.filter(({ trial }) => trial === 3)).toHaveLength(1) // it failed, and went no further
  })
})

it("asha sends about a third on, and the best of them to the end", () => {
  const on = onRungs(carriedOut(ruleOf(fidelity("asha"), 20), 1).order)

  expect(on.map(({ length }) => length)).toEqual([20, 7, 2]) // one more than a third: it led before better ones came
  expect(on[2]).toContain(0) // 7 · 0 mod 20 is the least
})

it("successive halving sends the best third of all on, and of those the best third", () => {
  const [first, second, third] = onRungs(carriedOut(ruleOf(fidelity("halving"), 20), 1).order)

  expect(first).toHaveLength(20)
  expect(second!.toSorted((a, b) => a - b)).toEqual([0, 6, 9, 12, 15, 18]) // 7 · trial mod 20 is 0 2 3 4 5 6
  expect(third!.toSorted((a, b) => a - b)).toEqual([0, 6])
})

it("hyperband begins trials at each of its rungs, as many as its brackets have", () => {
  const all = hyperbandTrials(fidelity("hyperband"))
  const { order } = carriedOut(ruleOf(fidelity("hyperband"), Infinity), 1)
  const begins = order.filter(({ trial }, i) => order.findIndex((job) => job.trial === trial) === i)

  expect(all).toBe(9 + 5 + 3)
  expect([0, 1, 2].map((rung) => begins.filter((job) => job.rung === rung).length)).toEqual([9, 5, 3])
})

it("median pruning lets five trials end, and then stops those that are worse than most of the ended", () => {
  const { order } = carriedOut(ruleOf(fidelity("median"), 20), 1)
  const [, , ended] = onRungs(order)

  expect(ended!.length).toBeGreaterThanOrEqual(5)
  expect(ended).toContain(9) // 7 · 9 mod 20 is 3
  expect(ended).not.toContain(17) // 19: the worst of all
})

it("one after the other it waits for each, and is done after the last", () => {
  const rule = ruleOf(fidelity("asha"), 2)
  const begun = (trial: number) => ({ job: { trial, rung: 0 } })

  expect(nextJob(rule, 1, [])).toMatchObject(begun(0))
  expect(nextJob(rule, 1, [{ trial: 0, rung: 0 }])).toBe("wait")
  expect(nextJob(rule, 1, [{ trial: 0, rung: 0, loss: 1 }])).toMatchObject(begun(1))
  expect(nextJob(rule, 1, [{ trial: 0, rung: 0, loss: 1 }, { trial: 1, rung: 0, loss: undefined }])).toBe("done")
})
