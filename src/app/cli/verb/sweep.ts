/** `pipeline sweep`: runs a grid of parameters and ranks what came out. Next: src/dataflow/sweep/sweep.ts. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as os from "node:os"
import type { SweepEvent, Trial } from "../../../dataflow/sweep/sweep.ts"
import { visibleJson } from "../../../format/visible.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { failureLines } from "../failure-lines.ts"
import { machineResources } from "../machine-resources.ts"
import { chooseRenderer } from "../make-renderer.ts"
import { engine, openProject } from "../open-project.ts"
import { backendFlag, jobsFlag, loadFlags, pipelineArgument, trainingOptions } from "../pipeline-flags.ts"
import { alignColumns } from "../render/columns.ts"
import { plural } from "../render/plural.ts"
import type { Renderer } from "../render/renderer.ts"
import { applyEvent, makeRunState, type RunState } from "../render/run-state.ts"
import { printed } from "../render/terminal-text.ts"
import { type Settings, settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"
import { sweepTable, sweptMetrics } from "../sweep-table.ts"
import { UsageError } from "../usage-error.ts"

const parseGrid = (axis: string) =>
  Effect.gen(function*() {
    const [, path, values] = /^([^.=]+\.[^=]+)=(.+)$/.exec(axis) ?? []
    if (path === undefined || values === undefined) {
      return yield* new UsageError({
        tag: "invalid-grid",
        message: "--grid takes <node>.<parameter>=<value>,<value>,….",
        given: `--grid ${axis}`,
        word: axis,
        hint: "--grid train.beta=1,4,10"
      })
    }
    return [path, values.split(",")] as const
  })

const trialTitle = ({ of, seed, set, trial }: Extract<SweepEvent, { _tag: "TrialStarted" }>): string =>
  [`trial ${trial}/${of}`, ...Object.entries(set).map(([path, value]) => `${path}=${value}`), `seed ${seed}`].join("  ")

/** Shows one trial after the other, each with a renderer of its own, and keeps what became of it. */
const makeSweepView = (decided: Settings) => {
  const states: Array<RunState> = []
  let renderer: Renderer | undefined
  const close = () => renderer?.close()
  const onEvent = (event: SweepEvent) => {
    if (event._tag === "TrialEvent") {
      applyEvent(states.at(-1)!, event.event)
      renderer?.onEvent(event.event)
      return
    }
    close()
    if (decided.progress === "json") {
      const { _tag, ...fields } = event
      process.stderr.write(`${visibleJson({ event: "trial-started", ...fields })}\n`)
    } else if (decided.progress !== "none") {
      process.stderr.write(`${printed(decided.errorStyle.strong(trialTitle(event)))}\n`)
    }
    renderer = chooseRenderer(decided)
    states.push(makeRunState())
  }
  process.once("exit", close)
  return { states, onEvent, close }
}

const say = (trials: ReadonlyArray<Trial>, sort: string | undefined, { isJson, isQuiet, style }: Settings) =>
  Effect.gen(function*() {
    const known = Object.keys(sweptMetrics(trials))
    const by = sort ?? known[0]
    if (isJson) yield* answerJson({ sort: by, trials })
    else if (!isQuiet) {
      const ran = trials.reduce((sum, trial) => sum + trial.ran, 0)
      const failed = trials.filter(({ outcome }) => outcome === "failed").length
      const note = failed === 0 ? "" : `, ${failed} failed`
      yield* answer([
        `${failed === 0 ? style.good("✓") : style.bad("✗")} ${plural(trials.length, "trial")}  (${
          plural(ran, "node")
        } ran${note})`,
        ...alignColumns(sweepTable(trials, by), 1)
      ])
    }
    if (sort !== undefined && !known.includes(sort)) {
      return yield* new UsageError({
        tag: "unknown-metric",
        message: `No trial reports a metric "${sort}", so the table is not sorted.`,
        given: `--sort ${sort}`,
        word: sort,
        known,
        hint: "the same command with another --sort reuses every trial"
      })
    }
  })

/** The verb. */
export const sweep = Command.make("sweep", {
  pipeline: pipelineArgument,
  data: loadFlags.data,
  set: loadFlags.set,
  backend: backendFlag,
  grid: Flag.String("grid").pipe(
    Flag.withMetavar("NODE.PARAM=V1,V2"),
    Flag.withDescription("Values to try (repeatable; all combinations are run)"),
    Flag.atLeast(1)
  ),
  seeds: Flag.Int("seeds").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Seeds per combination"),
    Flag.filter((seeds) => seeds >= 1, (seeds) => `Expected at least 1, got ${seeds}`),
    Flag.withDefault(1)
  ),
  sort: Flag.String("sort").pipe(
    Flag.withMetavar("METRIC"),
    Flag.withDescription("Rank by this metric (default: the first)"),
    Flag.optional
  ),
  jobs: jobsFlag
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const decided = yield* settings
    const { project, store } = yield* openProject(decided.folder)
    const { combinations, runSweep } = yield* Effect.promise(() => import("../sweep-engine.ts"))
    const grid = Object.fromEntries(yield* Effect.forEach(input.grid, parseGrid))
    const options = yield* trainingOptions(project, store, input.pipeline, { ...input, seed: Option.none() })
    const { artifactFolder, commitOf, loadPipeline, sourceOfData } = yield* engine
    for (const combination of combinations(grid)) { // all values are checked before the first trial starts
      yield* loadPipeline(project, store, input.pipeline, { ...options, set: { ...options.set, ...combination } })
    }
    const jobs = Option.getOrElse(input.jobs, () => os.availableParallelism())
    const resources = yield* machineResources
    const view = makeSweepView(decided)
    const trials = yield* runSweep(
      project,
      store,
      input.pipeline,
      { ...options, grid, seeds: input.seeds, jobs, resources, commit: commitOf(project.root) },
      view.onEvent
    )
      .pipe(Effect.ensuring(Effect.sync(view.close)))
    const folder = artifactFolder(project, store, input.pipeline, sourceOfData(options.data))
    yield* remark(view.states.flatMap((state) => failureLines(folder, state, decided)))
    yield* say(trials, Option.getOrUndefined(input.sort), decided)
    if (trials.some(({ outcome }) => outcome === "failed")) return yield* new SilentExit({ code: 1 })
  }))).pipe(
    Command.withDescription("Run a grid of parameters and rank the results"),
    Command.withExamples([
      {
        command: "pipeline sweep easy --grid train.beta=1,4 --seeds 2",
        description: "four trials; what they share runs once"
      }
    ])
  )
