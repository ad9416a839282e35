/**
 * Which trials get more epochs or tracks: rules as jobs one after the other, the same jobs however fast each of them is.
 * A job takes one trial to the end of one rung. Next: climb.ts, which carries them out.
 */
import {
  ashaPromotion,
  hyperbandBrackets,
  type Promotion,
  type RungEnd,
  type Rungs,
  rungsOf,
  survivors
} from "./halving.ts"
import { isPruned, type Reading } from "./median-pruning.ts"

/** Names of the rules, as on the command line. */
export const pruningNames = ["asha", "halving", "hyperband", "median"] as const

/** One of them. */
export type PruningName = typeof pruningNames[number]

/** The parameter that trials are given more of, from `least` to `most` by the factor `reduction`, and who is given more. */
export interface Fidelity {
  /** Its path, such as "train.epochs". */
  readonly path: string
  readonly least: number
  readonly most: number
  readonly reduction: number
  readonly prune: PruningName
}

/** A job that has begun. Once it ended it has a loss, or undefined for one that failed. */
export type Job = Promotion | RungEnd

/** The next job of a search, given how past jobs ended and which have begun; undefined where none is due. */
export type Rule = (past: ReadonlyArray<RungEnd>, begun: ReadonlyArray<Promotion>) => Promotion | undefined

/** A job to begin, and how those ended by which it was chosen. */
export interface NextJob {
  readonly job: Promotion
  readonly past: ReadonlyArray<RungEnd>
}

const isEnded = (job: Job): job is RungEnd => "loss" in job

/**
 * The job after `jobs`, which stand in the order in which they began; "wait" while it depends on one that runs, and
 * "done" when none is left. The rule is told how all but the last `together - 1` jobs ended, and more of them only where
 * nothing would be due otherwise: what ended earlier than it had to changes nothing.
 */
export const nextJob = (rule: Rule, together: number, jobs: ReadonlyArray<Job>): NextJob | "wait" | "done" => {
  for (let known = Math.max(0, jobs.length - together + 1); known <= jobs.length; known++) {
    const past = jobs.slice(0, known)
    if (!past.every(isEnded)) return "wait"
    const job = rule(past, jobs)
    if (job !== undefined) return { job, past }
  }
  return "done"
}

const on = <J extends Promotion>(jobs: ReadonlyArray<J>, rung: number): ReadonlyArray<J> =>
  jobs.filter((job) => job.rung === rung)

const fresh = (begun: ReadonlyArray<Promotion>, trials: number): Promotion | undefined => {
  const trial = on(begun, 0).length
  return trial < trials ? { trial, rung: 0 } : undefined
}

/** Asynchronous successive halving. Source: Li et al. 2020, algorithm 2. */
export const ashaRule = (rungs: Rungs, trials: number): Rule => (past, begun) =>
  ashaPromotion(rungs, past, begun) ?? fresh(begun, trials)

/** A round of trials numbered from `firstTrial` that begin at `firstRung`. */
interface Round {
  readonly trials: number
  readonly firstTrial: number
  readonly firstRung: number
}

/** Successive halving: all trials end a rung before the best of them go on. */
const halvingRound = (rungs: Rungs, { firstRung, firstTrial, trials }: Round): Rule => (past, begun) => {
  const isOurs = ({ trial }: Promotion) => trial >= firstTrial && trial < firstTrial + trials
  const [ours, ended] = [begun.filter(isOurs), past.filter(isOurs)]
  const started = on(ours, firstRung).length
  if (started < trials) return { trial: firstTrial + started, rung: firstRung }
  for (let rung = firstRung; rung < rungs.resources.length - 1; rung++) {
    if (on(ended, rung).length < on(ours, rung).length) return undefined
    const promoted = new Set(on(ours, rung + 1).map(({ trial }) => trial))
    const trial = survivors(rungs, ended, rung).find((each) => !promoted.has(each))
    if (trial !== undefined) return { trial, rung: rung + 1 }
  }
  return undefined
}

/** Hyperband's brackets one beside the other and as often as it takes for all trials. */
const hyperbandRule = (fidelity: Fidelity, trials: number): Rule => {
  const { least, most, reduction } = fidelity
  const rungs = rungsOf(least, most, reduction)
  const brackets = hyperbandBrackets(least, most, reduction)
  const rounds: Array<Rule> = []
  for (let firstTrial = 0, i = 0; firstTrial < trials; i++) {
    const firstRung = i % brackets.length
    const count = Math.min(brackets[firstRung]!.trials, trials - firstTrial)
    rounds.push(halvingRound(rungs, { trials: count, firstTrial, firstRung }))
    firstTrial += count
  }
  return (past, begun) => {
    for (const round of rounds) {
      const job = round(past, begun)
      if (job !== undefined) return job
    }
    return undefined
  }
}

/** Readings of each trial, in the order of its rungs. */
const readingsOf = (
  { resources }: Rungs,
  ended: ReadonlyArray<RungEnd>
): ReadonlyMap<number, ReadonlyArray<Reading>> => {
  const found = new Map<number, Array<Reading>>()
  for (const { loss, rung, trial } of ended) {
    const readings = found.get(trial) ?? []
    readings.push({ resource: resources[rung]!, loss: loss ?? Number.NaN })
    found.set(trial, readings)
  }
  return found
}

/** Each trial goes on to the end unless it falls behind the median: judged once, by what began before it did. */
const medianRule = (rungs: Rungs, trials: number): Rule => (past, begun) => {
  const top = rungs.resources.length - 1
  const hasBegun = new Set(begun.map(({ rung, trial }) => `${trial} ${rung}`))
  for (const [i, { loss, rung, trial }] of past.entries()) {
    if (rung === top || loss === undefined || hasBegun.has(`${trial} ${rung + 1}`)) continue
    const before = past.slice(0, i + 1)
    const readings = readingsOf(rungs, before)
    const ended = before.flatMap((each) => each.rung === top && each.trial !== trial ? [readings.get(each.trial)!] : [])
    if (!isPruned(readings.get(trial)!, ended)) return { trial, rung: rung + 1 }
  }
  return fresh(begun, trials)
}

/** The rule of that name for so many trials. */
export const ruleOf = (fidelity: Fidelity, trials: number): Rule => {
  const { least, most, prune, reduction } = fidelity
  const rungs = rungsOf(least, most, reduction)
  switch (prune) {
    case "asha":
      return ashaRule(rungs, trials)
    case "halving":
      return halvingRound(rungs, { trials, firstTrial: 0, firstRung: 0 })
    case "hyperband":
      return hyperbandRule(fidelity, Number.isFinite(trials) ? trials : hyperbandTrials(fidelity))
    case "median":
      return medianRule(rungs, trials)
  }
}

/** Trials of one pass through all of Hyperband's brackets. */
export const hyperbandTrials = ({ least, most, reduction }: Fidelity): number =>
  hyperbandBrackets(least, most, reduction).reduce((sum, { trials }) => sum + trials, 0)
