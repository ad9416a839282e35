/** What strategies are told: trials that ended, trials that have begun, and what an ask may know of both. */
import type { Point } from "./space.ts"

/** A trial that has begun, numbered from 0. */
export interface Pending {
  readonly trial: number
  readonly point: Point
}

/** A trial that ended. `losses`, less is better, one for every objective; a trial that failed has none. */
export interface Told extends Pending {
  readonly losses: ReadonlyArray<number> | undefined
  /** Epochs or tracks spent, where trials are stopped early; what ran longer is believed before what ran shorter. */
  readonly resource?: number
}

/** The next point, for trial number `trial`; undefined when every point of the space has been asked for. */
export type Ask = (trial: number, told: ReadonlyArray<Told>, pending: ReadonlyArray<Pending>) => Point | undefined

/** The losses of a trial if they are numbers, all of them. */
export const lossesOf = ({ losses }: Told): ReadonlyArray<number> | undefined =>
  losses === undefined || losses.some(Number.isNaN) ? undefined : losses

/**
 * What the ask for a trial may know when `together` trials run at once: how the trials up to `trial - together` ended,
 * and that later ones have begun, even if one of them has ended too. So which of them was fastest changes nothing, and
 * a sweep that is resumed, or runs on another machine, asks the same. Undefined while one that must have ended has not.
 */
export const pastOf = (
  trial: number,
  together: number,
  begun: ReadonlyArray<Pending | Told>
): { readonly told: ReadonlyArray<Told>; readonly pending: ReadonlyArray<Pending> } | undefined => {
  const told: Array<Told> = []
  const pending: Array<Pending> = []
  for (const each of begun.toSorted((a, b) => a.trial - b.trial)) {
    if (each.trial >= trial) continue
    if (each.trial > trial - together) pending.push({ trial: each.trial, point: each.point })
    else if ("losses" in each) told.push(each)
    else return undefined
  }
  return told.length + pending.length === trial ? { told, pending } : undefined
}
