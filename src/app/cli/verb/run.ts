/**
 * `pipeline run`: brings a pipeline up to date. Next: render/ shows it, src/dataflow/run/run.ts does it.
 *
 * Room: the verbs, one a file; each parses its flags, calls the framework and answers.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import type { Plan } from "../../../dataflow/plan/plan.ts"
import type { RunResult } from "../../../dataflow/run/run.ts"
import type { Standing } from "../../../dataflow/run/stamp.ts"
import { metricsByName } from "../../../dataflow/store/metrics-by-name.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { failureLines } from "../failure-lines.ts"
import { machineResources } from "../machine-resources.ts"
import { makeRenderer } from "../make-renderer.ts"
import { engine, openProject } from "../open-project.ts"
import { backendFlag, jobsFlag, loadFlags, pipelineArgument, trainingOptions } from "../pipeline-flags.ts"
import { type RecordedRun, runToCompare } from "../recorded-run.ts"
import { planLines } from "../render/plan-lines.ts"
import { replacedLines } from "../render/replaced.ts"
import { applyEvent, makeRunState, type RunState } from "../render/run-state.ts"
import { summaryLines } from "../render/summary.ts"
import { type Settings, settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"
import { beginRound, type Round, takeRound } from "../watch/round.ts"
import { sayEvent } from "../watch/say-event.ts"
import { leftLine } from "../watch/watch-lines.ts"
import { checkWatchable, watchRun } from "../watch/watch-run.ts"

const planJson = (plan: Plan) => ({
  pipeline: plan.pipeline,
  parameters: plan.parameters,
  decidedLater: plan.pending,
  nodes: plan.nodes.map(({ estimateMs, key, name, reasons, status }) => ({ name, status, key, reasons, estimateMs }))
})

/** The document that a run laid out; undefined where it made none, whatever another run has left there. */
const reportPath = (folder: string, { loaded, records }: RunResult): string | undefined => {
  const isMade = Object.values(loaded.exports).some(({ port, step }) =>
    records.get(step)?.outputs[port]?.kind === "document"
  )
  if (!isMade) return undefined
  const file = ["report.html", "index.html", "report.md"].map((name) => path.join(folder, name))
    .find((candidate) => fs.existsSync(candidate))
  return file === undefined ? undefined : path.relative(process.cwd(), file)
}

/** What the last step that found something says to be told first. */
const findingOf = ({ loaded, records }: RunResult) =>
  loaded.steps.flatMap(({ name }) => records.get(name)?.finding ?? []).at(-1)

const resultJson = (state: RunState, result: RunResult, report: string | undefined) => ({
  pipeline: state.pipeline,
  run: result.run,
  outcome: result.outcome,
  status: result.status,
  dataset: result.dataset,
  ran: result.ran,
  cached: result.cached,
  failed: result.failed,
  skipped: result.skipped,
  executedItems: result.executedItems,
  durationMs: state.finished?.at,
  metrics: metricsByName([...result.records].map(([node, { metrics }]) => [node, metrics])),
  finding: findingOf(result),
  report,
  nodes: [...state.rows.values()].map(({ durationMs, failure, key, node, reasons, replaced, setAside, status }) => ({
    name: node,
    status,
    key,
    durationMs,
    reasons,
    setAside,
    replaced,
    failure
  }))
})

/** What was replaced and what failed. */
const remarkEnds = (folder: string, state: RunState, decided: Settings) =>
  Effect.suspend(() => remark([...replacedLines(state, decided.errorStyle), ...failureLines(folder, state, decided)]))

const say = (
  folder: string,
  state: RunState,
  result: RunResult,
  previous: RecordedRun | undefined,
  decided: Settings,
  round: Round | undefined
) =>
  Effect.gen(function*() {
    const report = reportPath(folder, result)
    const json = resultJson(state, result, report)
    if (decided.isJson) yield* round === undefined ? answerJson(json) : sayEvent(decided, { event: "run", ...json }, [])
    else if (result.outcome === "interrupted") yield* remark([leftLine(state, decided.errorStyle)])
    else if (!decided.isQuiet) {
      const metrics = metricsByName([...result.records].map(([node, record]) => [node, record.metrics]))
      const part = result.status === "partial" ? { of: result.loaded.steps.length } : {}
      const finding = findingOf(result)
      const context = { metrics, previous, report, finding, columns: decided.columns, ...part }
      yield* answer(summaryLines(state, context, decided.style))
    }
    yield* remarkEnds(folder, state, decided)
    if (result.outcome === "failed") return yield* new SilentExit({ code: 1 })
  })

