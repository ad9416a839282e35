import { expect, it } from "vitest"
import { type AshaOptions, type Job, nextAshaJob } from "../../../src/dataflow/sweep/asha.ts"
import { type Promotion, rungsOf } from "../../../src/dataflow/sweep/halving.ts"
import { Random } from "../../../src/math/random.ts"

const options: AshaOptions = { rungs: rungsOf(1, 9), trials: 20, together: 4 }

/** All jobs, each as fast as chance has it; what runs at once, and in which order jobs began. */
const carriedOut = (given: AshaOptions, seed: number) => {
  const random = new Random(seed)
  const jobs: Array<Job> = []
  const running: Array<number> = []
  let most = 0
  for (;;) {
    const next = nextAshaJob(given, jobs)
    if (next === "done") return { most, order: jobs.map(({ rung, trial }): Promotion => ({ trial, rung })), jobs }
    if (next !== "wait") running.push(jobs.push(next) - 1)
    most = Math.max(most, running.length)
    if (next === "wait" || random.uniform() < 0.4) {
      const [ended] = running.splice(random.int(running.length), 1)
      const { rung, trial } = jobs[ended!]!
      jobs[ended!] = { rung, trial, loss: trial === 3 ? undefined : (trial * 7) % 20 + 1 / (rung + 1) }
    }
  }
}

it("the same jobs begin in the same order, whichever ends first", () => {
  const orders = [1, 2, 3, 4, 5].map((seed) => JSON.stringify(carriedOut(options, seed).order))

  expect(new Set(orders).size).toBe(1)
})

it("as many jobs run at once as may, and no more", () => {
  expect(carriedOut(options, 1).most).toBe(4)
})

it("every trial begins once, about a third goes on, and the best of them reaches the end", () => {
  const { order } = carriedOut(options, 1)
  const on = (rung: number) => order.filter((job) => job.rung === rung).map(({ trial }) => trial)

  expect(on(0)).toEqual(Array.from({ length: 20 }, (_, trial) => trial))
  expect([on(1).length, on(2).length]).toEqual([7, 2]) // one more than a third of 20: it led before better ones came
  expect(on(2)).toContain(0) // 7 · 0 mod 20 is the least
})

it("one after the other it waits for each, and is done after the last", () => {
  const alone = { ...options, together: 1, trials: 2 }

  expect(nextAshaJob(alone, [])).toEqual({ trial: 0, rung: 0 })
  expect(nextAshaJob(alone, [{ trial: 0, rung: 0 }])).toBe("wait")
  expect(nextAshaJob(alone, [{ trial: 0, rung: 0, loss: 1 }])).toEqual({ trial: 1, rung: 0 })
  expect(nextAshaJob(alone, [{ trial: 0, rung: 0, loss: 1 }, { trial: 1, rung: 0, loss: undefined }])).toBe("done")
})
