/** What a run would do, as lines: run --dry-run, run --explain. */
import type { Plan, PlannedNode } from "../../../dataflow/plan/plan.ts"
import { padDisplay } from "./display-width.ts"
import { formatAbout } from "./duration.ts"
import { reasonLines } from "./reasons.ts"
import type { Style } from "./style.ts"

const estimate = (plan: Plan): string => {
  const pending = plan.nodes.filter(({ status }) => status !== "fresh")
  const known = pending.flatMap(({ estimateMs }) => estimateMs ?? [])
  if (known.length === 0) return ""
  const isPartial = known.length < pending.length
  const totalMs = known.reduce((sum, ms) => sum + ms, 0)
  return ` (${isPartial ? "at least " : "about "}${formatAbout(totalMs)}, from past runs)`
}

const waitsFor = (plan: Plan, { inputs, isHeld }: PlannedNode): string => {
  const pending = new Set(plan.nodes.filter(({ status }) => status !== "fresh").map(({ name }) => name))
  const changing = inputs.filter((input) => pending.has(input))
  return isHeld ? `once it is known what ${plan.pending} decides` : `if ${changing.join(" or ")} changes`
}

/** The pipeline's own parameters as one line, none where it has none. */
export const parameterLines = (parameters: Plan["parameters"], style: Style): ReadonlyArray<string> => {
  const values = Object.entries(parameters).map(([name, value]) => `pipeline.${name} = ${JSON.stringify(value)}`)
  return values.length === 0 ? [] : [style.quiet(`with ${values.join(", ")}`)]
}

/** The headline, then each node that would run with every reason. */
export const planLines = (plan: Plan, style: Style): ReadonlyArray<string> => {
  const pending = plan.nodes.filter(({ status }) => status !== "fresh")
  if (pending.length === 0) {
    return [`${style.good("✓")} ${style.strong(plan.pipeline)} is up to date: nothing would run`]
  }
  const width = Math.max(8, ...pending.map(({ name }) => name.length))
  const lines = pending.flatMap((node) => {
    const reasons = node.status === "waiting" && node.reasons.length === 0
      ? [style.quiet(waitsFor(plan, node))]
      : reasonLines(node.reasons)
    return reasons.map((reason, i) => `  ${padDisplay(i === 0 ? node.name : "", width)}  ${reason}`)
  })
  const most = pending.some(({ reasons, status }) => status === "waiting" && reasons.length === 0) ? "up to " : ""
  const later = plan.pending === undefined ? "" : `, and whatever ${plan.pending} decides`
  return [
    `would run ${most}${pending.length} of ${plan.nodes.length} nodes${estimate(plan)}${later}`,
    ...lines,
    ...parameterLines(plan.parameters, style)
  ]
}