/** The summary of a run that had nothing to do. */
const sayStanding = (pipeline: string, { nodes: cached, savedMs, seed }: Standing, decided: Settings) =>
  Effect.gen(function*() {
    const at = yield* Effect.sync(() => performance.now())
    const state = makeRunState()
    applyEvent(state, { _tag: "RunStarted", at: 0, run: "", pipeline, seed, nodes: [], cached })
    applyEvent(state, { _tag: "RunFinished", at, outcome: "ok", ran: 0, cached, failed: 0, skipped: 0, savedMs })
    const context = { metrics: {}, previous: undefined, report: undefined, columns: decided.columns }
    if (!decided.isQuiet) yield* answer(summaryLines(state, context, decided.style))
  })

/** The verb. */
export const run = Command.make("run", {
  pipeline: pipelineArgument,
  nodes: Argument.String("node").pipe(
    Argument.withDescription("Stop once these nodes are up to date"),
    Argument.variadic({ min: 0 })
  ),
  ...loadFlags,
  backend: backendFlag,
  from: Flag.String("from").pipe(
    Flag.withMetavar("NODE"),
    Flag.withDescription("Run this node again, as --force does, and what depends on it where it changes"),
    Flag.optional
  ),
  until: Flag.String("until").pipe(
    Flag.withMetavar("NODE"),
    Flag.withDescription("Stop once this node is up to date"),
    Flag.optional
  ),
  force: Flag.String("force").pipe(
    Flag.withMetavar("NODE"),
    Flag.withDescription("Run this node again; other bytes replace its result (repeatable)"),
    Flag.atLeast(0)
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withAlias("n"),
    Flag.withDescription("Say what would run and why, and run nothing"),
    Flag.withDefault(false)
  ),
  explain: Flag.Boolean("explain").pipe(
    Flag.withDescription("Say why each node runs before running it"),
    Flag.withDefault(false)
  ),
  check: Flag.Boolean("check").pipe(
    Flag.withDescription("Run fresh nodes again too and compare; replaces nothing, exit 1 if any differs"),
    Flag.withDefault(false)
  ),
  watch: Flag.Boolean("watch").pipe(
    Flag.withAlias("w"),
    Flag.withDescription("Stay, and run what each change of code, parameters or data makes stale"),
    Flag.withDefault(false)
  ),
  params: Flag.String("params").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("Parameters, seed and data from a YAML or JSON file, such as params.yaml; flags win"),
    Flag.optional
  ),
  into: Flag.String("into").pipe(
    Flag.withMetavar("FOLDER"),
    Flag.withDescription("Lay the outputs of the nodes named out in this folder, not in artifacts/"),
    Flag.optional
  ),
  poll: Flag.Boolean("poll").pipe(
    Flag.withDescription("With --watch, look every second, where a drive tells of no changes"),
    Flag.withDefault(false)
  ),
  jobs: jobsFlag,
  keepGoing: Flag.Boolean("keep-going").pipe(
    Flag.withDescription("After a failure go on with what does not depend on it"),
    Flag.withDefault(false)
  )
}, (input) =>
  Effect.flatMap(takeRound, (round) =>
    Effect.scoped(Effect.gen(function*() {
      const decided = yield* settings
      if (input.watch && round === undefined) {
        const { check, dryRun, from } = input
        yield* checkWatchable({ "--check": check, "--dry-run": dryRun, "--from": Option.isSome(from) })
        const project = yield* (yield* engine).findProject(decided.folder, process.env["PIPELINE_CACHE"])
        return yield* watchRun({ project, decided, isPolling: input.poll })
      }
      const { project, store } = yield* openProject(decided.folder)
      const { artifactFolder, commitOf, layOutInto, loadPipeline, planRun, runPipeline, sourceOfData, standingOf } =
        yield* engine
      const flags = yield* trainingOptions(project, store, input.pipeline, input)
      const request = Option.isNone(input.params)
        ? flags
        : yield* (yield* Effect.promise(() => import("../export-dvc.ts")))
          .askedOf(project, store, input.pipeline, { file: input.params.value, options: flags })
      const isWhole = input.nodes.length === 0 && Option.isNone(input.until) && Option.isNone(input.from)
      const isPlain = input.force.length === 0 && !input.check && !input.dryRun && !input.explain &&
        round === undefined && Option.isNone(input.into)
      if (isWhole && isPlain && !decided.isJson && decided.progress !== "json") {
        const standing = yield* Effect.sync(() => standingOf(project, store, input.pipeline, request))
        if (standing !== undefined) return yield* sayStanding(input.pipeline, standing, decided)
      }
      const loaded = yield* loadPipeline(project, store, input.pipeline, request)
      const selection = {
        targets: [...input.nodes, ...Option.toArray(input.until)],
        force: round?.kind === "again" ? [] : input.force,
        ...(Option.isSome(input.from) ? { from: input.from.value } : {})
      }
      if (round !== undefined) {
        const plan = yield* planRun(store, loaded, selection)
        if (yield* beginRound(round, store, loaded, plan, decided)) return
      }
      if (input.dryRun || input.explain) {
        const plan = yield* planRun(store, loaded, selection)
        if (input.dryRun) {
          return yield* decided.isJson
            ? answerJson(planJson(plan))
            : answer(planLines(plan, decided.style))
        }
        yield* remark(planLines(plan, decided.errorStyle))
      }
      const state = makeRunState()
      const renderer = yield* makeRenderer(decided)
      const jobs = Option.getOrElse(input.jobs, () => os.availableParallelism())
      const resources = yield* machineResources
      const materialize = Option.isNone(input.into)
      const how = { keepGoing: input.keepGoing, check: input.check, materialize, commit: commitOf(project.root) }
      const recall = round === undefined ? {} : { recall: round.recall }
      const options = { ...selection, jobs, resources, ...how, ...recall }
      const onEvent: typeof renderer.onEvent = (event) => {
        applyEvent(state, event)
        renderer.onEvent(event)
      }
      const folder = () => artifactFolder(project, store, loaded.name, sourceOfData(request.data)) // a run may name it
      const result = yield* runPipeline(project, store, loaded, options, onEvent).pipe(
        Effect.ensuring(Effect.sync(renderer.close)),
        Effect.tapCause(() => remarkEnds(folder(), state, decided)), // before what ended the run itself
        Effect.onInterrupt(() =>
          remark(
            summaryLines(
              state,
              { metrics: {}, previous: undefined, report: undefined, columns: decided.columns },
              decided.errorStyle
            )
          )
        )
      )
      if (Option.isSome(input.into)) {
        const names = selection.targets.length > 0 ? selection.targets : result.loaded.steps.map(({ name }) => name)
        yield* layOutInto(store, result.loaded, { folder: input.into.value, names, records: result.records })
      }
      if (result.status === "succeeded" && materialize) {
        const { layRunPage } = yield* Effect.promise(() => import("../run-page.ts"))
        yield* layRunPage(store, { ...result, pipeline: loaded.name }, folder(), decided)
      }
      const isComparable = result.ran > 0 && result.status === "succeeded"
      const previous = isComparable ? runToCompare(store, { ...result, pipeline: loaded.name }) : undefined
      yield* say(folder(), state, result, previous, decided, round)
    })).pipe(Effect.tapError((error) => round === undefined ? Effect.void : round.refused(error))))).pipe(
    Command.withDescription("Bring a pipeline up to date"),
    Command.withExamples([
      { command: "pipeline run easy", description: "on the embedded corpus" },
      {
        command: "pipeline run easy --data ~/Music --set train.beta=4",
        description: "on your audio, one parameter changed"
      },
      { command: "pipeline run easy --backend auto", description: "trained on the fastest backend of this machine" },
      { command: "pipeline run easy --dry-run", description: "what would run, and why" },
      { command: "pipeline run easy --watch", description: "again after each change, what that made stale" }
    ])
  )
