/** Runs as the store remembers them. */
import * as Effect from "effect/Effect"
import type { Metric } from "../../dataflow/run/event.ts"
import { readMarks } from "../../dataflow/store/marks.ts"
import { metricsByName } from "../../dataflow/store/metrics-by-name.ts"
import { isLeft, isWholeRun, type RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { dataLabels, dataNamed } from "./data-labels.ts"
import { engine } from "./open-project.ts"
import { UsageError } from "./usage-error.ts"

/** A run with the metrics of its nodes. */
export interface RecordedRun {
  readonly run: string
  readonly metrics: Readonly<Record<string, Metric>>
}

/**
 * A node's metrics as a run left them that kept none itself: none where its record was collected, or replaced by one with
 * other outputs.
 */
const metricsLeft = (store: Store, step: RunRecord["steps"][string]): Readonly<Record<string, Metric>> => {
  const record = store.peek(step.key)
  return record !== undefined && isLeft(step, record) ? record.metrics : {}
}

/** The metrics of what a recorded run reached. */
export const recordedRun = (store: Store, run: Pick<RunRecord, "run" | "metrics" | "steps">): RecordedRun => ({
  run: run.run,
  metrics: metricsByName(
    run.metrics === undefined
      ? Object.entries(run.steps).map(([step, left]) => [step, metricsLeft(store, left)])
      : Object.entries(run.metrics)
  )
})

/** Whether two runs were on the same data, by what was read of it. */
export const isSameData = (a: RunRecord["dataset"], b: RunRecord["dataset"]): boolean =>
  a !== undefined && a.digest === b?.digest

/**
 * The run that a later one may be compared with: the latest whole one of its pipeline on the same data before it. Trials
 * of sweeps were asked otherwise on purpose, and are none.
 */
export const runToCompare = (
  store: Store,
  { dataset, pipeline, run }: Pick<RunRecord, "dataset" | "pipeline" | "run">
): RecordedRun | undefined => {
  const found = store.latestRun((each) =>
    each.run !== run && each.pipeline === pipeline && each.trial === undefined && isWholeRun(each) &&
    isSameData(each.dataset, dataset)
  )
  return found === undefined ? undefined : recordedRun(store, found)
}

/** Whether a run was on the data that a word names: by where it lies, or by what `runs` calls it. */
const onData = (store: Store, pipeline: string | undefined, word: string) =>
  Effect.gen(function*() {
    const { sourceOfData } = yield* engine
    const runs = store.runs()
    const own = runs.filter((run) => pipeline === undefined || run.pipeline === pipeline)
    const labelOf = dataLabels(runs)
    const named = dataNamed(own, { word, source: sourceOfData(word), labelOf })
    if (named.length > 1) {
      const labels = named.map(labelOf)
      return yield* new UsageError({
        tag: "ambiguous-data",
        message: `"${word}" names several data sets.`,
        given: `--data ${word}`,
        word,
        hint: `give one of ${labels.map((label) => `--data ${label}`).join(", ")}, or its path`
      })
    }
    return ({ dataset }: RunRecord): boolean =>
      dataset !== undefined && dataset.source === named[0]?.source && dataset.name === named[0]?.name
  })

/** The latest runs of a pipeline on the data that `data` names, on any without it; of any pipeline without a name. */
export const latestRuns = (store: Store, pipeline: string | undefined, data: string | undefined) =>
  Effect.gen(function*() {
    const isOnIt = data === undefined ? () => true : yield* onData(store, pipeline, data)
    const isMeant = (run: RunRecord) => (pipeline === undefined || run.pipeline === pipeline) && isOnIt(run)
    return {
      whole: store.latestRun((run) => isMeant(run) && isWholeRun(run)),
      any: store.latestRun(isMeant)
    }
  })

/** That a pipeline has no run on some data, or none at all. */
export const noRunOn = (store: Store, pipeline: string, data: string | undefined): UsageError => {
  const runs = store.runs()
  const labelOf = dataLabels(runs)
  const own = runs.flatMap((run) => run.pipeline === pipeline ? run.dataset ?? [] : [])
  const known = [...new Set(own.filter(({ name }) => name !== "").map(labelOf))]
  return data === undefined
    ? new UsageError({
      tag: "no-run",
      message: `Pipeline "${pipeline}" has no run here.`,
      hint: `pipeline run ${pipeline}`
    })
    : new UsageError({
      tag: "unknown-data",
      message: `Pipeline "${pipeline}" has no run on "${data}".`,
      given: `--data ${data}`,
      word: data,
      known,
      hint: known.length === 0 ? `pipeline run ${pipeline} --data …` : `data of its runs: ${known.join(", ")}`
    })
}

/** What names the latest run there is. */
export const lastWord = "last"

/** The runs that a word names but for pipelines': the latest at all, one by its whole id, those of a tag, those whose id begins so. */
const runsNamed = (store: Store, word: string): ReadonlyArray<RunRecord> => {
  if (word === lastWord) return [store.latestRun(() => true)].filter((run) => run !== undefined)
  const runs = store.runs()
  const whole = runs.filter(({ run }) => run === word)
  if (whole.length > 0) return whole
  const marks = readMarks(store.files)
  const tagged = runs.filter(({ run }) => marks.get(run)?.tags.includes(word.normalize()) === true)
  return tagged.length > 0 ? tagged : runs.filter(({ run }) => word !== "" && run.startsWith(word))
}

/** Whether a word names a run, or several. */
export const namesRun = (store: Store, word: string): boolean => runsNamed(store, word).length > 0

const severalRuns = (word: string, isTag: boolean): UsageError =>
  new UsageError({
    tag: "ambiguous-run",
    message: isTag ? `Several runs are tagged "${word}".` : `"${word}" names several runs.`,
    given: word,
    word,
    hint: isTag ? `pipeline runs --where tag=${word}   lists them` : "pipeline runs   lists them"
  })

/**
 * The recorded run that a word names: a pipeline its latest whole run, or the latest where none was whole; "last" the latest
 * of any; else a tag, or an id or its beginning. `data` narrows a pipeline's runs down.
 */
export const findRun = (store: Store, word: string, data?: string) =>
  Effect.gen(function*() {
    const { any, whole } = yield* latestRuns(store, word, data)
    const latest = whole ?? any
    if (latest !== undefined) return latest
    const runs = store.runs()
    if (runs.some(({ pipeline }) => pipeline === word)) return yield* noRunOn(store, word, data)
    const matches = runsNamed(store, word)
    if (matches.length === 1) return matches[0]!
    if (matches.length > 1) return yield* severalRuns(word, !matches[0]!.run.startsWith(word))
    const tags = [...readMarks(store.files).values()].flatMap((marks) => marks.tags)
    const known = [...new Set([...tags, ...runs.flatMap(({ pipeline, run }) => [pipeline, run.slice(0, 6)])])]
    return yield* new UsageError({
      tag: "unknown-run",
      message: word === lastWord ? "No run is recorded yet." : `No run, tag or pipeline with runs is called "${word}".`,
      given: word,
      word,
      known,
      hint: runs.length === 0 ? "pipeline run <pipeline>" : "pipeline runs   lists them"
    })
  })
