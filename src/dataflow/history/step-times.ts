/** When the steps of a run were at work: as it noted itself, else as far as that can be told from when they ended. */
import type { RunRecord, Stretch } from "../store/run-record.ts"
import type { StepOfRun } from "./provenance.ts"

/** Units: milliseconds since the run began. */
export interface StepTimes {
  readonly from?: number
  readonly to?: number
  readonly stretches: ReadonlyArray<Stretch>
}

/** The times of a step; none of one that the run did not bring up to date itself. */
export const timesOf = (run: RunRecord, { record, step }: StepOfRun, hasRun: boolean): StepTimes => {
  const noted = run.executed?.[step]
  if (noted !== undefined) return { from: noted.from, to: noted.to, stretches: noted.stretches }
  if (!hasRun || record === undefined || run.startedAt === undefined) return { stretches: [] }
  const to = Date.parse(record.finishedAt) - Date.parse(run.startedAt)
  return { from: Math.max(0, to - record.durationMs), to, stretches: [] }
}

/**
 * Steps with each on the first core that is free for all of its time. That is how a run without notes may have been, and
 * not how many cores a step had.
 *
 * @example
 * ```ts
 * const step = { name: "a", from: 0, to: 5, stretches: [] }
 * laidOnCores([step, { ...step, name: "b", to: 9 }, { ...step, name: "c", from: 5, to: 9 }])
 *   .map(({ stretches }) => stretches[0]?.core) // [0, 1, 0]
 * ```
 */
export const laidOnCores = <A extends StepTimes>(steps: ReadonlyArray<A>): ReadonlyArray<A> => {
  const busyUntil: Array<number> = []
  const given = new Map<A, Stretch>()
  const timed = steps.filter(({ from }) => from !== undefined).toSorted((a, b) => a.from! - b.from! || a.to! - b.to!)
  for (const step of timed) {
    const [from, to] = [step.from!, step.to!]
    const free = busyUntil.findIndex((until) => until <= from)
    const core = free < 0 ? busyUntil.length : free
    busyUntil[core] = to
    given.set(step, { core, from, to })
  }
  return steps.map((step) => {
    const stretch = given.get(step)
    return stretch === undefined ? step : { ...step, stretches: [stretch] }
  })
}
