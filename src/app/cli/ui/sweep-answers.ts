/** Sweeps: those that ended as they were judged, those that go on as far as their trials have come. */
import * as Effect from "effect/Effect"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import type { Dimension } from "../../../dataflow/sweep/space.ts"
import { readSweeps, type SweepRecord, sweepRecordVersion } from "../../../dataflow/sweep/sweep-record.ts"
import type { Setting } from "../../../dataflow/sweep/sweep.ts"
import { narrowSvg } from "../../../page/report/narrow-svg.ts"
import { renderSvg } from "../../../page/report/render-svg.ts"
import type { SweepAnswer, SweepRow } from "../../../page/web/ui/answers.ts"
import { recordedRun } from "../recorded-run.ts"
import { halfIntervals, type JudgedSweep, sweepSentences } from "../sweep-answer.ts"
import { judged, meanOf, sweptMetrics, valuesOf } from "../sweep-engine.ts"
import { sweepCharts } from "../sweep-figures.ts"
import { sweepTable } from "../sweep-table.ts"
import { valueText } from "./run-rows.ts"

/** Trials of a sweep that has left no record of its own yet: it goes on, or was stopped. */
export interface Begun {
  readonly record: SweepRecord
  readonly isEnded: boolean
}

/** A dimension that holds all values seen; numbers are one where there are more than two of them. */
const dimensionOf = (texts: ReadonlyArray<string>): Dimension => {
  const numbers = texts.map(Number)
  const isNumeric = texts.every((text) => text.trim() !== "") && numbers.every(Number.isFinite)
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)]
  return isNumeric && new Set(numbers).size > 2
    ? { kind: numbers.every(Number.isInteger) ? "int" : "float", low, high, isLog: low > 0 && high / low >= 50 }
    : { kind: "choice", values: [...new Set(texts)] }
}

/** The settings of recorded trials, one of each, with its seeds; of one that climbs, its last rung. */
const settingsOf = (store: Store, trials: ReadonlyArray<RunRecord>): ReadonlyArray<Setting> => {
  const by = Map.groupBy(trials, ({ overrides = {} }) => JSON.stringify(overrides))
  return [...by.values()].map((own, at): Setting => {
    const { overrides = {} } = own[0]!
    const seeds = [...new Map(own.map((run) => [run.seed, run])).values()]
    return {
      trial: at + 1,
      point: overrides,
      losses: undefined,
      trials: seeds.map((run) => ({
        trial: run.trial!.trial,
        run: run.run,
        set: overrides,
        seed: run.seed,
        outcome: run.status === "succeeded" ? "ok" : "failed",
        metrics: recordedRun(store, run).metrics,
        ran: run.counts?.ran ?? 0,
        executedItems: 0
      }))
    } as Setting
  })
}

const begunOf = (store: Store, trials: ReadonlyArray<RunRecord>): Begun => {
  const last = trials.at(-1)!
  const tried = settingsOf(store, trials)
  const paths = [...new Set(tried.flatMap(({ point }) => Object.keys(point)))]
    .filter((path) => !path.startsWith("*.") && new Set(tried.map(({ point }) => point[path])).size > 1)
  const record: SweepRecord = {
    version: sweepRecordVersion,
    sweep: last.trial!.sweep,
    pipeline: last.pipeline,
    finishedAt: last.finishedAt,
    strategy: "unfinished",
    seed: last.seed,
    seeds: Math.max(...tried.map((setting) => setting.trials.length)),
    set: {},
    space: Object.fromEntries(
      paths.map((path) => [path, dimensionOf(tried.map(({ point }) => valueText(point[path] ?? "")))])
    ),
    objectives: [],
    isDeclared: false,
    watched: [],
    tried
  }
  return { record, isEnded: false }
}

/** All sweeps there are, newest first. */
export const allSweeps = (store: Store): ReadonlyArray<Begun> => {
  const ended = readSweeps(store).map((record) => ({ record, isEnded: true }))
  const known = new Set(ended.map(({ record }) => record.sweep))
  const trials = store.runs().filter(({ trial }) => trial !== undefined && !known.has(trial.sweep))
  const begun = [...Map.groupBy(trials, ({ trial }) => trial!.sweep).values()].map((own) => begunOf(store, own))
  return [...ended, ...begun].toSorted((a, b) => a.record.finishedAt < b.record.finishedAt ? 1 : -1)
}

const rowOf = ({ found: { by, isLabelled, winner }, record }: JudgedSweep, running: ReadonlySet<string>): SweepRow => {
  const trials = record.tried.flatMap((setting) => setting.trials)
  const values = by === undefined || winner === undefined ? [] : valuesOf(winner, by.metric)
  return {
    sweep: record.sweep,
    pipeline: record.pipeline,
    strategy: record.strategy,
    isRunning: record.strategy === "unfinished" && running.has(record.pipeline),
    finished: record.finishedAt,
    trials: trials.length,
    failed: trials.filter(({ outcome }) => outcome === "failed").length,
    metric: by?.metric ?? "",
    best: values.length === 0 ? null : meanOf(values),
    chosenByLabels: isLabelled
  }
}

/** The list; `running` are the pipelines of which a run goes on. */
export const sweepRows = (store: Store, running: ReadonlySet<string>): ReadonlyArray<SweepRow> =>
  allSweeps(store).map(({ record }) => rowOf({ record, found: judged(record) }, running))

/** One sweep, ranked by `sort` or by what it looked for; undefined where there is none of that id. */
export const sweepAnswer = (
  store: Store,
  { running, sort, sweep }: {
    readonly sweep: string
    readonly sort: string | undefined
    readonly running: ReadonlySet<string>
  }
) =>
  Effect.gen(function*() {
    const found = allSweeps(store).find(({ record }) => record.sweep === sweep)
    if (found === undefined) return undefined
    const { isEnded, record } = found
    const sorts = Object.keys(sweptMetrics(record.tried))
    const judgedSweep = { record, found: judged(record, sort !== undefined && sorts.includes(sort) ? sort : undefined) }
    const { by, ranked } = judgedSweep.found
    const halfOf = yield* halfIntervals(judgedSweep)
    const charts: Record<string, SweepAnswer["charts"][string]> = {}
    for (const [name, spec] of Object.entries(sweepCharts(judgedSweep))) {
      const svg = yield* Effect.promise(() => renderSvg(spec))
      const narrow = yield* Effect.promise(() => narrowSvg({ svg, files: { "vl.json": JSON.stringify(spec) } }))
      charts[name] = { svg, ...(narrow === undefined ? {} : { narrow }) }
    }
    const answer: SweepAnswer = {
      row: rowOf(judgedSweep, running),
      isEnded,
      sort: by?.metric ?? "",
      sorts,
      table: sweepTable(ranked, { by: by?.metric, watched: record.watched, halfOf }),
      runs: ranked.map(({ trials }) => trials.map(({ run }) => run)),
      said: yield* sweepSentences(judgedSweep),
      charts
    }
    return answer
  })
