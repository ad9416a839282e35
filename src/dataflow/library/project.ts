/**
 * An opened project in the hands of a program: what it can run, and what it gets back. The outside of it is ../open.ts,
 * which loads this file when a project is first opened.
 *
 * Room: pipelines run by a program, and what it is handed.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as os from "node:os"
import { commitOf } from "../code/commit.ts"
import { findProject, pipelineNames, type Project } from "../code/project.ts"
import type { Runnable } from "../dsl/pipeline.ts"
import { type Answer, askHistory } from "../history/query.ts"
import { sourceOfData } from "../plan/dataset.ts"
import { loadPipeline } from "../plan/load.ts"
import type { RunEvent } from "../run/event.ts"
import { runPipeline } from "../run/run.ts"
import type { ActionRecord } from "../store/action.ts"
import { isOpenError } from "../store/error.ts"
import { type RunMarks, withMarks } from "../store/marks.ts"
import { isWholeRun, type RunRecord } from "../store/run-record.ts"
import { readKey } from "../store/signing-key.ts"
import { Store } from "../store/store.ts"
import { type Asked, loadOptions } from "./asked.ts"
import { type Finished, type FinishedOf, finishedRun, RunFailed } from "./finished.ts"
import { sweepIn, type SweepRequest, type Swept } from "./sweep.ts"

/** What to run and how; `jobs` is a number of cores. */
export interface RunRequest extends Asked {
  readonly targets?: ReadonlyArray<string>
  readonly from?: string
  readonly force?: ReadonlyArray<string>
  readonly jobs?: number
  /** After a failure, go on with what does not depend on it, and do not reject. */
  readonly keepGoing?: boolean
  /** Lay the outputs out under artifacts/, as the command line does; not unless stated. */
  readonly materialize?: boolean
  readonly onEvent?: (event: RunEvent) => void
  /** Interrupts the run, which the next one resumes. */
  readonly signal?: AbortSignal
}

/** An opened project whose methods are effects. */
export interface ProjectEffects {
  readonly folder: string
  readonly pipelines: Effect.Effect<ReadonlyArray<string>>
  readonly run: (pipeline: string, options?: RunRequest) => ReturnType<typeof runIn>
  readonly last: (pipeline: string, options?: Asked) => ReturnType<typeof lastIn>
  readonly sweep: (pipeline: string, options: SweepRequest) => ReturnType<typeof sweepIn>
  readonly runs: Effect.Effect<ReadonlyArray<RunRecord & RunMarks>>
  readonly query: (sql: string) => ReturnType<typeof askHistory>
}

interface Opened {
  readonly project: Project
  readonly store: Store
}

const runIn = Effect.fn("Project.run")(function*(opened: Opened, pipeline: string, options: RunRequest) {
  const { project, store } = opened
  const loaded = yield* loadPipeline(project, store, pipeline, loadOptions(options))
  const failures: Array<RunFailed["failures"][number]> = []
  const { force = [], from, jobs = os.availableParallelism(), keepGoing = false, targets = [] } = options
  const commit = commitOf(project.root)
  const how = { targets, force, jobs, keepGoing, check: false, materialize: options.materialize ?? false, commit }
  const result = yield* runPipeline(
    project,
    store,
    loaded,
    { ...how, ...(from === undefined ? {} : { from }) },
    (event) => {
      if (event._tag === "NodeFailed") failures.push({ node: event.node, failure: event.failure })
      options.onEvent?.(event)
    }
  )
  if (failures.length > 0 && !keepGoing) return yield* new RunFailed({ pipeline, failures })
  const { cached, failed, ran, run, skipped } = result
  return finishedRun(store, result.loaded, { run, ran, cached, failed, skipped }, result.records)
})

const lastIn = Effect.fn("Project.last")(function*({ project, store }: Opened, pipeline: string, asked: Asked) {
  const loaded = yield* loadPipeline(project, store, pipeline, loadOptions(asked))
  const source = sourceOfData(asked.data)
  const isOfIt = (run: RunRecord) => run.pipeline === pipeline && run.dataset?.source === source
  const last = store.latestRun((run) => isOfIt(run) && isWholeRun(run)) ?? store.latestRun(isOfIt)
  const records = new Map<string, ActionRecord>()
  for (const [step, { key }] of Object.entries(last?.steps ?? {})) {
    const record = store.peek(key)
    if (record !== undefined) records.set(step, record)
  }
  const counts = { ran: 0, cached: records.size, failed: 0, skipped: 0 }
  return finishedRun(store, loaded, { run: last?.run ?? "", ...counts }, records)
})

const acquire = (folder: string, cache: string | undefined) =>
  Effect.gen(function*() {
    const project = yield* findProject(folder, cache)
    const store = yield* Effect.acquireRelease(
      Effect.try({
        try: () => {
          const key = readKey({ ...project, named: process.env["PIPELINE_KEY_FILE"] })
          return Store.open(project.cacheRoot, { fsync: true, key })
        },
        catch: (cause) => {
          if (isOpenError(cause)) return cause
          throw cause
        }
      }),
      (opened) => Effect.sync(() => opened.close())
    )
    return { project, store }
  })

/** Opens the project around `folder` for as long as the scope lasts. `cache` overrides where its store lies. */
export const openEffect = Effect.fn("openEffect")(function*(folder: string, options: { readonly cache?: string } = {}) {
  const opened = yield* acquire(folder, options.cache)
  const effects: ProjectEffects = {
    folder: opened.project.root,
    pipelines: pipelineNames(opened.project),
    run: (pipeline, request = {}) => runIn(opened, pipeline, request),
    last: (pipeline, asked = {}) => lastIn(opened, pipeline, asked),
    sweep: (pipeline, request) => sweepIn(opened, pipeline, request),
    runs: Effect.sync(() => withMarks(opened.store.files, opened.store.runs())),
    query: (sql) => askHistory(opened.store, sql)
  }
  return effects
})

