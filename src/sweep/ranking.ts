/** The table a sweep ends in: one row per combination, its metrics over the seeds, best first. */
import type { Trial } from "./sweep.ts"

/** Mean and, from two seeds on, standard deviation of a metric over a combination's trials. */
export interface Spread {
  readonly mean: number
  readonly deviation: number | undefined
  readonly count: number
}

/** One combination of the grid. `failed` counts its trials that did not finish. */
export interface RankedRow {
  readonly set: Readonly<Record<string, string>>
  readonly metrics: Readonly<Record<string, Spread>>
  readonly failed: number
}

/** Mean and sample standard deviation (n − 1). */
export const spreadOf = (values: ReadonlyArray<number>): Spread => {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : undefined, count }
}

/** Rows by combination, the best mean of `metric` first; combinations without that metric come last. */
export const rankTrials = (trials: ReadonlyArray<Trial>, metric: string): ReadonlyArray<RankedRow> => {
  const groups = new Map<string, Array<Trial>>()
  for (const trial of trials) {
    const key = JSON.stringify(trial.set)
    groups.set(key, [...(groups.get(key) ?? []), trial])
  }
  const better = trials.find((trial) => metric in trial.metrics)?.metrics[metric]?.better ?? "higher"
  const rows = [...groups.values()].map((group): RankedRow => {
    const names = [...new Set(group.flatMap((trial) => Object.keys(trial.metrics)))].sort()
    const values = (name: string) => group.flatMap((trial) => trial.metrics[name]?.value ?? [])
    return {
      set: group[0]!.set,
      metrics: Object.fromEntries(names.map((name) => [name, spreadOf(values(name))])),
      failed: group.filter((trial) => trial.outcome === "failed").length
    }
  })
  const worst = better === "higher" ? -Infinity : Infinity
  const score = (row: RankedRow) => row.metrics[metric]?.mean ?? worst
  return rows.sort((a, b) => better === "higher" ? score(b) - score(a) : score(a) - score(b))
}
