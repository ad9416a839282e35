/** What became of trials that were given more of a parameter step by step: how far each came, and what all that cost. */
import { isFull, rungOf } from "../../dataflow/sweep/reached.ts"
import type { Setting, Trial } from "../../dataflow/sweep/sweep.ts"

/** Trials of all rungs, in the order of their settings. */
export const trialsOf = (settings: ReadonlyArray<Setting>): ReadonlyArray<Trial> =>
  settings.flatMap(({ rungs, trials }) => rungs?.flatMap((rung) => rung.trials) ?? trials)

/** The parameter that trials were given more of. */
export const resourceOf = (settings: ReadonlyArray<Setting>): string | undefined =>
  settings.flatMap((setting) => rungOf(setting)?.path ?? [])[0]

/** How far it came, as a cell of a table: "27", or "9, stopped". */
export const rungCell = (setting: Setting): string => {
  const rung = rungOf(setting)
  if (rung === undefined) return ""
  const isFailed = setting.trials.some(({ outcome }) => outcome === "failed")
  return isFull(setting) || isFailed ? `${rung.resource}` : `${rung.resource}, stopped at rung ${rung.rung}/${rung.of}`
}

/** What was spent of what all trials would have cost to the end. */
export interface Spent {
  readonly resource: string
  readonly spent: number
  readonly full: number
  /** Whether a trial that goes on begins anew, for its step does not go on from less. */
  readonly isAnew: boolean
}

/** What a sweep with rungs spent. */
export const spentOf = (settings: ReadonlyArray<Setting>, most: number): Spent | undefined => {
  const resource = resourceOf(settings)
  if (resource === undefined) return undefined
  const rungs = trialsOf(settings).flatMap(({ rung }) => rung ?? [])
  return {
    resource,
    spent: rungs.reduce((sum, { spent }) => sum + spent, 0),
    full: most * settings.reduce((sum, { trials }) => sum + trials.length, 0),
    isAnew: rungs.some(({ before, spent, resource: to }) => before > 0 && spent === to)
  }
}

/** The same in words. */
export const spentText = ({ full, isAnew, resource, spent }: Spent): string => {
  const share = `${spent.toLocaleString("en")} of ${full.toLocaleString("en")} ${resource} (${
    Math.round(100 * spent / full)
  } %)`
  return isAnew ? `${share}; trials that went on began anew: their step does not go on from less` : share
}
