/** Runs as rows of a table. */
import * as Effect from "effect/Effect"
import { headlinesOf, reachedCount } from "../../../dataflow/store/run-index.ts"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { canonicalJson } from "../../../format/canonical-json.ts"
import type { RunRow, RunsAnswer } from "../../../page/web/ui/answers.ts"
import { chooseRuns } from "../choose-runs.ts"
import { dataLabels } from "../data-labels.ts"
import { recordedRun } from "../recorded-run.ts"
import { parseCondition, runFields } from "../run-fields.ts"
import { allMarks } from "../run-marks.ts"
import { statusNote } from "../run-status.ts"

/** A value as a person reads it: texts without quotes. */
export const valueText = (value: unknown): string => typeof value === "string" ? value : canonicalJson(value)

/** Which parameters and metrics a row has; all metrics where none are named. */
export interface RowColumns {
  readonly params?: ReadonlyArray<string>
  readonly metrics?: ReadonlyArray<string>
}

/** The metrics of a run by name: of a run of thousands no more are read than that takes. */
const metricsOf = (store: Store, run: RunRecord, names: ReadonlyArray<string> | undefined): RunRow["metrics"] => {
  if (names === undefined) return recordedRun(store, run).metrics
  const told = headlinesOf(run)
  const isTold = told !== undefined && names.every((name) => Object.hasOwn(told, name))
  const known = isTold ? told : recordedRun(store, run).metrics
  return Object.fromEntries(names.flatMap((name) => Object.hasOwn(known, name) ? [[name, known[name]!]] : []))
}

/** Makes rows of runs. */
export const rowOf = (store: Store) => {
  const labelOf = dataLabels(store.runs())
  const marks = allMarks(store)
  return (run: RunRecord, { metrics, params: paths = [] }: RowColumns = {}): RunRow => {
    const { notes, pinnedAt, tags } = marks(run)
    const { params = {} } = run
    return {
      run: run.run,
      pipeline: run.pipeline,
      data: run.dataset === undefined || run.dataset.name === "" ? "" : labelOf(run.dataset),
      status: run.status ?? "unknown",
      note: statusNote(run),
      seed: run.seed,
      finished: run.finishedAt,
      tookMs: run.durationMs,
      reached: reachedCount(run),
      planned: run.counts?.planned,
      tags,
      notes: notes.map(({ text }) => text),
      isPinned: pinnedAt !== undefined,
      sweep: run.trial?.sweep,
      params: Object.fromEntries(
        paths.flatMap((path) => Object.hasOwn(params, path) ? [[path, valueText(params[path])]] : [])
      ),
      metrics: metricsOf(store, run, metrics)
    }
  }
}

const columnsAtMost = 12 // for parameters that somebody set
const othersAtMost = 3 // those that nobody set differ by what the runs were given, and would bury all else
const metricsAtMost = 6

/** A list of objects, or an object: what no cell of a table shows. */
const isStructure = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isStructure) : typeof value === "object" && value !== null

/**
 * Parameters that are not the same in all runs of a pipeline, but for structures nobody set; those that were set in some run
 * come first.
 */
export const differingParams = (runs: ReadonlyArray<RunRecord>): ReadonlyArray<string> => {
  const set = new Set(runs.flatMap(({ overrides = {} }) => Object.keys(overrides)))
  const differing = new Set<string>()
  for (const own of Map.groupBy(runs, ({ pipeline }) => pipeline).values()) {
    const [first, ...others] = own.map(({ params = {} }) => params)
    for (const other of others) {
      for (const [path, value] of Object.entries(other)) {
        // one that the other run knows nothing of may only be older than the parameter
        const isThere = set.has(path) || Object.hasOwn(first!, path) && !isStructure(value)
        if (isThere && canonicalJson(first![path] ?? null) !== canonicalJson(value)) differing.add(path)
      }
    }
  }
  return [...differing].sort((a, b) => Number(set.has(b)) - Number(set.has(a)))
}

