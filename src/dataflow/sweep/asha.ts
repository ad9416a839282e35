/** Asynchronous successive halving as jobs one after the other, the same jobs however fast each of them is. */
import { ashaPromotion, type Promotion, type RungEnd, type Rungs } from "./halving.ts"

/** What is searched: how many trials begin, on which rungs, and how many jobs run at once. */
export interface AshaOptions {
  readonly rungs: Rungs
  readonly trials: number
  readonly together: number
}

/** A job that has begun. Once it ended it has a loss, or undefined for one that failed. */
export type Job = Promotion | RungEnd

const isEnded = (job: Job): job is RungEnd => "loss" in job

/**
 * The job after `jobs`, which stand in the order in which they began; "wait" while it depends on one that runs, and
 * "done" when none is left. It knows how all but the last `together - 1` jobs ended, and more of them only where it
 * would have nothing to do otherwise: what ended earlier than it had to changes nothing.
 * Source: Li et al. 2020, algorithm 2.
 */
export const nextAshaJob = (
  { rungs, together, trials }: AshaOptions,
  jobs: ReadonlyArray<Job>
): Promotion | "wait" | "done" => {
  const begun = jobs.filter(({ rung }) => rung === 0).length
  for (let known = Math.max(0, jobs.length - together + 1); known <= jobs.length; known++) {
    const past = jobs.slice(0, known)
    if (!past.every(isEnded)) return "wait"
    const promotion = ashaPromotion(rungs, past, jobs)
    if (promotion !== undefined) return promotion
    if (begun < trials) return { trial: begun, rung: 0 }
  }
  return "done"
}
