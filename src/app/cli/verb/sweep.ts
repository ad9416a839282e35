/** `pipeline sweep`: tries settings of parameters and ranks what came out. Next: src/dataflow/sweep/sweep.ts. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as os from "node:os"
import { isWholeRun } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { metricsNamed, type Objective, parseObjective } from "../../../dataflow/sweep/objective.ts"
import { remark } from "../answer.ts"
import { failureLines } from "../failure-lines.ts"
import { machineResources } from "../machine-resources.ts"
import { engine, openProject } from "../open-project.ts"
import { backendFlag, jobsFlag, loadFlags, pipelineArgument, trainingOptions } from "../pipeline-flags.ts"
import { plural } from "../render/plural.ts"
import { makeSweepView } from "../render/sweep-view.ts"
import { processTicker } from "../render/ticker.ts"
import { settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"
import { fidelityOfFlags } from "../sweep-fidelity.ts"
import { showSweep, sweepFileFlags } from "../sweep-files.ts"
import { checkOutput } from "../sweep-rows.ts"
import { checkDirections, checkFixed, extremesOf, refusedLines, shownMetric, spaceOfFlags } from "../sweep-space.ts"
import { UsageError } from "../usage-error.ts"

const machinery = Effect.promise(() => import("../sweep-engine.ts"))

const failuresShown = 3

/** The strategy that is asked for, or the usual one of the space. */
const strategyOf = (
  asked: Option.Option<string>,
  { objectives, size }: { readonly size: number; readonly objectives: ReadonlyArray<Objective> }
) =>
  Effect.gen(function*() {
    const { pruningNames, strategyNames, usualStrategy } = yield* machinery
    const given = Option.getOrElse(asked, () => usualStrategy(size))
    const strategy = strategyNames.find((name) => name === given)
    if (strategy === undefined && pruningNames.some((name) => name === given)) {
      return yield* new UsageError({
        tag: "unknown-strategy",
        message: `${given} says who goes on, whatever strategy says what is tried.`,
        given: `--strategy ${given}`,
        word: given,
        hint: `--prune ${given} --resource train.epochs=12..100`
      })
    }
    if (strategy === undefined) {
      return yield* new UsageError({
        tag: "unknown-strategy",
        message: `There is no strategy "${given}".`,
        given: `--strategy ${given}`,
        word: given,
        known: [...strategyNames],
        hint: `one of ${strategyNames.join(", ")}`
      })
    }
    const needed = strategy === "tpe" ? 1 : strategy === "nsga2" ? 2 : 0
    if (objectives.length >= needed) return strategy
    return yield* new UsageError({
      tag: "no-objective",
      message: `The strategy ${strategy} looks for ${needed === 1 ? "an objective" : "at least two objectives"}.`,
      given: `--strategy ${strategy}`,
      word: strategy,
      hint: "--objective score.silhouette:max"
    })
  })

/** Fails where no past run of the pipeline has the metric: better before the first trial than after the last. */
const checkMetric = (store: Store, pipeline: string, given: string, metric: string) =>
  Effect.gen(function*() {
    const last = store.latestRun((run) => run.pipeline === pipeline && isWholeRun(run))
    if (last === undefined) return
    const known = Object.entries(last.steps).flatMap(([step, { key }]) =>
      Object.keys(store.peek(key)?.metrics ?? {}).map((name) => `${step}.${name}`)
    )
    const meant = metricsNamed(known, metric)
    if (meant.length === 1 || (meant.length > 1 && metric.includes("*"))) return
    return yield* new UsageError({
      tag: meant.length > 1 ? "ambiguous-metric" : "unknown-metric",
      message: meant.length > 1
        ? `Several steps report a metric "${metric}": ${meant.join(", ")}.`
        : `No step of "${pipeline}" has reported a metric "${metric}".`,
      given,
      word: metric,
      known: [...known, ...known.map((name) => name.slice(name.indexOf(".") + 1))],
      hint: `pipeline query "select distinct step || '.' || name as metric from metrics"   lists them`
    })
  })

