/** `pipeline show`: one run, one node's parameters and outputs, or one artifact. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Loaded, LoadedStep } from "../../../dataflow/plan/loaded.ts"
import type { ActionRecord } from "../../../dataflow/store/action.ts"
import type { PipelineRef } from "../../../dataflow/store/refs.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { answer, answerJson } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { loadAsked, loadFlags } from "../pipeline-flags.ts"
import { findRun, recordedRun } from "../recorded-run.ts"
import { alignColumns } from "../render/columns.ts"
import { formatDuration } from "../render/duration.ts"
import { formatBytes } from "../render/format-bytes.ts"
import { formatMetric } from "../render/format-number.ts"
import type { Style } from "../render/style.ts"
import { type Settings, settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

const indent = (lines: ReadonlyArray<string>): ReadonlyArray<string> => lines.map((line) => `  ${line}`)

const section = (title: string, rows: ReadonlyArray<ReadonlyArray<string>>, style: Style): ReadonlyArray<string> =>
  rows.length === 0 ? [] : [style.quiet(title), ...indent(alignColumns(rows))]

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

const recordOf = (store: Store, pipeline: string, node: string): ActionRecord | undefined => {
  const key = store.ref(pipeline)?.steps[node]?.key
  return key === undefined ? undefined : store.peek(key)
}

const showNode = (store: Store, loaded: Loaded, step: LoadedStep, { isJson, style }: Settings) => {
  const record = recordOf(store, loaded.name, step.name)
  const wires = Object.entries(step.wires).map(([input, wire]) => [input, `from ${wire.step}.${wire.port}`])
  if (isJson) {
    return answerJson({
      pipeline: loaded.name,
      node: step.name,
      group: step.group,
      params: step.encodedParams,
      inputs: step.wires,
      outputs: record?.outputs,
      metrics: record?.metrics
    })
  }
  const ran = record === undefined
    ? ["never ran"]
    : [`last run ${record.run.slice(0, 6)} at ${record.finishedAt}, took ${formatDuration(record.durationMs)}`]
  return answer([
    `${style.strong(step.name)}  node ${step.definition.node} in ${step.file}`,
    ...section("parameters", flatten(step.encodedParams, ""), style),
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

const showArtifact = (store: Store, loaded: Loaded, node: string, port: string, { isJson, style }: Settings) =>
  Effect.gen(function*() {
    if (!loaded.steps.some(({ name }) => name === node)) return yield* unknownNode(loaded, node)
    const record = recordOf(store, loaded.name, node)
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

const showRun = (store: Store, ref: PipelineRef, { isJson, style }: Settings) => {
  const { metrics } = recordedRun(store, ref)
  if (isJson) return answerJson({ ...ref, metrics })
  const rows = Object.entries(ref.steps).map(([step, { key }]) => {
    const record = store.peek(key)
    if (record === undefined) return [step, key.slice(0, 7), "collected"]
    return [step, key.slice(0, 7), formatDuration(record.durationMs), record.summary]
  })
  return answer([
    `run ${style.strong(ref.run)}  ${ref.pipeline}  seed ${ref.seed}  ${ref.finishedAt}`,
    ...section("nodes", rows, style),
    ...section("metrics", Object.entries(metrics).map(([name, { value }]) => [name, formatMetric(value)]), style)
  ])
}

/** The verb. */
export const show = Command.make("show", {
  what: Argument.String("what").pipe(Argument.withDescription("A run, or a pipeline")),
  node: Argument.String("node").pipe(
    Argument.withDescription("A node of that pipeline, <node>.<output>, or \"pipeline\" for its own parameters"),
    Argument.optional
  ),
  ...loadFlags
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const decided = yield* settings
    const { project, store } = yield* openProject(decided.folder)
    if (Option.isNone(input.node)) return yield* showRun(store, yield* findRun(store, input.what), decided)
    const asked = input.node.value
    const loaded = yield* loadAsked(project, store, input.what, input)
    if (asked === "pipeline") return yield* showParameters(loaded, decided)
    const step = loaded.steps.find(({ name }) => name === asked)
    if (step !== undefined) return yield* showNode(store, loaded, step, decided)
    const [, node = "", port] = /^(.*?)(?:\.([^.]*))?$/.exec(asked)!
    if (port === undefined) return yield* unknownNode(loaded, asked)
    yield* showArtifact(store, loaded, node, port, decided)
  }))).pipe(
    Command.withDescription("Show a run, the parameters and outputs of a node, or an artifact"),
    Command.withExamples([
      { command: "pipeline show easy", description: "the last run" },
      { command: "pipeline show easy train", description: "parameters, inputs and outputs of a node" },
      { command: "pipeline show easy train.history", description: "an artifact: hash, size, producer, first rows" }
    ])
  )
