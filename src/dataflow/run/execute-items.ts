/**
 * A mapped step. The table it is mapped over may be a list of chunks (format/chunk-list.ts): those of which the result is
 * known are left alone, so that one item more costs its chunk. Of the others only items without a result run, in batches
 * over the workers, and each chunk is gathered by itself. A table that is one file counts as one chunk.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Mapped } from "../dsl/node.ts"
import type { Part } from "../kind/artifact.ts"
import { familyKey } from "../plan/key.ts"
import type { ItemOutcome, OutputRecord } from "../store/action.ts"
import type { ChunkResult, ItemPart, SetAside } from "../store/chunk-results.ts"
import { chunksOf } from "../store/chunks.ts"
import { indexItems } from "../store/items.ts"
import { failureOf } from "./failure.ts"
import { itemCalls } from "./item-calls.ts"
import type { Notes, StepWork } from "./step-work.ts"
import { WorkFailed } from "./threads/pool.ts"
import type { Item, StepRequest } from "./threads/protocol.ts"

/** Items per message: small enough that a kill loses little, large enough that a million are cheap. */
const batchSize = (items: number, jobs: number): number => Math.max(1, Math.min(256, Math.ceil(items / (jobs * 8))))

const chunksAtOnce = 16 // whose items are in memory together

const inGroups = <A>(all: ReadonlyArray<A>, size: number): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

/** A chunk of the table, and what the step made of it once that is known. */
interface Chunk {
  readonly table: OutputRecord
  readonly rows: number
  result: ChunkResult | undefined
}

interface Shares {
  readonly parts: Readonly<Record<string, ReadonlyArray<Part & ItemPart>>>
  readonly quarantined: ReadonlyArray<SetAside>
  /** Whether some of those are set aside for this run alone. */
  readonly isPassing: boolean
}

/** What items made, by port and in their order, and which made nothing. */
const sharesOf = (
  items: ReadonlyArray<Item>,
  outcomes: ReadonlyMap<string, ItemOutcome>,
  ports: ReadonlyArray<string>
): Shares => {
  const parts = Object.fromEntries(ports.map((port) => [port, [] as Array<Part & ItemPart>]))
  const quarantined: Array<SetAside> = []
  let isPassing = false
  for (const { attached, key, name: item } of items) {
    const outcome = outcomes.get(key)!
    if (outcome._tag === "Quarantined") {
      quarantined.push({ item, reason: outcome.reason })
      isPassing ||= outcome.isPassing === true
      continue
    }
    for (const port of ports) {
      const [digest, start, end] = [outcome.batch[port]!, outcome.start[port]!, outcome.end[port]!]
      parts[port]!.push({ digest, start, end, item, attached })
    }
  }
  return { parts, quarantined, isPassing }
}

const pick = <A>(all: Readonly<Record<string, A>>, names: ReadonlyArray<string>): Record<string, A> =>
  Object.fromEntries(names.map((name) => [name, all[name]!]))

const bare = ({ digest, end, item, start }: ItemPart): ItemPart => ({ digest, start, end, item })

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, each) => total + each, 0)

