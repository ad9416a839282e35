/** `pipeline why`: the changes that make one node run. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Plan, PlannedNode } from "../../../dataflow/plan/plan.ts"
import type { ActionRecord } from "../../../dataflow/store/action.ts"
import { answer, answerJson } from "../answer.ts"
import { engine, openProject } from "../open-project.ts"
import { loadAsked, loadFlags, pipelineArgument } from "../pipeline-flags.ts"
import { formatAgo, formatDuration } from "../render/duration.ts"
import { parameterLines } from "../render/plan-lines.ts"
import { plural } from "../render/plural.ts"
import { reasonClause, reasonLines } from "../render/reasons.ts"
import type { Style } from "../render/style.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

/** What did not change, so that one need not look there. */
const unchangedLine = (
  node: PlannedNode,
  last: ActionRecord | undefined,
  parameterCount: number
): ReadonlyArray<string> => {
  if (last === undefined || node.status === "waiting") return []
  const changed = (tag: string) => node.reasons.filter(({ _tag }) => _tag === tag).length
  const inputs = Object.keys(node.resolved?.inputs ?? {}).length - changed("InputChanged")
  const parameters = parameterCount - changed("ParamChanged")
  const parts = [
    ...(inputs > 0 ? [plural(inputs, "input")] : []),
    ...(parameters > 0 ? [plural(parameters, "parameter")] : []),
    ...(changed("CodeChanged") + changed("ServiceChanged") === 0 ? ["code"] : []),
    ...(changed("EnvironmentChanged") === 0 ? [`node ${process.versions.node.split(".")[0]}`] : [])
  ]
  return [`  unchanged: ${parts.join(", ")}`]
}

const lastLine = (last: ActionRecord | undefined, nowMs: number): ReadonlyArray<string> => {
  if (last === undefined) return []
  const agoMs = nowMs - DateTime.makeUnsafe(last.finishedAt).epochMilliseconds
  return [`  last run ${formatAgo(agoMs)}, took ${formatDuration(last.durationMs)}`]
}

const headline = (node: PlannedNode, plan: Plan, style: Style): string => {
  const name = style.strong(node.name)
  if (node.status === "fresh") return `${name} is fresh: nothing it depends on changed.`
  if (node.status === "stale") return `${name} is stale because ${reasonClause(node.reasons)}:`
  if (node.isHeld) return `${name} waits until it is known what ${plan.pending} decides, for it reports on all steps.`
  const pending = plan.nodes.filter(({ status }) => status !== "fresh").map(({ name: each }) => each)
  const waits = node.inputs.filter((input) => pending.includes(input)).join(", ")
  return `${name} waits for ${waits}, and runs if what it reads from there changes.`
}

/** The verb. */
export const why = Command.make("why", {
  pipeline: pipelineArgument,
  node: Argument.String("node").pipe(Argument.withDescription("The node to explain")),
  ...loadFlags
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson, style } = yield* settings
    const { project, store } = yield* openProject(folder)
    const { planRun, sourceOfData } = yield* engine
    const loaded = yield* loadAsked(project, store, input.pipeline, input)
    const plan = yield* planRun(store, loaded, { targets: [], force: [] })
    const node = plan.nodes.find(({ name }) => name === input.node)
    if (node === undefined) {
      return yield* new UsageError({
        tag: "unknown-node",
        message: `Pipeline "${loaded.name}" has no node "${input.node}".`,
        given: `why ${loaded.name} ${input.node}`,
        word: input.node,
        known: plan.nodes.map(({ name }) => name),
        hint: plan.pending === undefined
          ? `pipeline graph ${loaded.name}   lists its nodes`
          : `pipeline run ${loaded.name}   decides what follows ${plan.pending}`
      })
    }
    const lastKey = store.ref(loaded.name, sourceOfData(loaded.asked.data))?.steps[node.name]?.key
    const last = lastKey === undefined ? undefined : store.peek(lastKey)
    if (isJson) {
      const { inputs, key, name, reasons, status } = node
      return yield* answerJson({
        pipeline: loaded.name,
        node: name,
        status,
        key,
        inputs,
        reasons,
        last: last?.finishedAt
      })
    }
    const { parameters } = loaded.steps.find(({ name }) => name === node.name)!.definition
    const now = yield* DateTime.now
    yield* answer([
      headline(node, plan, style),
      ...reasonLines(node.reasons).map((line) => `  ${line}`),
      ...(node.status === "stale" ? unchangedLine(node, last, parameters.length) : []),
      ...lastLine(last, now.epochMilliseconds),
      ...parameterLines(loaded.parameters, style).map((line) => `  ${line}`)
    ])
  }))).pipe(Command.withDescription("Say which input, parameter or code change makes a node run"))
