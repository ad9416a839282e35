/** `pipeline status`: what is fresh, stale or missing, without running anything. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Plan, PlannedNode } from "../../../dataflow/plan/plan.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { errorLines, errorView } from "../error-view.ts"
import { engine, openProject } from "../open-project.ts"
import { loadAsked, loadFlags } from "../pipeline-flags.ts"
import { alignColumns } from "../render/columns.ts"
import { plural } from "../render/plural.ts"
import { reasonsInShort } from "../render/reasons.ts"
import type { Style } from "../render/style.ts"
import { settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"

/** A node that never ran is missing; one that waits is stale only if what it waits for changes. */
const statusOf = ({ reasons, status }: PlannedNode): "fresh" | "stale" | "missing" | "waiting" =>
  reasons.some(({ _tag }) => _tag === "NeverRan") ? "missing" : status

const nodeCells = (node: PlannedNode, plan: Plan, style: Style): ReadonlyArray<string> => {
  const status = statusOf(node)
  switch (status) {
    case "fresh":
      return [`${style.good("◌")} ${node.name}`, status, `${node.key!.slice(0, 7)}  ${node.record?.summary ?? ""}`]
    case "stale":
      return [`${style.active("◐")} ${node.name}`, status, reasonsInShort(node.reasons)]
    case "missing":
      return [`${style.quiet("○")} ${node.name}`, status, "never ran"]
    case "waiting": {
      if (node.isHeld) return [`${style.quiet("○")} ${node.name}`, status, `for what ${plan.pending} decides`]
      const pending = plan.nodes.filter((each) => each.status !== "fresh").map(({ name }) => name)
      return [
        `${style.quiet("○")} ${node.name}`,
        status,
        `for ${node.inputs.filter((input) => pending.includes(input)).join(", ")}`
      ]
    }
  }
}

const headline = (plan: Plan, style: Style): string => {
  const statuses = plan.nodes.map(statusOf)
  const counts = (["fresh", "stale", "missing", "waiting"] as const)
    .map((status) => ({ status, count: statuses.filter((each) => each === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ count, status }) => `${count} ${status}`)
  const later = plan.pending === undefined ? "" : `, and whatever ${plan.pending} decides`
  return `${style.strong(plan.pipeline)}  ${plural(plan.nodes.length, "node")}: ${counts.join(", ")}${later}`
}

const statusJson = (plan: Plan) => ({
  pipeline: plan.pipeline,
  decidedLater: plan.pending,
  upToDate: plan.nodes.every(({ status }) => status === "fresh"),
  nodes: plan.nodes.map((node) => ({ name: node.name, status: statusOf(node), key: node.key, reasons: node.reasons }))
})

/** The verb. */
export const status = Command.make("status", {
  pipeline: Argument.String("pipeline").pipe(
    Argument.withDescription("A file in pipelines/, without .ts (default: all)"),
    Argument.optional
  ),
  ...loadFlags,
  check: Flag.Boolean("check").pipe(Flag.withDescription("Exit with 3 if anything is stale"), Flag.withDefault(false))
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { errorStyle, folder, isJson, isQuiet, style } = yield* settings
    const { project, store } = yield* openProject(folder)
    const { pipelineNames, planRun } = yield* engine
    const planOf = (name: string) =>
      Effect.flatMap(loadAsked(project, store, name, input), (loaded) =>
        planRun(store, loaded, { targets: [], force: [] }))
    const one = Option.getOrUndefined(input.pipeline)
    // over all pipelines, one that cannot be loaded must not hide the others
    const [plans, broken] = one === undefined
      ? yield* Effect.partition(yield* pipelineNames(project), planOf)
      : [[yield* planOf(one)], []] as const
    if (isJson) {
      yield* answerJson(one === undefined ? plans.map(statusJson) : statusJson(plans[0]!))
    } else if (!isQuiet) {
      const nodes = (plan: Plan) =>
        one === undefined ? [] : alignColumns(plan.nodes.map((node) =>
          nodeCells(node, plan, style)
        ))
      yield* answer(plans.flatMap((plan) => [headline(plan, style), ...nodes(plan)]))
    }
    yield* remark(broken.flatMap((error) => errorLines(errorView(error), errorStyle)))
    if (broken.length > 0) return yield* new SilentExit({ code: 2 })
    const isStale = plans.some((plan) => plan.nodes.some((node) => node.status !== "fresh"))
    if (input.check && isStale) return yield* new SilentExit({ code: 3 })
  }))).pipe(Command.withDescription("Say what is fresh, stale or missing"))
