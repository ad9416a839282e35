/** `pipeline sweeps`: the sweeps there were, or one of them again, without running anything. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import { metricsNamed } from "../../../dataflow/sweep/objective.ts"
import type { SweepRecord } from "../../../dataflow/sweep/sweep-record.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { alignColumns } from "../render/columns.ts"
import { formatAge } from "../render/duration.ts"
import { formatMetric } from "../render/format-number.ts"
import { plural } from "../render/plural.ts"
import { settings } from "../settings.ts"
import { showSweep, sweepFileFlags } from "../sweep-files.ts"
import { checkOutput } from "../sweep-rows.ts"
import { UsageError } from "../usage-error.ts"

const machinery = Effect.promise(() => import("../sweep-engine.ts"))

const idDigits = 6

/** A sweep in the list; one that was stopped has left trials, and nothing else. */
interface Listed {
  readonly sweep: string
  readonly pipeline: string
  readonly finishedAt: string
  readonly strategy: string | undefined
  readonly trials: number
  readonly failed: number
  readonly metric: string | undefined
  readonly best: number | undefined
  readonly chosenByLabels: boolean
}

const listed = (record: SweepRecord) =>
  Effect.gen(function*() {
    const { judged, meanOf, valuesOf } = yield* machinery
    const { by, isLabelled, winner } = judged(record)
    const trials = record.tried.flatMap((setting) => setting.trials)
    const values = by === undefined || winner === undefined ? [] : valuesOf(winner, by.metric)
    const found: Listed = {
      sweep: record.sweep,
      pipeline: record.pipeline,
      finishedAt: record.finishedAt,
      strategy: record.strategy,
      trials: trials.length,
      failed: trials.filter(({ outcome }) => outcome === "failed").length,
      metric: by?.metric,
      best: values.length === 0 ? undefined : meanOf(values),
      chosenByLabels: isLabelled
    }
    return found
  })

/** Sweeps of which the history has trials and nothing else. */
const unfinished = (runs: ReadonlyArray<RunRecord>, known: ReadonlySet<string>): ReadonlyArray<Listed> => {
  const found = new Map<string, Listed>()
  for (const { finishedAt, pipeline, status, trial } of runs) {
    if (trial === undefined || known.has(trial.sweep)) continue
    const before = found.get(trial.sweep)
    const failed = (before?.failed ?? 0) + (status === "failed" ? 1 : 0)
    const trials = (before?.trials ?? 0) + 1
    const nothing = { strategy: undefined, metric: undefined, best: undefined, chosenByLabels: false }
    found.set(trial.sweep, { sweep: trial.sweep, pipeline, finishedAt, trials, failed, ...nothing })
  }
  return [...found.values()]
}

const finishedMs = ({ finishedAt }: { readonly finishedAt: string }): number =>
  DateTime.makeUnsafe(finishedAt).epochMilliseconds

const lines = (sweeps: ReadonlyArray<Listed>, nowMs: number): ReadonlyArray<string> => {
  const hasFailed = sweeps.some(({ failed }) => failed > 0)
  const age = (each: Listed) => formatAge(nowMs - finishedMs(each))
  return alignColumns([
    ["sweep", "pipeline", "when", "strategy", "trials", ...(hasFailed ? ["failed"] : []), "best", ""],
    ...sweeps.map((each) => [
      each.sweep.slice(0, idDigits),
      each.pipeline,
      age(each),
      each.strategy ?? "stopped",
      String(each.trials),
      ...(hasFailed ? [String(each.failed)] : []),
      each.best === undefined ? "" : formatMetric(each.best),
      `${each.metric ?? ""}${each.chosenByLabels ? ", by labels" : ""}`
    ])
  ], 1)
}

