/** Checks how steps were placed and wired, before anything is planned. */
import * as Effect from "effect/Effect"
import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"
import type { AnyStep } from "../dsl/node.ts"
import type { Built } from "../dsl/pipeline.ts"
import { findCycle, graphOf } from "./graph.ts"

/** Steps that share a name, read what was not placed before them, or were made and never placed. */
export class WiringError extends Schema.TaggedError<WiringError>()("WiringError", {
  pipeline: Schema.String,
  step: Schema.String,
  problem: Schema.Literals(["duplicate", "reserved", "unplaced", "cycle", "unyielded", "undecidable"]),
  detail: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = 2
  override get message() {
    const { detail, pipeline, step } = this
    switch (this.problem) {
      case "duplicate":
        return `Pipeline "${pipeline}" has two steps named "${step}". Give one another name with .as("…").`
      case "reserved":
        return `Pipeline "${pipeline}" has a step named "pipeline", as --set calls the pipeline itself. ` +
          `Give it another name with .as("…").`
      case "unplaced":
        return `Step "${step}" of pipeline "${pipeline}" reads "${detail}", which was never placed. ` +
          `Place it with yield* first.`
      case "cycle":
        return `Pipeline "${pipeline}" has a cycle: ${detail}. A step can only read from steps before it.`
      case "unyielded":
        return `Step "${step}" of pipeline "${pipeline}" is made but never yielded, so it would never run. ` +
          `yield* it, or remove it.`
      case "undecidable":
        return `Pipeline "${pipeline}" reads "${step}.${detail}" to decide what to place, but "${step}" or a step ` +
          `before it reports on the whole pipeline, which is not known by then.`
    }
  }
}

const upstreams = (step: AnyStep) => Object.values(step.wires).map((ref) => ref.step)

/** What is wrong where `step` reads `early`, which comes later or not at all. */
const misread = async (pipeline: string, steps: ReadonlyArray<AnyStep>, step: string, early: string) => {
  const wires = steps.flatMap((each) => upstreams(each).map((from) => ({ from, to: each.name, label: "" })))
  const cycle = findCycle(await graphOf(steps.map(({ name }) => ({ name })), wires))
  return cycle === undefined
    ? new WiringError({ pipeline, step, problem: "unplaced", detail: early })
    : new WiringError({ pipeline, step, problem: "cycle", detail: cycle.join(" → ") })
}

/** Fails with WiringError. A step not yielded is only missed once all reads are decided. */
export const checkWiring = Effect.fn("checkWiring")(function*(pipeline: string, built: Built<AnyStep, unknown>) {
  const placed = new Set<string>()
  for (const step of built.steps) {
    const { name } = step
    if (name === "pipeline") return yield* new WiringError({ pipeline, step: name, problem: "reserved", detail: "" })
    if (placed.has(name)) return yield* new WiringError({ pipeline, step: name, problem: "duplicate", detail: "" })
    for (const wire in step.wires) {
      const early = step.wires[wire]!.step
      if (placed.has(early)) continue
      return yield* yield* Effect.promise(() => misread(pipeline, built.steps, name, early))
    }
    placed.add(name)
  }
  for (const { at, port, step } of built.pending === undefined ? built.reads : [...built.reads, built.pending]) {
    const isPlaced = built.steps.slice(0, at).some(({ definition, name }) =>
      name === step && port in definition.outputs
    )
    if (isPlaced) continue
    return yield* new WiringError({ pipeline, step: "Pipeline.read", problem: "unplaced", detail: `${step}.${port}` })
  }
  const [idle] = built.idle
  if (idle !== undefined && built.pending === undefined) {
    return yield* new WiringError({ pipeline, step: idle, problem: "unyielded", detail: "" })
  }
})
