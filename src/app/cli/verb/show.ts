/** `pipeline show`: one run, one node's parameters and outputs, or one artifact. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import type { Project } from "../../../dataflow/code/project.ts"
import type { Loaded, LoadedStep } from "../../../dataflow/plan/loaded.ts"
import type { ActionRecord } from "../../../dataflow/store/action.ts"
import { isWholeRun, type RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { engine, openProject } from "../open-project.ts"
import { loadAsked, loadFlags, type LoadInput, runDataFlag, runWords } from "../pipeline-flags.ts"
import { findRun, latestRuns, namesRun, noRunOn, recordedRun } from "../recorded-run.ts"
import { formatDuration } from "../render/duration.ts"
import { formatBytes } from "../render/format-bytes.ts"
import { section } from "../render/section.ts"
import { askedOf, repeating } from "../run-command.ts"
import { marksOf } from "../run-marks.ts"
import { endedAs } from "../run-status.ts"
import { runViewLines } from "../run-view.ts"
import { type Settings, settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

const flatten = (value: unknown, path: string): ReadonlyArray<readonly [string, string]> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, child]) => flatten(child, path === "" ? key : `${path}.${key}`))
    : [[path, JSON.stringify(value)]]

const outputRows = (record: ActionRecord): ReadonlyArray<ReadonlyArray<string>> =>
  Object.entries(record.outputs).map(([port, { digest, kind, sizeBytes, summary }]) => [
    port,
    kind,
    formatBytes(sizeBytes),
    digest.slice(0, 7),
    summary
  ])

/** The run that is looked at: the latest whole one that reached the node, else the latest at all that did. */
const runWith = (
  store: Store,
  pipeline: string,
  { data, nodes }: { readonly data: string | undefined; readonly nodes: ReadonlyArray<string> }
) =>
  Effect.gen(function*() {
    const { any, whole } = yield* latestRuns(store, pipeline, data)
    if (any === undefined && data !== undefined && !fs.existsSync(data)) return yield* noRunOn(store, pipeline, data)
    const isIn = (run: RunRecord | undefined) => nodes.some((node) => run?.steps[node] !== undefined)
    return [whole, any].find(isIn) ?? whole ?? any
  })

const recordOf = (store: Store, run: RunRecord | undefined, node: string): ActionRecord | undefined => {
  const key = run?.steps[node]?.key
  return key === undefined ? undefined : store.peek(key)
}

/** Parameters that made a result; where a pipeline says something else by now, that stands beside it. */
const parameterRows = (made: unknown, planned: unknown): ReadonlyArray<ReadonlyArray<string>> => {
  const now = new Map(flatten(planned, ""))
  return flatten(made, "").map(([name, value]) => {
    const later = now.get(name)
    return later === undefined || later === value ? [name, value] : [name, value, `now ${later}`]
  })
}

const showNode = (
  store: Store,
  loaded: Loaded,
  { run, step }: { readonly run: RunRecord | undefined; readonly step: LoadedStep },
  { isJson, style }: Settings
) => {
  const record = recordOf(store, run, step.name)
  const failed = run?.failures?.[step.name]
  const { params = step.encodedParams } = (record?.keyRecord ?? {}) as { readonly params?: unknown }
  const wires = Object.entries(step.wires).map(([input, wire]) => [input, `from ${wire.step}.${wire.port}`])
  if (isJson) {
    return answerJson({
      pipeline: loaded.name,
      node: step.name,
      group: step.group,
      params,
      planned: step.encodedParams,
      inputs: step.wires,
      outputs: record?.outputs,
      metrics: record?.metrics,
      run: record?.run
    })
  }
  const ran = record === undefined
    ? [failed === undefined ? "never ran" : `failed in run ${run!.run.slice(0, 6)}: ${failed.message}`]
    : [`last run ${record.run.slice(0, 6)} at ${record.finishedAt}, took ${formatDuration(record.durationMs)}`]
  return answer([
    `${style.strong(step.name)}  node ${step.definition.node} in ${step.file}`,
    ...section("parameters", parameterRows(params, step.encodedParams), style),
    ...section("inputs", wires, style),
    ...(record === undefined ? [] : section("outputs", outputRows(record), style)),
    ...ran
  ])
}

