/** A mapped step: only items without a result run, in batches over the workers, then all are gathered in order. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Part } from "../kind/artifact.ts"
import type { ItemOutcome } from "../store/action.ts"

import type { Mapped } from "../dsl/node.ts"
import { familyKey } from "../plan/key.ts"
import { listen, type Notes, type StepWork } from "./step-work.ts"
import type { Item, ItemResult, StepRequest } from "./threads/protocol.ts"
import { withinTimeLimit } from "./time-limit.ts"

/** Items per message: small enough that a kill loses little, large enough that thousands are cheap. */
const batchSize = (items: number, jobs: number): number => Math.max(1, Math.min(32, Math.ceil(items / (jobs * 8))))

const inBatches = (items: ReadonlyArray<Item>, size: number): ReadonlyArray<ReadonlyArray<Item>> =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

const outcomeOf = (result: ItemResult): ItemOutcome => {
  if (result._tag === "Quarantined") return result
  const ports = Object.entries(result.parts)
  return {
    _tag: "Done",
    batch: Object.fromEntries(ports.map(([port, { digest }]) => [port, digest])),
    start: Object.fromEntries(ports.map(([port, { start }]) => [port, start])),
    end: Object.fromEntries(ports.map(([port, { end }]) => [port, end]))
  }
}

const partOf = (outcome: Extract<ItemOutcome, { _tag: "Done" }>, port: string): Part => ({
  digest: outcome.batch[port]!,
  start: outcome.start[port]!,
  end: outcome.end[port]!
})

/** Outputs of a mapped step, and how many items had to be executed for them. Compared items are not published. */
export const executeItems = Effect.fnUntraced(function*(
  work: StepWork,
  request: StepRequest,
  notes: Notes,
  mapped: Mapped
) {
  const { emit, pool, slots, step, store } = work
  const { resources } = step.definition
  const beganAt = yield* Clock.currentTimeMillis
  const listed = yield* slots.hold(resources)(pool.call({ _tag: "ListItems", step: request }, listen(work, notes)))
  if (listed._tag !== "Items") throw new Error(`a worker answered ListItems with ${listed._tag}`)
  const family = familyKey(work.resolved.keyRecord, mapped.over)
  const outcomes = work.again === "no" ? new Map(store.items(family)) : new Map<string, ItemOutcome>()
  const generation = work.again === "replace" ? store.nextGeneration(family) : 0
  const unique = new Map(listed.items.map((item) => [item.key, item]))
  const stale = [...unique.values()].filter((item) => !outcomes.has(item.key))
  const total = unique.size
  emit({
    _tag: "NodeStarted",
    node: step.name,
    key: request.key,
    reasons: work.reasons,
    items: { total, cached: total - stale.length }
  })
  let done = total - stale.length
  const runBatch = Effect.fnUntraced(function*(items: ReadonlyArray<Item>) {
    const call = pool.call({ _tag: "RunItems", step: request, items }, (message) => {
      if (message._tag !== "Progress") listen(work, notes)(message)
      else if (message.unit === "items") {
        emit({ _tag: "NodeProgress", node: step.name, unit: "items", done: ++done, of: total, values: {} })
      }
    })
    const reply = yield* slots.hold(resources)(withinTimeLimit(step, call))
    if (reply._tag !== "ItemResults") throw new Error(`a worker answered RunItems with ${reply._tag}`)
    const results = reply.results.map(outcomeOf)
    if (work.again !== "compare") {
      store.publishItems(family, items.map((item, i) => ({ itemKey: item.key, outcome: results[i]! })), generation)
    }
    items.forEach((item, i) => outcomes.set(item.key, results[i]!))
  })
  yield* Effect.forEach(inBatches(stale, batchSize(stale.length, slots.jobs)), runBatch, {
    concurrency: slots.jobs,
    discard: true
  })
  const ports = Object.keys(step.definition.outputs).filter((port) => port !== "quarantine")
  const parts: Record<string, Array<Part>> = Object.fromEntries(ports.map((port) => [port, []]))
  const quarantined: Array<{ item: string; reason: string }> = []
  for (const item of listed.items) {
    const outcome = outcomes.get(item.key)!
    if (outcome._tag === "Quarantined") {
      const { reason } = outcome
      quarantined.push({ item: item.name, reason })
      emit({ _tag: "ItemQuarantined", node: step.name, noun: mapped.itemNoun, item: item.name, reason })
    } else {for (const port of ports) {
        parts[port]!.push({ ...partOf(outcome, port), item: item.name, attached: item.attached })
      }}
  }
  const gathered = yield* slots.hold(resources)(
    pool.call({ _tag: "Gather", step: request, parts, quarantined }, listen(work, notes))
  )
  if (gathered._tag !== "Outputs") throw new Error(`a worker answered Gather with ${gathered._tag}`)
  if (work.again === "replace") store.dropReplaced(family, { generation, keys: new Set(unique.keys()) })
  const durationMs = (yield* Clock.currentTimeMillis) - beganAt
  return { outputs: gathered.outputs, executedItems: stale.length, durationMs }
})