/** A run under way: its events from the first on, however late one begins to read, and what it ends with. */
export interface Watched<F> {
  readonly events: AsyncIterable<RunEvent>
  readonly finished: Promise<F>
}

/** An opened project: `await using project = await open(".")`. */
export interface OpenProject extends AsyncDisposable {
  readonly folder: string
  readonly pipelines: () => Promise<ReadonlyArray<string>>
  /** Brings a pipeline up to date. Rejects with RunFailed, or with what is wrong before anything runs. */
  readonly run: {
    <Pl extends Runnable>(pipeline: Pl, options?: RunRequest): Promise<FinishedOf<Pl>>
    (pipeline: string, options?: RunRequest): Promise<Finished>
  }
  /** The same, with its events: `for await (const event of watched.events)`. */
  readonly watch: {
    <Pl extends Runnable>(pipeline: Pl, options?: RunRequest): Watched<FinishedOf<Pl>>
    (pipeline: string, options?: RunRequest): Watched<Finished>
  }
  /**
   * What the latest whole run on the same data left, or the latest at all where none was whole, without running. Say again
   * what decided which steps it has, such as `data`.
   */
  readonly last: {
    <Pl extends Runnable>(pipeline: Pl, options?: Asked): Promise<FinishedOf<Pl>>
    (pipeline: string, options?: Asked): Promise<Finished>
  }
  /**
   * Tries settings of parameters and ranks them: docs/sweeps.md. Rejects with SweepRefused; a trial that fails is a row.
   *
   * @example
   * ```ts
   * import { open, Sweep } from "partita"
   * export const best = async () => {
   *   await using project = await open(".")
   *   const space = { "train.beta": Sweep.log(0.1, 10) } // Sweep.space(easy, …) checks it
   *   const { luck, winner } = await project.sweep("easy", { space, budget: 20, seeds: 3 })
   *   return { luck, set: winner?.set }
   * }
   * ```
   */
  readonly sweep: (pipeline: string | Runnable, options: SweepRequest) => Promise<Swept>
  /**
   * The history, oldest first: how each run ended, on which data and machine, with which parameters, what it reached, and its
   * tags and notes.
   */
  readonly runs: () => Promise<ReadonlyArray<RunRecord & RunMarks>>
  /** One SQL statement that reads the history and the tables that runs left: docs/queries.md. Rejects with QueryRefused. */
  readonly query: (sql: string) => Promise<Answer>
  readonly close: () => Promise<void>
}

/** Events as they come, kept for readers that come late, until `ended` settles. */
const eventLog = (ended: Promise<unknown>) => {
  const seen: Array<RunEvent> = []
  let wake = Promise.withResolvers<void>()
  let isOver = false
  const stir = () => {
    wake.resolve()
    wake = Promise.withResolvers()
  }
  const close = () => {
    isOver = true
    stir()
  }
  void ended.then(close, close)
  const events: AsyncIterable<RunEvent> = {
    async *[Symbol.asyncIterator]() {
      for (let at = 0;; at++) {
        while (at >= seen.length && !isOver) await wake.promise
        if (at >= seen.length) return
        yield seen[at]!
      }
    }
  }
  return {
    events,
    add: (event: RunEvent) => {
      seen.push(event)
      stir()
    }
  }
}

const nameOf = (pipeline: string | Runnable): string => typeof pipeline === "string" ? pipeline : pipeline.name

/** Opens the project around `folder`. Close it, or open it with `await using`: its store is written out then. */
export const open = async (folder: string, options: { readonly cache?: string } = {}): Promise<OpenProject> => {
  const scope = await Effect.runPromise(Scope.make())
  const effects = await Effect.runPromise(Scope.provide(openEffect(folder, options), scope))
  const run = (pipeline: string | Runnable, { signal, ...request }: RunRequest = {}) =>
    Effect.runPromise(effects.run(nameOf(pipeline), request), signal === undefined ? {} : { signal })
  const watch = (pipeline: string | Runnable, request: RunRequest = {}) => {
    const ended = Promise.withResolvers<Finished>()
    const { add, events } = eventLog(ended.promise)
    const onEvent = (event: RunEvent) => {
      add(event)
      request.onEvent?.(event)
    }
    void run(pipeline, { ...request, onEvent }).then(ended.resolve, ended.reject)
    return { events, finished: ended.promise }
  }
  const last = (pipeline: string | Runnable, asked: Asked = {}) =>
    Effect.runPromise(effects.last(nameOf(pipeline), asked))
  const sweep = (pipeline: string | Runnable, { signal, ...request }: SweepRequest) =>
    Effect.runPromise(effects.sweep(nameOf(pipeline), request), signal === undefined ? {} : { signal })
  const close = () => Effect.runPromise(Scope.close(scope, Exit.void))
  return {
    folder: effects.folder,
    pipelines: () => Effect.runPromise(effects.pipelines),
    run: run as OpenProject["run"],
    watch: watch as OpenProject["watch"],
    last: last as OpenProject["last"],
    sweep,
    runs: () => Effect.runPromise(effects.runs),
    query: (sql) => Effect.runPromise(effects.query(sql)),
    close,
    [Symbol.asyncDispose]: close
  }
}
