/** The command that does again what a recorded run did. */
import type { LoadOptions } from "../../dataflow/plan/loaded.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import { visible } from "../../format/visible.ts"

/** A word as a POSIX shell reads it back, control characters as `$'…'` escapes. */
const shellWord = (word: string): string => {
  if (/^[\w@%+=:,./*-]+$/u.test(word)) return word
  if (visible(word) === word) return `'${word.replaceAll("'", `'\\''`)}'`
  return `$'${JSON.stringify(word).slice(1, -1).replaceAll(`\\"`, `"`).replaceAll("'", "\\'")}'`
}

/** What was set, as flags; what was set of every step, such as the backend, has a flag of its own. */
export const overrideFlags = ({ overrides = {} }: RunRecord): ReadonlyArray<string> =>
  Object.entries(overrides).flatMap(([path, value]) =>
    path.startsWith("*.") ? [`--${path.slice(2)}`, value] : ["--set", `${path}=${value}`]
  )

/** What a run asked of its pipeline, to load it the same way. */
export const askedOf = ({ dataset, overrides = {}, seed }: RunRecord): LoadOptions => {
  const set = Object.entries(overrides)
  return {
    seed,
    ...(dataset?.source === undefined ? {} : { data: dataset.source }),
    set: Object.fromEntries(set.filter(([path]) => !path.startsWith("*."))),
    everywhere: Object.fromEntries(
      set.flatMap(([path, value]) => path.startsWith("*.") ? [[path.slice(2), value]] : [])
    )
  }
}

/** Which part was asked for and what was to run again, as flags. */
const selectionFlags = ({ selection = {} }: RunRecord): ReadonlyArray<string> => {
  const { force = [], from, targets = [] } = selection
  return [
    ...(from === undefined ? [] : ["--from", from]),
    ...targets,
    ...force.flatMap((node) => ["--force", node])
  ]
}

/** Flags by which a run was other than a plain one, without data and seed. */
export const askedFlags = (run: RunRecord): string =>
  [...overrideFlags(run), ...selectionFlags(run)].map(shellWord).join(" ")

/**
 * The command line that repeats a run: data, parameters, seed and part as they were. What it had to run again is left out:
 * that made no other result.
 *
 * @example
 * ```ts
 * repeating(run) // "pipeline run easy --data 'my songs' --seed 7 --set train.beta=4"
 * ```
 */
export const repeating = (run: RunRecord): string => {
  const { dataset, pipeline, seed, selection = {} } = run
  const data = dataset?.source === undefined ? [] : ["--data", dataset.source]
  const words = [pipeline, ...selection.targets ?? [], ...data, "--seed", String(seed), ...overrideFlags(run)]
  return ["pipeline", "run", ...words].map(shellWord).join(" ")
}