const showParameters = ({ asked, compiled, name, parameters, pending }: Loaded, { isJson, style }: Settings) => {
  const rows = Object.entries(parameters).map(([parameter, value]) => [
    parameter,
    JSON.stringify(value),
    `pipeline.${parameter}` in asked.set ? "--set" : "in the pipeline"
  ])
  if (isJson) return answerJson({ pipeline: name, params: parameters, decidedLater: pending })
  return answer([
    `${style.strong(name)}  pipelines/${name}.ts, seed ${compiled.pipeline.seed}`,
    ...(rows.length === 0 ? ["no parameters of its own"] : section("parameters", rows, style))
  ])
}

const unknownNode = (loaded: Loaded, node: string) =>
  new UsageError({
    tag: "unknown-node",
    message: `Pipeline "${loaded.name}" has no node "${node}".`,
    given: `show ${loaded.name} ${node}`,
    word: node,
    known: loaded.steps.map(({ name }) => name),
    hint: `pipeline graph ${loaded.name}   lists its nodes`
  })

const showArtifact = (
  store: Store,
  loaded: Loaded,
  { node, port, run }: { readonly node: string; readonly port: string; readonly run: RunRecord | undefined },
  { isJson, style }: Settings
) =>
  Effect.gen(function*() {
    if (!loaded.steps.some(({ name }) => name === node)) return yield* unknownNode(loaded, node)
    const record = recordOf(store, run, node)
    const output = record?.outputs[port]
    if (record === undefined || output === undefined) {
      return yield* new UsageError({
        tag: "unknown-artifact",
        message: record === undefined
          ? `Node "${node}" of pipeline "${loaded.name}" never ran.`
          : `Node "${node}" has no output "${port}".`,
        given: `${node}.${port}`,
        word: port,
        known: Object.keys(record?.outputs ?? {}),
        hint: record === undefined ? `pipeline run ${loaded.name}` : `pipeline show ${loaded.name} ${node}`
      })
    }
    const { previewLines } = yield* Effect.promise(() => import("../artifact-preview.ts"))
    store.verify(output.digest)
    const preview = yield* Effect.promise(() => previewLines(store, output))
    if (isJson) return yield* answerJson({ artifact: `${node}.${port}`, ...output, run: record.run, preview })
    yield* answer([
      `${style.strong(`${node}.${port}`)}  ${output.kind}  ${formatBytes(output.sizeBytes)}  ${output.summary}`
        .trimEnd(),
      `  sha256 ${output.digest}`,
      `  made by ${record.node} in run ${record.run.slice(0, 6)} at ${record.finishedAt}`,
      "",
      ...preview
    ])
  })

/** That a later run of the pipeline than the one shown did not come to its end. */
const laterRun = (shown: RunRecord, any: RunRecord | undefined, { errorStyle }: Settings) =>
  any === undefined || any.run === shown.run || isWholeRun(any) || any.finishedAt < shown.finishedAt
    ? Effect.void
    : remark([
      `${errorStyle.active("note:")} a later run ${endedAs(any)}: pipeline show ${any.run.slice(0, 6)}`
    ])

/** The pipeline and the run that `what` names: a run with the pipeline as that run set it, or a pipeline's latest. */
const lookedAt = (
  project: Project,
  store: Store,
  input: LoadInput & { readonly what: string },
  nodes: ReadonlyArray<string>
) =>
  Effect.gen(function*() {
    const { loadPipeline, pipelineNames } = yield* engine
    const data = Option.getOrUndefined(input.data)
    const names = yield* pipelineNames(project)
    if (names.includes(input.what) || !namesRun(store, input.what)) {
      const run = yield* runWith(store, input.what, { data, nodes })
      const source = run === undefined ? input.data : Option.fromUndefinedOr(run.dataset?.source)
      return { run, loaded: yield* loadAsked(project, store, input.what, { ...input, data: source }) }
    }
    const run = yield* findRun(store, input.what, data)
    return { run, loaded: yield* loadPipeline(project, store, run.pipeline, askedOf(run)) }
  })

