/** What to call the data of runs: names that tell data sets apart, and data sets by what a person calls them. */
import * as path from "node:path"
import type { Dataset, RunRecord } from "../../dataflow/store/run-record.ts"

/** The last `parts` of a path. */
const tailOf = (place: string, parts: number): string => place.split(path.sep).slice(-parts).join("/")

/** As few last parts of each path as tell them all apart. */
const shortestTails = (places: ReadonlyArray<string>): ReadonlyArray<string> => {
  const longest = Math.max(...places.map((place) => place.split(path.sep).length))
  for (let parts = 1; parts < longest; parts++) {
    const tails = places.map((place) => tailOf(place, parts))
    if (new Set(tails).size === places.length) return tails
  }
  return places
}

const keyOf = ({ name, source }: Dataset): string => source ?? name

/** The latest of each place. */
const setsOf = (runs: ReadonlyArray<Pick<RunRecord, "dataset">>): ReadonlyMap<string, Dataset> =>
  new Map(runs.flatMap(({ dataset }) => dataset === undefined ? [] : [[keyOf(dataset), dataset] as const]))

/**
 * Labels of data sets by where they lie: the name alone, or, where others have it too, as much of the end of each path as
 * tells them apart.
 *
 * @example
 * ```ts
 * dataLabels(store.runs()) // for /x/d1/songs and /x/d2/songs "d1/songs" and "d2/songs"
 * ```
 */
export const dataLabels = (runs: ReadonlyArray<Pick<RunRecord, "dataset">>): (dataset: Dataset) => string => {
  const labels = new Map<string, string>()
  for (const [name, sharing] of Map.groupBy(setsOf(runs).values(), (each) => each.name)) {
    const tails = sharing.length === 1 ? [name] : shortestTails(sharing.map(keyOf))
    sharing.forEach((each, i) => labels.set(keyOf(each), tails[i]!))
  }
  return (dataset) => labels.get(keyOf(dataset)) ?? dataset.name
}

/**
 * The data sets of runs that a word names: the one at that place or of that label, else all of that name. None of them, one,
 * or several that the word does not tell apart.
 */
export const dataNamed = (
  runs: ReadonlyArray<Pick<RunRecord, "dataset">>,
  { labelOf, source, word }: {
    readonly word: string
    /** The place that the word is, if it is one. */
    readonly source: string | undefined
    readonly labelOf: (dataset: Dataset) => string
  }
): ReadonlyArray<Dataset> => {
  const sets = [...setsOf(runs).values()]
  const exact = sets.filter((each) => each.source === (source ?? word) || labelOf(each) === word)
  return exact.length > 0 ? exact : sets.filter(({ name }) => name === word)
}
