/** How far settings came that were given more of a parameter step by step. */
import type { Setting, Trial } from "./sweep.ts"

/** The rung a setting ended on, where it climbed any. */
export const rungOf = ({ trials }: Setting): Trial["rung"] => trials[0]?.rung

/** Whether a setting was given all of it: one of few epochs tells little beside one of many. */
export const isFull = (setting: Setting): boolean => {
  const rung = rungOf(setting)
  return rung === undefined || rung.rung === rung.of
}

/** How far a setting came; settings of a sweep without rungs came equally far. */
export const reached = (setting: Setting): number => rungOf(setting)?.rung ?? 0