/** The command that repeats a run, with a word where the project's files are others by now. */
const showCommand = (project: Project, run: RunRecord, { errorStyle, isJson }: Settings) =>
  Effect.gen(function*() {
    const { commitOf } = yield* engine
    const { commit } = run
    const now = yield* commitOf(project.root)
    if (commit !== undefined && commit.hash !== now?.hash) {
      const changed = commit.isDirty ? ", with changes that are in no commit" : ""
      yield* remark([
        `${errorStyle.active("note:")} the run was at commit ${commit.hash.slice(0, 7)}${changed}: git checkout ${
          commit.hash.slice(0, 7)
        }`
      ])
    }
    yield* isJson ? answerJson({ run: run.run, command: repeating(run), commit }) : answer([repeating(run)])
  })

/** Writes the page of a run where it is asked for. */
const showPage = (store: Store, run: RunRecord, file: string, { isJson }: Settings) =>
  Effect.gen(function*() {
    const { writeRunPage } = yield* Effect.promise(() => import("../run-page.ts"))
    yield* Effect.sync(() => writeRunPage(store, run, file))
    yield* isJson ? answerJson({ run: run.run, file }) : remark([`wrote ${file}`])
  })

/** The verb. */
export const show = Command.make("show", {
  what: Argument.String("what").pipe(Argument.withDescription(runWords)),
  node: Argument.String("node").pipe(
    Argument.withDescription("A node of it, <node>.<output>, or \"pipeline\" for its own parameters"),
    Argument.optional
  ),
  ...loadFlags,
  data: runDataFlag,
  command: Flag.Boolean("command").pipe(
    Flag.withDescription("Answer with the command that repeats the run"),
    Flag.withDefault(false)
  ),
  html: Flag.String("html").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("Write the run as a page: its steps to walk through, and a timeline"),
    Flag.optional
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const decided = yield* settings
    const { project, store } = yield* openProject(decided.folder)
    const data = Option.getOrUndefined(input.data)
    if (input.command) return yield* showCommand(project, yield* findRun(store, input.what, data), decided)
    if (Option.isSome(input.html)) {
      if (Option.isSome(input.node)) {
        return yield* new UsageError({
          tag: "one-run",
          message: "A page is of a whole run, not of a node.",
          given: `show ${input.what} ${input.node.value} --html ${input.html.value}`,
          word: input.node.value,
          hint: `pipeline show ${input.what} --html ${input.html.value}`
        })
      }
      return yield* showPage(store, yield* findRun(store, input.what, data), input.html.value, decided)
    }
    if (Option.isNone(input.node)) {
      const run = yield* findRun(store, input.what, data)
      yield* decided.isJson
        ? answerJson({ ...run, metrics: recordedRun(store, run).metrics, ...marksOf(store, run) })
        : answer(runViewLines(store, run, decided.style))
      if (run.pipeline !== input.what) return
      return yield* laterRun(run, (yield* latestRuns(store, run.pipeline, data)).any, decided)
    }
    const asked = input.node.value
    const [, head = "", port] = /^(.*?)(?:\.([^.]*))?$/.exec(asked)!
    const { loaded, run } = yield* lookedAt(project, store, input, [asked, head])
    if (asked === "pipeline") return yield* showParameters(loaded, decided)
    const step = loaded.steps.find(({ name }) => name === asked)
    if (step !== undefined) return yield* showNode(store, loaded, { step, run }, decided)
    if (port === undefined) return yield* unknownNode(loaded, asked)
    yield* showArtifact(store, loaded, { node: head, port, run }, decided)
  }))).pipe(
    Command.withDescription("Show a run, the parameters and outputs of a node, or an artifact"),
    Command.withExamples([
      { command: "pipeline show easy", description: "its latest whole run" },
      { command: "pipeline show easy train", description: "parameters, inputs and outputs of a node" },
      { command: "pipeline show easy train.history", description: "an artifact: hash, size, producer, first rows" },
      { command: "pipeline show hard --html run.html", description: "its steps to walk through, and a timeline" }
    ])
  )
