/** The argument and flags that say which pipeline, on which data, with which parameters, and on how many cores. */
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Project } from "../../dataflow/code/project.ts"
import type { Loaded, LoadOptions } from "../../dataflow/plan/loaded.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { concreteBackend } from "./concrete-backend.ts"
import { engine } from "./open-project.ts"
import { UsageError } from "./usage-error.ts"

/** The name of a pipeline. */
export const pipelineArgument = Argument.String("pipeline").pipe(
  Argument.withDescription("A file in pipelines/, without .ts")
)

/** What an argument takes that names a run. */
export const runWords = "A run, a tag, \"last\", or a pipeline: its latest whole run"

/** What the verbs that look at a run take. */
export const runArgument = Argument.String("run").pipe(Argument.withDescription(runWords))

/** The data of the run that is meant. */
export const runDataFlag = Flag.String("data").pipe(
  Flag.withMetavar("NAME"),
  Flag.withDescription("Of the latest run on this data: a path, or a name that pipeline runs shows"),
  Flag.optional
)

/** The flag of the verbs that look at the clusters of a run. */
export const clustersFlag = Flag.String("from").pipe(
  Flag.withMetavar("NODE"),
  Flag.withDescription("The node whose clusters are meant (default: the one the report shows)"),
  Flag.optional
)

/** Flags that decide what a pipeline computes. */
export const loadFlags = {
  data: Flag.String("data").pipe(
    Flag.withMetavar("PATH"),
    Flag.withDescription("What to work on, such as a folder of audio or a .csv of features"),
    Flag.optional
  ),
  layout: Flag.String("layout").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("As what to read the data, such as folder or gtzan (default: what it looks like)"),
    Flag.optional
  ),
  label: Flag.String("label").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription(
      "What labels tracks: folder, genre, artist, album, language, year, decade, or a column of the data's tables"
    ),
    Flag.optional
  ),
  set: Flag.String("set").pipe(
    Flag.withMetavar("NODE.PARAM=VALUE"),
    Flag.withDescription("Override a parameter (repeatable)"),
    Flag.atLeast(0)
  ),
  seed: Flag.Int("seed").pipe(Flag.withDescription("Seed of everything random"), Flag.optional)
}

/** The flag of the verbs that train. */
export const backendFlag = Flag.String("backend").pipe(
  Flag.withMetavar("NAME"),
  Flag.withDescription("What trains and embeds: auto, ort, wasm, cpu, … (pipeline doctor lists them)"),
  Flag.optional
)

/** The flag of the verbs that run steps. */
export const jobsFlag = Flag.Int("jobs").pipe(
  Flag.withAlias("j"),
  Flag.withMetavar("N"),
  Flag.withDescription("Cores to use (default: all)"),
  Flag.filter((jobs) => jobs >= 1, (jobs) => `Expected at least 1, got ${jobs}`),
  Flag.optional
)

/** Parsed load flags. */
export interface LoadInput {
  readonly data: Option.Option<string>
  readonly layout?: Option.Option<string>
  readonly label?: Option.Option<string>
  readonly set: ReadonlyArray<string>
  readonly seed: Option.Option<number>
}

const splitSet = (assignment: string) =>
  Effect.gen(function*() {
    const at = assignment.indexOf("=")
    const path = assignment.slice(0, Math.max(0, at))
    if (!/^[^.=]+\.[^=]+$/.test(path)) {
      return yield* new UsageError({
        tag: "invalid-set",
        message: `--set takes <node>.<parameter>=<value>.`,
        given: `--set ${assignment}`,
        word: assignment,
        hint: "--set train.beta=4"
      })
    }
    return [path, assignment.slice(at + 1)] as const
  })

/** Load options of parsed flags. Fails with UsageError on a `--set` that assigns nothing. */
export const loadOptions = (input: LoadInput) =>
  Effect.gen(function*() {
    const layout = Option.getOrUndefined(input.layout ?? Option.none())
    const label = Option.getOrUndefined(input.label ?? Option.none())
    const set = {
      ...layout === undefined ? {} : { "pipeline.layout": layout },
      ...label === undefined ? {} : { "pipeline.label": label },
      ...Object.fromEntries(yield* Effect.forEach(input.set, splitSet))
    }
    const options: LoadOptions = {
      set,
      ...(Option.isSome(input.data) ? { data: input.data.value } : {}),
      ...(Option.isSome(input.seed) ? { seed: input.seed.value } : {})
    }
    return options
  })

/** Fails with UsageError where no step takes a backend; steps that are still to be decided may. */
const checkTaken = ({ name: pipeline, pending, steps }: Loaded) =>
  Effect.gen(function*() {
    if (pending === undefined && !steps.some(({ definition }) => definition.parameters.includes("backend"))) {
      return yield* new UsageError({
        tag: "no-backend",
        message: `No node of pipeline "${pipeline}" has a parameter "backend".`,
        given: "--backend",
        word: "--backend",
        hint: `leave it out; pipeline graph ${pipeline}   lists its nodes`
      })
    }
  })

/**
 * Load options of parsed flags, with `--backend` for every step that takes one; a `--set` of the same parameter wins.
 * The name is a concrete one, so that what computes enters the action keys.
 */
export const trainingOptions = (
  project: Project,
  store: Store,
  pipeline: string,
  input: LoadInput & { readonly backend: Option.Option<string> }
) =>
  Effect.gen(function*() {
    const options = yield* loadOptions(input)
    if (Option.isNone(input.backend)) return options
    const backend = yield* concreteBackend(input.backend.value)
    const { loadPipeline } = yield* engine
    yield* checkTaken(yield* loadPipeline(project, store, pipeline, options))
    const everywhere: LoadOptions = { ...options, everywhere: { backend } }
    return everywhere
  })

/** The loaded pipeline a verb was asked about. */
export const loadAsked = (project: Project, store: Store, name: string, input: LoadInput) =>
  Effect.gen(function*() {
    const { loadPipeline } = yield* engine
    return yield* loadPipeline(project, store, name, yield* loadOptions(input))
  })
