/** Checks how steps were placed and wired, before anything is planned. */
import * as Effect from "effect/Effect"
import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"
import type { AnyStep } from "../dsl/node.ts"
import type { Built } from "../dsl/pipeline.ts"
import { described, quoted } from "../kind/check.ts"
import { findCycle, graphOf } from "./graph.ts"

/** Steps that share a name, read what was not placed before them, or were made and never placed. */
export class WiringError extends Schema.TaggedError<WiringError>()("WiringError", {
  pipeline: Schema.String,
  step: Schema.String,
  problem: Schema.Literals([
    "name",
    "wires",
    "unreadable",
    "unsteady",
    "duplicate",
    "reserved",
    "unplaced",
    "cycle",
    "unyielded",
    "undecidable"
  ]),
  detail: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = 2
  override get message() {
    const { detail, pipeline, step } = this
    switch (this.problem) {
      case "name":
        return `Pipeline "${pipeline}" has a step named ${JSON.stringify(step)}, ${detail}. ` +
          `Give it a plain name with .as("…"): its artifacts lie in a folder of that name.`
      case "wires":
        return `Step "${step}" of pipeline "${pipeline}" is wired wrongly: ${detail}.`
      case "unreadable":
        return `Pipeline "${pipeline}" reads "${step}", which is ${detail}; json and tables can be read.`
      case "unsteady":
        return `Pipeline "${pipeline}" placed ${detail} when it was placed again with the value of "${step}". ` +
          `What it places must depend on its request, its parameters and its reads alone.`
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

const longestName = 200 // in bytes; file systems take 255, and a suffix

/** What is wrong with the name of a step, which names folders and stands in command lines. */
const oddityOf = (name: string): string | undefined => {
  if (name === "") return "which is empty"
  if (/[/\\]/.test(name)) return "which holds a slash"
  if (/\p{Cc}/u.test(name)) return "which holds a control character"
  if (/^\.|^-|^\s|\s$|^__proto__$/.test(name)) return "which begins or ends oddly"
  return Buffer.byteLength(name) > longestName ? `which is longer than ${longestName} bytes` : undefined
}

interface WireKind {
  readonly tag: string
  readonly element?: { readonly tag: string }
}

const isRef = (value: unknown): value is AnyStep["wires"][string] =>
  typeof value === "object" && value !== null && "step" in value && "port" in value

/** What is wrong with one wire, for those whom no compiler told. `placed` are the steps before. */
const miswired = (step: AnyStep, wire: string, placed: ReadonlyMap<string, AnyStep>): string | undefined => {
  const [port = "", index] = wire.split(".")
  const inputs = step.definition.inputs as Readonly<Record<string, WireKind>>
  const ref: unknown = step.wires[wire]
  if (!isRef(ref)) return `input "${port}" takes the output of a step, ${described(ref)} is given`
  const kind = Object.hasOwn(inputs, port) ? inputs[port] : undefined
  if (kind === undefined) return undefined // types let whoever hands on more than is asked for pass
  if (kind.tag === "many" && index === undefined) return `input "${port}" takes a list of outputs, one is given`
  if (kind.tag !== "many" && index !== undefined) return `input "${port}" takes one output, a list is given`
  const from = placed.get(ref.step)?.definition.outputs[ref.port]?.tag
  const wanted = (kind.element ?? kind).tag
  return from === undefined || from === wanted
    ? undefined
    : `input "${port}" takes ${wanted}, "${ref.step}.${ref.port}" is ${from}`
}

/** What is wrong with the wires of a step, if anything. */
const miswiring = (step: AnyStep, placed: ReadonlyMap<string, AnyStep>): string | undefined => {
  for (const wire in step.wires) {
    const problem = miswired(step, wire, placed)
    if (problem !== undefined) return problem
  }
  const missing = Object.entries(step.definition.inputs)
    .filter(([port, { tag }]) => tag !== "many" && tag !== "optional" && step.wires[port] === undefined)
    .map(([port]) => port)
  return missing.length === 0
    ? undefined
    : `${quoted(missing)} of its inputs ${missing.length > 1 ? "are" : "is"} missing`
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
  const placed = new Map<string, AnyStep>()
  for (const step of built.steps) {
    const { name } = step
    const odd = oddityOf(name)
    if (odd !== undefined) return yield* new WiringError({ pipeline, step: name, problem: "name", detail: odd })
    if (name === "pipeline") return yield* new WiringError({ pipeline, step: name, problem: "reserved", detail: "" })
    if (placed.has(name)) return yield* new WiringError({ pipeline, step: name, problem: "duplicate", detail: "" })
    const detail = miswiring(step, placed)
    if (detail !== undefined) return yield* new WiringError({ pipeline, step: name, problem: "wires", detail })
    for (const early of upstreams(step)) {
      if (placed.has(early)) continue
      return yield* yield* Effect.promise(() => misread(pipeline, built.steps, name, early))
    }
    placed.set(name, step)
  }
  for (const { at, port, step } of built.pending === undefined ? built.reads : [...built.reads, built.pending]) {
    const isPlaced = built.steps.slice(0, at).some(({ definition, name }) =>
      name === step && port in definition.outputs
    )
    const kind = placed.get(step)?.definition.outputs[port]?.tag ?? ""
    if (isPlaced && kind !== "json" && kind !== "table") {
      return yield* new WiringError({ pipeline, step: `${step}.${port}`, problem: "unreadable", detail: kind })
    }
    if (isPlaced) continue
    return yield* new WiringError({ pipeline, step: "Pipeline.read", problem: "unplaced", detail: `${step}.${port}` })
  }
  const [idle] = built.idle
  if (idle !== undefined && built.pending === undefined) {
    return yield* new WiringError({ pipeline, step: idle, problem: "unyielded", detail: "" })
  }
})