/** The sweep that an id means, by as many of its digits as tell it apart. */
const sweepNamed = (records: ReadonlyArray<SweepRecord>, stopped: ReadonlyArray<Listed>, asked: string) =>
  Effect.gen(function*() {
    const meant = records.filter(({ sweep }) => sweep.startsWith(asked))
    if (meant.length === 1) return meant[0]!
    const isStopped = meant.length === 0 && stopped.some(({ sweep }) => sweep.startsWith(asked))
    return yield* new UsageError({
      tag: meant.length > 1 ? "ambiguous-sweep" : isStopped ? "stopped-sweep" : "unknown-sweep",
      message: meant.length > 1
        ? `Several sweeps begin with "${asked}": ${meant.map(({ sweep }) => sweep).join(", ")}.`
        : isStopped
        ? `The sweep "${asked}" was stopped before it ended.`
        : `There is no sweep "${asked}".`,
      given: `sweeps ${asked}`,
      word: asked,
      known: records.map(({ sweep }) => sweep.slice(0, idDigits)),
      hint: isStopped
        ? "the same pipeline sweep again goes on where it was   ·   pipeline runs --where sweep=… lists its trials"
        : "pipeline sweeps   lists them"
    })
  })

/** Fails where the sweep has not one metric of a name. */
const checkSort = (record: SweepRecord, sort: string) =>
  Effect.gen(function*() {
    const { sweptMetrics } = yield* machinery
    const known = Object.keys(sweptMetrics(record.tried))
    const meant = metricsNamed(known, sort)
    if (meant.length === 1) return
    return yield* new UsageError({
      tag: meant.length > 1 ? "ambiguous-metric" : "unknown-metric",
      message: meant.length > 1
        ? `Several steps report a metric "${sort}": ${meant.join(", ")}.`
        : `The sweep keeps no metric "${sort}".`,
      given: `--sort ${sort}`,
      word: sort,
      known,
      hint: `pipeline sweeps ${record.sweep.slice(0, idDigits)} --json   holds those it keeps`
    })
  })

/** How many runs of a sweep the history has no more; a trial that was refused has left none. */
const goneRuns = ({ tried }: SweepRecord, runs: ReadonlyArray<RunRecord>): number => {
  const known = new Set(runs.map(({ run }) => run))
  return tried.flatMap(({ trials }) => trials).filter(({ run }) => run !== "" && !known.has(run)).length
}

/** The verb. */
export const sweeps = Command.make("sweeps", {
  sweep: Argument.String("sweep").pipe(
    Argument.withDescription("Show this one again: the first digits of its id"),
    Argument.optional
  ),
  sort: Flag.String("sort").pipe(
    Flag.withMetavar("METRIC"),
    Flag.withDescription("Rank by this metric (default: the objective)"),
    Flag.optional
  ),
  ...sweepFileFlags
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const decided = yield* settings
    const { store } = yield* openProject(decided.folder)
    const { readSweeps } = yield* machinery
    yield* checkOutput(Option.getOrUndefined(input.output))
    const records = readSweeps(store)
    const stopped = unfinished(store.runs(), new Set(records.map(({ sweep }) => sweep)))
    if (Option.isSome(input.sweep)) {
      const record = yield* sweepNamed(records, stopped, input.sweep.value)
      const sort = Option.getOrUndefined(input.sort)
      if (sort !== undefined) yield* checkSort(record, sort)
      const age = formatAge((yield* DateTime.now).epochMilliseconds - finishedMs(record))
      const { pipeline, strategy, sweep, tried } = record
      const head = `sweep ${sweep.slice(0, idDigits)}  ${pipeline}, ${strategy}, ${
        plural(tried.length, "setting")
      }, ${age}`
      yield* showSweep(record, { ...input, sort, head }, decided)
      const gone = goneRuns(record, store.runs())
      return gone === 0 || decided.isQuiet ? undefined : yield* remark([
        `note: ${plural(gone, "of its runs is", "of its runs are")} gone with gc, and can be shown and laid out no more`
      ])
    }
    const all = [...yield* Effect.forEach(records, listed), ...stopped]
      .sort((a, b) => a.finishedAt < b.finishedAt ? 1 : a.finishedAt > b.finishedAt ? -1 : 0)
    if (decided.isJson) return yield* answerJson(all)
    if (all.length === 0) return yield* remark(["no sweeps yet: pipeline sweep <pipeline> --grid <node.param>=1,4,10"])
    yield* answer(lines(all, (yield* DateTime.now).epochMilliseconds))
  }))).pipe(
    Command.withDescription("List the sweeps there were, or show one again"),
    Command.withExamples([
      { command: "pipeline sweeps", description: "newest first, with the best of each" },
      { command: "pipeline sweeps 2f91c0 --figures pictures -o sweep.parquet", description: "one again, and its files" }
    ])
  )
