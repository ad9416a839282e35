/**
 * Rules that give more epochs or tracks to the trials that do best with few: successive halving, its asynchronous form,
 * and Hyperband. They know trials by number, rungs from 0, and losses; what a rung means to a trainer is not theirs.
 *
 * Sources: Jamieson & Talwalkar 2016, "Non-stochastic best arm identification"; Li et al. 2018, "Hyperband"; Li et al.
 * 2020, "A system for massively parallel hyperparameter tuning" (ASHA).
 */

/** Resources of the rungs, rising, the last one the most that a trial gets. */
export interface Rungs {
  readonly resources: ReadonlyArray<number>
  /** One of so many trials goes on from a rung to the next. */
  readonly reduction: number
}

/** A trial that ended a rung, with its loss there; one that failed has none and does not go on. */
export interface RungEnd {
  readonly trial: number
  readonly rung: number
  readonly loss: number | undefined
}

/** A trial to be taken to the end of a rung. */
export interface Promotion {
  readonly trial: number
  readonly rung: number
}

/** Rungs at `most`, `most`/reduction, … in whole units, down to the last that is not below `least`. */
export const rungsOf = (least: number, most: number, reduction = 3): Rungs => {
  const resources: Array<number> = []
  for (
    let share = 1;
    Math.round(most / share) >= least && Math.round(most / share) !== resources[0];
    share *= reduction
  ) {
    resources.unshift(Math.round(most / share))
  }
  return { resources: resources.length === 0 ? [most] : resources, reduction }
}

/** Trials that ended a rung with a loss, the least first, the earlier of equal ones first. */
const standing = (ended: ReadonlyArray<RungEnd>, rung: number): ReadonlyArray<number> =>
  ended.filter((each) => each.rung === rung && each.loss !== undefined && !Number.isNaN(each.loss))
    .sort((a, b) => a.loss === b.loss ? a.trial - b.trial : a.loss! < b.loss! ? -1 : 1)
    .map(({ trial }) => trial)

/** Who goes on from a rung that all of its trials have ended: the best 1/reduction, at least one if any has a loss. */
export const survivors = ({ reduction }: Rungs, ended: ReadonlyArray<RungEnd>, rung: number): ReadonlyArray<number> => {
  const all = ended.filter((each) => each.rung === rung).length
  return standing(ended, rung).slice(0, Math.max(1, Math.floor(all / reduction)))
}

/**
 * The next promotion of asynchronous successive halving: from the highest rung that has one, the best trial among the
 * best 1/reduction of those that have ended it and was not promoted yet. Undefined where a new trial should begin.
 * `begun` are all rungs that trials have been sent to.
 */
export const ashaPromotion = (
  { reduction, resources }: Rungs,
  ended: ReadonlyArray<RungEnd>,
  begun: ReadonlyArray<Promotion>
): Promotion | undefined => {
  for (let rung = resources.length - 2; rung >= 0; rung--) {
    const all = ended.filter((each) => each.rung === rung).length
    const promoted = new Set(begun.filter((each) => each.rung === rung + 1).map(({ trial }) => trial))
    const trial = standing(ended, rung).slice(0, Math.floor(all / reduction)).find((each) => !promoted.has(each))
    if (trial !== undefined) return { trial, rung: rung + 1 }
  }
  return undefined
}

/** One round of successive halving: how many trials begin, and the rungs they may climb. */
export interface Bracket {
  readonly trials: number
  readonly rungs: Rungs
}

/** Hyperband's brackets, from many trials that begin with `least` to a few that get `most` at once (its Algorithm 1). */
export const hyperbandBrackets = (least: number, most: number, reduction = 3): ReadonlyArray<Bracket> => {
  const { resources } = rungsOf(least, most, reduction)
  const count = resources.length
  return resources.map((_, skipped) => {
    const steps = count - 1 - skipped
    const trials = Math.ceil(count * reduction ** steps / (steps + 1))
    return { trials, rungs: { resources: resources.slice(skipped), reduction } }
  })
}
