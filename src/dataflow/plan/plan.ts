/**
 * The plan: which steps are fresh, which must run and why, and which wait for those. Works in placement order with
 * plain code, so a null run over thousands of nodes costs microseconds each. Next: run.ts.
 *
 * Room: what has to run, and why, before anything does.
 */
import * as Effect from "effect/Effect"
import { nameOfRead } from "../dsl/replay.ts"
import type { ActionRecord, OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import { sourceOfData } from "./dataset.ts"
import { SourceUnreadable, UnknownNode } from "./error.ts"
import { closure, graphOf } from "./graph.ts"
import { actionKey, type KeyRecord, keyRecord, keyRecordOf } from "./key.ts"
import { heldSteps, type Loaded, type LoadedStep } from "./loaded.ts"
import type { Reason } from "./reason.ts"
import { sourceRecords } from "./source.ts"
import { reasonsBetween } from "./why.ts"

/** Which part of a pipeline to bring up to date, and what to run again although it is fresh. */
export interface Selection {
  readonly targets: ReadonlyArray<string>
  readonly from?: string
  readonly force: ReadonlyArray<string>
}

/** A step whose inputs are known: its key, and the records it would be handed. */
export interface Resolved {
  readonly key: string
  readonly keyRecord: KeyRecord
  readonly inputs: Readonly<Record<string, OutputRecord>>
}

/**
 * One step of the plan. `resolved` is absent while an upstream step still has to run. `isHeld` marks a step that cannot
 * be planned before all reads of the pipeline are decided.
 */
export interface PlannedNode {
  readonly name: string
  readonly node: string
  readonly group: string
  readonly inputs: ReadonlyArray<string>
  readonly status: "fresh" | "stale" | "waiting"
  readonly isHeld: boolean
  readonly key: string | undefined
  readonly resolved: Resolved | undefined
  readonly reasons: ReadonlyArray<Reason>
  readonly record: ActionRecord | undefined
  readonly estimateMs: number | undefined
}

/**
 * Selected steps in an order in which they can run. `pending` names the artifact, "step.port", that decides what comes
 * after them; it is undefined where nothing does. `parameters` are the pipeline's own.
 */
export interface Plan {
  readonly pipeline: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly pending: string | undefined
  readonly nodes: ReadonlyArray<PlannedNode>
  readonly edges: ReadonlyArray<{ readonly from: string; readonly to: string; readonly label: string }>
}

/** Names of the steps a step reads from, each once. */
export const upstreamOf = (step: LoadedStep): ReadonlyArray<string> => [
  ...new Set(Object.values(step.wires).map((wire) => wire.step))
]

/** The key and input records of a step whose upstream actions are all known. */
export const resolveStep = (
  store: Store,
  step: LoadedStep,
  records: ReadonlyMap<string, ActionRecord>
): Resolved => {
  const inputs: Record<string, OutputRecord> = sourceRecords(store, step)
  for (const [input, wire] of Object.entries(step.wires)) inputs[input] = records.get(wire.step)!.outputs[wire.port]!
  const digests: Record<string, string> = {}
  for (const [input, record] of Object.entries(inputs)) digests[input] = record.digest
  const record = keyRecord(step, digests, Object.values(inputs).flatMap(({ needs }) => needs ?? []))
  return { key: actionKey(record), keyRecord: record, inputs }
}

/** Steps and wires as one graph; what is placed after a read depends on what was read. */
const graphOfSteps = (steps: ReadonlyArray<LoadedStep>) =>
  Effect.promise(() =>
    graphOf(
      steps.map(({ name }) => ({ name })),
      steps.flatMap(({ decidedBy, name, wires }) => [
        ...Object.values(wires).map(({ port, step }) => ({ from: step, to: name, label: port })),
        ...decidedBy.map((from) => ({ from, to: name, label: "", decides: true }))
      ])
    )
  )

/**
 * Steps to consider and steps to run whatever the cache says. A name no step has yet may come with what is decided
 * later, so that the way to the next decision is selected too.
 */
const select = Effect.fnUntraced(function*(loaded: Loaded, selection: Selection) {
  const names = loaded.steps.map((step) => step.name)
  const asked = [
    ...selection.targets.map((node) => ({ node, given: node })),
    ...(selection.from === undefined ? [] : [{ node: selection.from, given: `--from ${selection.from}` }]),
    ...selection.force.map((node) => ({ node, given: `--force ${node}` }))
  ]
  const all = new Set(names)
  const unknown = asked.find(({ node }) => !all.has(node))
  if (unknown !== undefined && loaded.pending === undefined) {
    return yield* new UnknownNode({ pipeline: loaded.name, ...unknown, known: names })
  }
  const force = new Set(selection.from === undefined ? selection.force : [...selection.force, selection.from])
  if (selection.targets.length === 0 && selection.from === undefined) return { selected: all, force }
  const graph = yield* graphOfSteps(loaded.steps)
  const ends = (selection.targets.length > 0 ? selection.targets : [...closure(graph, [selection.from!], "out")])
    .filter((name) => all.has(name))
  const leads = loaded.pending === undefined || (unknown === undefined && !ends.includes(loaded.pending.step))
    ? []
    : [loaded.pending.step]
  return { selected: closure(graph, [...ends, ...leads], "in"), force }
})

/** Why a step that is not cached runs, against what its last run left. */
export const reasonsFor = (
  store: Store,
  step: LoadedStep,
  resolved: Resolved,
  lastKey: string | undefined
): ReadonlyArray<Reason> => {
  const last = lastKey === undefined ? undefined : store.peek(lastKey)
  return last === undefined
    ? [{ _tag: "NeverRan" }]
    : reasonsBetween(store.files, keyRecordOf(last), resolved.keyRecord, step)
}

/** Plans a loaded pipeline against the store; `done` are actions of steps that a run brought up to date already. */
export const planRun = Effect.fn("planRun")(function*(
  store: Store,
  loaded: Loaded,
  selection: Selection,
  done: ReadonlyMap<string, ActionRecord> = new Map()
) {
  const { force, selected } = yield* select(loaded, selection)
  return yield* Effect.try({
    try: () => planSelected(store, loaded, { selected, force, done }),
    catch: (cause) => {
      if (cause instanceof SourceUnreadable) return cause
      throw cause
    }
  })
})

interface Selected {
  readonly selected: ReadonlySet<string>
  readonly force: ReadonlySet<string>
  readonly done: ReadonlyMap<string, ActionRecord>
}

const planSelected = (store: Store, loaded: Loaded, { done, force, selected }: Selected): Plan => {
  const previous = store.ref(loaded.name, sourceOfData(loaded.asked.data))
  const held = heldSteps(loaded)
  const records = new Map(done)
  const nodes: Array<PlannedNode> = []
  const edges: Array<Plan["edges"][number]> = []
  for (const step of loaded.steps) {
    if (!selected.has(step.name)) continue
    for (const wire of Object.values(step.wires)) {
      edges.push({ from: wire.step, to: step.name, label: wire.port })
    }
    const inputs = upstreamOf(step)
    const lastKey = previous !== undefined && Object.hasOwn(previous.steps, step.name)
      ? previous.steps[step.name]!.key
      : undefined
    const isHeld = held.has(step.name)
    const base = { name: step.name, node: step.definition.node, group: step.group, inputs, isHeld }
    if (isHeld || inputs.some((input) => !records.has(input))) {
      const last = lastKey === undefined ? undefined : store.peek(lastKey)
      nodes.push({
        ...base,
        status: "waiting",
        key: undefined,
        resolved: undefined,
        reasons: last === undefined ? [{ _tag: "NeverRan" }] : [],
        record: undefined,
        estimateMs: last?.durationMs
      })
      continue
    }
    const resolved = resolveStep(store, step, records)
    const found = store.lookup(resolved.key)
    if (found._tag === "Hit" && (!force.has(step.name) || done.has(step.name))) {
      records.set(step.name, found.record)
      nodes.push({
        ...base,
        status: "fresh",
        key: resolved.key,
        resolved,
        reasons: [],
        record: found.record,
        estimateMs: 0
      })
      continue
    }
    const last = found._tag === "Miss" ? (lastKey === undefined ? undefined : store.peek(lastKey)) : found.record
    const reasons: ReadonlyArray<Reason> = found._tag === "Hit"
      ? [{ _tag: "Forced" }]
      : found._tag === "Lost"
      ? [{ _tag: "OutputLost", output: found.output, how: found.how }]
      : reasonsFor(store, step, resolved, lastKey)
    nodes.push({
      ...base,
      status: "stale",
      key: resolved.key,
      resolved,
      reasons,
      record: undefined,
      estimateMs: last?.durationMs
    })
  }
  const { name: pipeline, parameters, pending } = loaded
  return { pipeline, parameters, pending: pending === undefined ? undefined : nameOfRead(pending), nodes, edges }
}

/** The action of a step whose result the cache holds and which `force` leaves, planned with no more than what it needs. */
export const cachedRecord = Effect.fn("cachedRecord")(function*(
  store: Store,
  loaded: Loaded,
  step: string,
  force: ReadonlyArray<string>
) {
  const plan = yield* planRun(store, loaded, { targets: [step], force })
  return plan.nodes.find(({ name }) => name === step)?.record
})