/** Those of them that a table shows unasked. */
export const shownParams = (runs: ReadonlyArray<RunRecord>): ReadonlyArray<string> => {
  const set = new Set(runs.flatMap(({ overrides = {} }) => Object.keys(overrides)))
  return differingParams(runs).filter((path, at) => at < (set.has(path) ? columnsAtMost : othersAtMost))
}

/** Headlines of the runs, all metrics where there are none: those that tell runs of a pipeline apart first. */
const headlines = (store: Store, runs: ReadonlyArray<RunRecord>): ReadonlyArray<string> => {
  const values = new Map<string, Map<string, Set<number>>>()
  for (const run of runs) {
    const own = Object.entries(headlinesOf(run) ?? recordedRun(store, run).metrics)
    const told = own.filter(([, { isHeadline }]) => isHeadline === true)
    for (const [name, { value }] of told.length > 0 ? told : own) {
      const of = values.get(name) ?? new Map<string, Set<number>>()
      values.set(name, of.set(run.pipeline, (of.get(run.pipeline) ?? new Set()).add(value)))
    }
  }
  const apart = (name: string) => Math.max(...[...values.get(name)!.values()].map((each) => each.size))
  return [...values.keys()].sort((a, b) => Number(apart(b) > 1) - Number(apart(a) > 1))
}

const mostRuns = 500
const namesFrom = 100 // runs that are looked through for what one may ask: of thousands that would take seconds

/** What is typed into the filter: conditions as `runs --where` takes them, parted by semicolons; other words are looked for. */
const partsOf = (filter: string) => {
  const parts = filter.split(/;|\s&&?\s/).map((part) => part.trim()).filter((part) => part !== "")
  return {
    where: parts.filter((part) => parseCondition(part) !== undefined),
    words: parts.filter((part) => parseCondition(part) === undefined).map((word) => word.toLowerCase())
  }
}

const holdsWord = ({ data, note, notes, pipeline, run, status, tags }: RunRow, word: string): boolean =>
  [run, pipeline, data, status, note, ...tags, ...notes].some((text) => text.toLowerCase().includes(word))

const tableOf = (store: Store, query: URLSearchParams) =>
  Effect.gen(function*() {
    const all = store.runs().toReversed()
    const fields = runFields(store, dataLabels(all), allMarks(store))
    const { where, words } = partsOf(query.get("filter") ?? "")
    const chosen = yield* chooseRuns(all, fields, { where, sort: query.get("sort") || undefined, limit: undefined })
    const make = rowOf(store)
    const asked = (query.get("columns") ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "")
    const isParam = (name: string) => chosen.some(({ params = {} }) => Object.hasOwn(params, name))
    const isFound = (run: RunRecord) => words.every((word) => holdsWord(make(run, { metrics: [] }), word))
    const shown = words.length === 0 ? chosen : chosen.filter(isFound)
    const some = shown.slice(0, mostRuns)
    const params = [...new Set([...asked.filter(isParam), ...shownParams(some)])]
    const metrics = [
      ...new Set([...asked.filter((name) => !isParam(name)), ...headlines(store, some).slice(0, metricsAtMost)])
    ]
    const answer: RunsAnswer = {
      runs: some.map((run) => make(run, { params, metrics })),
      total: shown.length,
      params,
      metrics,
      names: fields.namesOf(all.slice(0, namesFrom))
    }
    return answer
  })

/** The table of runs; a filter that names what no run has is refused in the answer, as it may only be half typed. */
export const runsAnswer = (store: Store, query: URLSearchParams) =>
  tableOf(store, query).pipe(
    Effect.catchTag("UsageError", ({ hint, message }) =>
      Effect.succeed<RunsAnswer>({
        runs: [],
        total: 0,
        params: [],
        metrics: [],
        names: [],
        refused: { message, ...(hint === undefined ? {} : { hint: hint.replaceAll("--where ", "") }) }
      }))
  )
