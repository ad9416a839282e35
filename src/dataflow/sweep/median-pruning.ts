/** The rule that stops a trial which does worse than most did at the same point. */
import { quantile } from "../../math/quantile.ts"

/** A loss at a number of epochs or tracks. */
export interface Reading {
  readonly resource: number
  readonly loss: number
}

/** When the rule begins to speak. */
export interface MedianPruning {
  /** Trials that must have ended before. */
  readonly startup: number
  /** Epochs or tracks that every trial gets. */
  readonly warmUp: number
}

/**
 * Whether a trial should stop after its last reading: its least loss so far is above the median that the trials which
 * ended had at the same resource. Readings that are no numbers stop it once the rule speaks.
 * Source: Golovin et al. 2017, "Google Vizier", §3.2.2; the least loss and the startup of 5 trials as in Optuna.
 */
export const isPruned = (
  own: ReadonlyArray<Reading>,
  ended: ReadonlyArray<ReadonlyArray<Reading>>,
  { startup, warmUp }: MedianPruning = { startup: 5, warmUp: 0 }
): boolean => {
  const now = own.at(-1)
  if (now === undefined || now.resource <= warmUp || ended.length < startup) return false
  const others = ended.flatMap((each) => each.filter(({ resource }) => resource === now.resource))
    .map(({ loss }) => loss).filter((loss) => !Number.isNaN(loss)).sort((a, b) => a - b)
  const losses = own.map(({ loss }) => loss).filter((loss) => !Number.isNaN(loss))
  if (losses.length === 0) return true
  return others.length > 0 && Math.min(...losses) > quantile(others, 0.5)
}