/** Outputs of a mapped step, and how many items had to be executed for them. Compared items are not published. */
export const executeItems = Effect.fnUntraced(function*(
  work: StepWork,
  request: StepRequest,
  notes: Notes,
  mapped: Mapped
) {
  const { again, emit, slots, step, store } = work
  const { over } = mapped
  const beganAt = yield* Clock.currentTimeMillis
  const calls = itemCalls(work, { request, notes, over })
  const family = familyKey(work.resolved.keyRecord, over)
  const generation = again === "replace" ? store.nextGeneration(family) : 0
  const ports = Object.keys(mapped.outputs)
  const byChunk = ports.filter((port) => mapped.outputs[port]!.items.join !== undefined)
  const asWhole = ports.filter((port) => !byChunk.includes(port))

  const table = request.inputs[over]!
  const isOfStep = (result: ChunkResult): boolean =>
    byChunk.every((port) => Object.hasOwn(result.outputs, port)) &&
    asWhole.every((port) => Object.hasOwn(result.parts, port))
  const resultOf = (chunk: string): ChunkResult | undefined => {
    const known = again === "no" ? store.chunkResults.read(family, chunk) : undefined
    return known !== undefined && isOfStep(known) ? known : undefined
  }
  const listed = yield* Effect.try({
    try: () => chunksOf(store, table.digest),
    catch: (error) => new WorkFailed({ failure: failureOf(Cause.fail(error)) })
  })
  const chunks = (listed ?? [{ ...table, rows: 0 }]).map(({ digest, rows, sizeBytes }): Chunk => ({
    table: { ...table, digest, sizeBytes },
    rows,
    result: listed === undefined ? undefined : resultOf(digest)
  }))
  const replaced = new Set<string>()
  let done = sum(chunks.map(({ result }) => result?.items ?? 0))
  let total = done + sum(chunks.map(({ result, rows }) => result === undefined ? rows : 0))
  let executedItems = 0
  let hasStarted = false
  let isPassingStep = false

  const start = () => {
    if (hasStarted) return
    hasStarted = true
    const items = { total, cached: done }
    emit({ _tag: "NodeStarted", node: step.name, key: request.key, reasons: work.reasons, items })
  }
  const runBatch = Effect.fnUntraced(function*(items: ReadonlyArray<Item>, outcomes: Map<string, ItemOutcome>) {
    const ended = yield* calls.run(items, () => {
      emit({ _tag: "NodeProgress", node: step.name, unit: "items", done: ++done, of: total, values: {} })
    })
    const results = items.map(({ key }, i) => ({ itemKey: key, outcome: ended[i]! }))
    const lasting = results.filter(({ outcome }) => outcome._tag === "Done" || outcome.isPassing !== true)
    if (again !== "compare" && lasting.length > 0) store.publishItems(family, lasting, generation)
    for (const { itemKey, outcome } of results) outcomes.set(itemKey, outcome)
    executedItems += items.length
  })
  const gatherChunk = Effect.fnUntraced(
    function*(chunk: Chunk, items: ReadonlyArray<Item>, { isPassing, parts, quarantined }: Shares) {
      const outputs = yield* calls.gather({ parts: pick(parts, byChunk) })
      const others = Object.fromEntries(asWhole.map((port) => [port, parts[port]!.map(bare)]))
      chunk.result = { items: items.length, outputs, parts: others, quarantined }
      isPassingStep ||= isPassing
      if (again !== "compare" && !isPassing) store.chunkResults.publish(family, chunk.table.digest, chunk.result)
    }
  )
  /** Brings some chunks up to date; what comes back is what their items made. */
  const runChunks = Effect.fnUntraced(function*(stale: ReadonlyArray<Chunk>) {
    const lists = yield* Effect.forEach(stale, (chunk) => calls.list(chunk.table), { concurrency: slots.jobs })
    const unique = new Map(lists.flat().map((item) => [item.key, item]))
    const outcomes = again === "no" ? store.items(family, new Set(unique.keys())) : new Map<string, ItemOutcome>()
    const missing = [...unique.values()].filter(({ key }) => !outcomes.has(key))
    total += unique.size - sum(stale.map(({ rows }) => rows))
    done += unique.size - missing.length
    start()
    if (again === "replace") { for (const key of unique.keys()) replaced.add(key) }
    yield* Effect.forEach(
      inGroups(missing, batchSize(missing.length, slots.jobs)),
      (items) => runBatch(items, outcomes),
      { concurrency: slots.jobs, discard: true }
    )
    if (again !== "compare") indexItems(store.files, family)
    return lists.map((items) => ({ items, shares: sharesOf(items, outcomes, ports) }))
  })

  const sayQuarantined = (quarantined: ReadonlyArray<SetAside>) => {
    for (const { item, reason } of quarantined) {
      emit({ _tag: "ItemQuarantined", node: step.name, noun: mapped.itemNoun, item, reason })
    }
  }
  const end = Effect.fnUntraced(function*(outputs: Readonly<Record<string, OutputRecord>>) {
    if (again === "replace") store.dropReplaced(family, { generation, keys: replaced })
    return { outputs, executedItems, isPassing: isPassingStep, durationMs: (yield* Clock.currentTimeMillis) - beganAt }
  })

  if (listed === undefined) {
    const [ran] = yield* runChunks(chunks)
    const { isPassing, parts, quarantined } = ran!.shares
    sayQuarantined(quarantined)
    isPassingStep = isPassing
    return yield* end(yield* calls.gather({ parts, quarantined }))
  }
  for (const stale of inGroups(chunks.filter(({ result }) => result === undefined), chunksAtOnce)) {
    const ran = yield* runChunks(stale)
    yield* Effect.forEach(
      ran,
      ({ items, shares }, i) => gatherChunk(stale[i]!, items, shares),
      { concurrency: slots.jobs, discard: true }
    )
  }
  start()
  const results = chunks.map(({ result }) => result!)
  const quarantined = results.flatMap((result) => result.quarantined)
  sayQuarantined(quarantined)
  const parts = Object.fromEntries(asWhole.map((port) => [port, results.flatMap((result) => result.parts[port]!)]))
  const gathered = Object.fromEntries(byChunk.map((port) => [port, results.map(({ outputs }) => outputs[port]!)]))
  return yield* end(yield* calls.gather({ parts, gathered, quarantined }))
})