/** The verb. */
export const sweep = Command.make("sweep", {
  pipeline: pipelineArgument,
  data: loadFlags.data,
  layout: loadFlags.layout,
  label: loadFlags.label,
  set: loadFlags.set,
  backend: backendFlag,
  seed: loadFlags.seed,
  grid: Flag.String("grid").pipe(
    Flag.withMetavar("NODE.PARAM=V1,V2"),
    Flag.withDescription("Values to try (repeatable; all combinations are run)"),
    Flag.atLeast(0)
  ),
  space: Flag.String("space").pipe(
    Flag.withMetavar("NODE.PARAM=RANGE"),
    Flag.withDescription("What to search: log:0.1..10, 0..1, int:2..10, log-int:8..512, a,b (repeatable)"),
    Flag.atLeast(0)
  ),
  spaceFile: Flag.String("space-file").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("The same from a JSON file"),
    Flag.optional
  ),
  strategy: Flag.String("strategy").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("grid, random, sobol, tpe or nsga2 (default: grid where the space has an end, else sobol)"),
    Flag.optional
  ),
  prune: Flag.String("prune").pipe(
    Flag.withMetavar("RULE"),
    Flag.withDescription("Who goes on with --resource: asha (default), halving, hyperband or median"),
    Flag.optional
  ),
  resource: Flag.String("resource").pipe(
    Flag.withMetavar("NODE.PARAM=LEAST..MOST"),
    Flag.withDescription("What trials are given more of: train.epochs=12..100 (100 alone: from an eighth)"),
    Flag.optional
  ),
  eta: Flag.Int("eta").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("One of N goes on, with N times as much (default: 2)"),
    Flag.filter((eta) => eta >= 2, (eta) => `Expected at least 2, got ${eta}`),
    Flag.optional
  ),
  objective: Flag.String("objective").pipe(
    Flag.withMetavar("METRIC[:max|:min]"),
    Flag.withDescription(
      "What is looked for and ranks, * for a mean (repeatable; default: what the pipeline asks for)"
    ),
    Flag.atLeast(0)
  ),
  budget: Flag.Int("budget").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Settings to try (default: the whole grid; 40 otherwise)"),
    Flag.filter((budget) => budget >= 1, (budget) => `Expected at least 1, got ${budget}`),
    Flag.optional
  ),
  seeds: Flag.Int("seeds").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Seeds per combination"),
    Flag.filter((seeds) => seeds >= 1, (seeds) => `Expected at least 1, got ${seeds}`),
    Flag.withDefault(1)
  ),
  sort: Flag.String("sort").pipe(
    Flag.withMetavar("METRIC"),
    Flag.withDescription("Rank by this metric (default: the objective)"),
    Flag.optional
  ),
  ...sweepFileFlags,
  jobs: jobsFlag
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const decided = yield* settings
    const { project, store } = yield* openProject(decided.folder)
    const { hyperbandTrials, lookedFor, searchPipeline, settingOf, sizeOf, usualBudget, usualGroups } = yield* machinery
    const space = yield* spaceOfFlags({ ...input, spaceFile: Option.getOrUndefined(input.spaceFile) })
    const size = sizeOf(space)
    yield* checkOutput(Option.getOrUndefined(input.output))
    yield* checkFixed(Object.keys(space), input.set)
    const asking = input.objective.map(parseObjective)
    yield* checkDirections(asking.filter(({ direction }) => direction === undefined))
    const options = yield* trainingOptions(project, store, input.pipeline, input)
    const { artifactFolder, commitOf, loadPipeline, sourceOfData } = yield* engine
    const usual = yield* loadPipeline(project, store, input.pipeline, options)
    const all = lookedFor(usual, asking, "nsga2").objectives
    const strategy = yield* strategyOf(input.strategy, { size, objectives: all })
    const looked = lookedFor(usual, asking, strategy)
    const { objectives } = looked
    const fidelity = yield* fidelityOfFlags(input, { space, strategy, objectives })
    const sort = Option.getOrUndefined(input.sort)
    for (const { metric } of objectives) yield* checkMetric(store, input.pipeline, `--objective ${metric}`, metric)
    if (sort !== undefined) yield* checkMetric(store, input.pipeline, `--sort ${sort}`, sort)
    const extremes = Object.entries(space).map(([path, dimension]) => [path, extremesOf(dimension)] as const)
    const given = fidelity === undefined ? [] : [[fidelity.path, [fidelity.least, fidelity.most]] as const]
    for (const [path, values] of [...extremes, ...given]) { // all values are checked before the first trial starts
      for (const value of values) {
        const set = { ...options.set, [path]: settingOf(value) }
        yield* loadPipeline(project, store, input.pipeline, { ...options, set })
      }
    }
    const tries = fidelity?.prune === "hyperband" ? hyperbandTrials(fidelity) : usualBudget
    const budget = Option.getOrElse(input.budget, () => strategy === "grid" ? size : tries)
    const view = makeSweepView(process.stderr, {
      progress: decided.progress,
      style: decided.errorStyle,
      ticker: processTicker,
      shown: shownMetric(objectives)
    })
    process.once("exit", view.close)
    const asked = {
      ...options,
      space,
      strategy,
      objectives,
      groups: usualGroups,
      seeds: input.seeds,
      jobs: Option.getOrElse(input.jobs, () => os.availableParallelism()),
      resources: yield* machineResources,
      commit: commitOf(project.root),
      ...(fidelity === undefined ? {} : { fidelity }),
      ...(Number.isFinite(budget) ? { budget } : {}),
      ...(Number.isFinite(size) ? { size } : {})
    }
    const record = yield* searchPipeline(project, store, usual, { ...looked, options: asked }, view.onEvent)
      .pipe(Effect.ensuring(Effect.sync(view.close)))
    const { tried } = record
    const folder = artifactFolder(project, store, input.pipeline, sourceOfData(options.data))
    const failed = view.failed()
    yield* remark([
      ...failed.slice(0, failuresShown).flatMap((state) => failureLines(folder, state, decided)),
      ...(failed.length > failuresShown ? [`… and ${plural(failed.length - failuresShown, "trial")} more failed`] : []),
      ...refusedLines(tried)
    ])
    yield* showSweep(record, { ...input, sort }, decided)
    if (tried.some(({ trials }) => trials.some(({ outcome }) => outcome === "failed"))) {
      return yield* new SilentExit({ code: 1 })
    }
  }))).pipe(
    Command.withDescription("Try settings of parameters, by a grid or a search, and rank the results"),
    Command.withExamples([
      {
        command: "pipeline sweep easy --grid train.beta=1,4 --seeds 2",
        description: "four trials; what they share runs once"
      },
      {
        command:
          "pipeline sweep easy --space train.beta=log:0.1..10 --strategy tpe --objective 'score.silhouette' --budget 40",
        description: "a search that learns"
      },
      {
        command:
          "pipeline sweep easy --space train.beta=log:0.1..10 --prune asha --resource train.epochs=12..100 --objective score.silhouette",
        description: "few epochs for all, more for the best, each going on where it was"
      }
    ])
  )
