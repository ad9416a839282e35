/** What a worker does with a request: open handles from the store, run the node, save what it returns. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { canonicalJson } from "../../../format/canonical-json.ts"
import { codeModule, type CodeModules } from "../../dsl/code-module.ts"
import type { Checkpoint, NodeContext } from "../../dsl/context.ts"
import type { AnyStep, Mapped } from "../../dsl/node.ts"
import { deriveSeed } from "../../dsl/seed.ts"
import type { ItemCodec, Part } from "../../kind/artifact.ts"
import { attachedColumns, attachedValues } from "../../kind/attached.ts"
import type { Files } from "../../kind/files.ts"
import type { Table } from "../../kind/table.ts"
import { itemKey } from "../../plan/key.ts"
import type { OutputRecord } from "../../store/action.ts"
import { tagOf } from "../failure.ts"
import { differenceOf } from "./compare.ts"
import { inputsOf, type LooseKind } from "./inputs.ts"
import { filesOfKey, keyOfRow, rowOfKey, textsIn } from "./item-row.ts"
import type { Keyed } from "./lay-inputs.ts"
import { draftsOf, namingOutput } from "./output-check.ts"
import type { GatherRequest, Item, ItemResult, Outcome, Request, StepRequest } from "./protocol.ts"
import { runCommand } from "./run-command.ts"
import type { Workbench } from "./workbench.ts"

type LooseEffect<A> = Effect.Effect<A, unknown>
type LooseRun = (context: unknown, keyed?: Keyed) => LooseEffect<unknown>

const kindsOf = (step: AnyStep) => step.definition.outputs as unknown as Readonly<Record<string, LooseKind>>

/** Declared variables; that the required ones are set was checked when the pipeline was loaded. */
const environmentOf = (step: AnyStep): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(step.definition.env.map(({ name }) => [name, process.env[name]]))

/** The modules of a node, of which those that are not in its key cannot be had. */
const modulesFor = ({ step }: Workbench, { modules: keyed }: StepRequest): CodeModules =>
  Object.fromEntries(
    Object.entries(step.definition.modules).map(([name, module]) => [
      name,
      keyed.includes(name) ? module : codeModule(() =>
        Promise.reject(
          new Error(`Step "${step.name}" imports the module "${name}", but none of its inputs says that it needs it.`)
        )
      )
    ])
  )

type Context = NodeContext<Readonly<Record<string, unknown>>, unknown> & { readonly modules: CodeModules }

const checkpointOf = ({ store }: Workbench, { along, key }: StepRequest): Checkpoint => ({
  load: () => store.loadCheckpoint(key),
  save: (bytes) => store.saveCheckpoint(key, bytes),
  earlier: () => along === undefined ? undefined : store.earlierState(along),
  keep: (state) => {
    if (along?.isKept === true) store.keepState(along, state())
  }
})

const contextOf = (bench: Workbench, request: StepRequest): Context => {
  const parameters = bench.step.definition.decode(request.params)
  if (parameters._tag === "Invalid") throw new Error(`parameters of "${request.step}" do not fit their own schema`)
  return {
    inputs: inputsOf(bench.step, request.inputs, (kind, record) => kind.open(bench.store, record)),
    params: parameters.decoded,
    env: environmentOf(bench.step),
    seed: request.seed,
    pipeline: request.pipeline,
    isLabelConditioned: request.isLabelConditioned,
    modules: modulesFor(bench, request),
    report: bench.report,
    checkpoint: checkpointOf(bench, request),
    nowMs: bench.nowMs
  }
}

/** How a step does its work: by its own code, or by a program. */
const runOf = (bench: Workbench, request: StepRequest): LooseRun => {
  const { command, mapped, run } = bench.step.definition
  if (command === undefined) return run as unknown as LooseRun
  const kinds = mapped === undefined
    ? kindsOf(bench.step)
    : mapped.outputs as unknown as Readonly<Record<string, LooseKind>>
  return (context, keyed) =>
    runCommand(bench, request, command, context as Parameters<typeof runCommand>[3], { kinds, keyed })
}

const runWhole = Effect.fnUntraced(function*(bench: Workbench, request: StepRequest) {
  const { name } = bench.step
  const kinds = Object.entries(kindsOf(bench.step))
  const run = runOf(bench, request)
  const drafts = yield* draftsOf(name, kinds.map(([port]) => port), yield* run(contextOf(bench, request)))
  const outputs = yield* Effect.all(
    Object.fromEntries(
      kinds.map(([port, kind]) => [port, namingOutput(name, port)(kind.save(bench.store, drafts[port]))])
    )
  )
  return { _tag: "Outputs", outputs } satisfies Outcome
})

const mappedOf = (step: AnyStep): Mapped => {
  const { mapped } = step.definition
  if (mapped === undefined) throw new Error(`step "${step.name}" is not mapped`)
  return mapped
}

const listItems = Effect.fnUntraced(function*(bench: Workbench, request: StepRequest) {
  const mapped = mappedOf(bench.step)
  const over = contextOf(bench, request).inputs[mapped.over] as Table<object>
  const rows = yield* over.rows
  const items = rows.map((row): Item => {
    const { fields, parts } = keyOfRow(mapped.itemKey, row)
    const seed = bench.step.definition.seeded ? deriveSeed(request.seed, canonicalJson(parts)) : 0
    const attached = attachedValues(row, mapped.attach)
    return { key: itemKey([parts, seed]), parts, fields, name: mapped.itemName(row as never), row, attached, seed }
  })
  return { _tag: "Items", items } satisfies Outcome
})

type Attempt =
  | { readonly _tag: "Drafted"; readonly item: string; readonly drafts: Readonly<Record<string, unknown>> }
  | Extract<ItemResult, { _tag: "Quarantined" }>

const isFiles = (handle: unknown): handle is Files =>
  typeof handle === "object" && handle !== null && "pick" in handle && "entries" in handle

/** Why an item's file is not what was listed, if that is what its failure comes from: it may be there again next time. */
const fileChanged = ({ reasons }: Cause.Cause<unknown>): string | undefined => {
  for (const reason of reasons) {
    let at: unknown = Cause.isFailReason(reason) ? reason.error : Cause.isDieReason(reason) ? reason.defect : undefined
    for (; at instanceof Error; at = at.cause) {
      if (tagOf(at) === "FileChanged") return "it was taken away or changed while the pipeline was running"
      if ("syscall" in at && "code" in at) return `it cannot be read now: ${at.message}`
    }
  }
  return undefined
}

const runItem = Effect.fnUntraced(function*(
  bench: Workbench,
  run: LooseRun,
  context: NodeContext<Readonly<Record<string, unknown>>, unknown>,
  item: Item
) {
  const mapped = mappedOf(bench.step)
  const row = rowOfKey(bench.step.name, item.row, item.fields, mapped.attach)
  const keyed = { inputs: mapped.byReference, texts: textsIn(item.parts) }
  const inputs = Object.fromEntries(
    Object.entries(context.inputs).map(([input, handle]) => [
      input,
      keyed.inputs.includes(input) && isFiles(handle)
        ? filesOfKey(bench.step.name, input, handle, keyed.texts)
        : handle
    ])
  )
  const exit = yield* Effect.exit(run({ ...context, inputs, item: row, seed: item.seed }, keyed))
  if (Exit.isSuccess(exit)) {
    const drafts = yield* draftsOf(bench.step.name, Object.keys(mapped.outputs), exit.value, item.name)
    return { _tag: "Drafted", item: item.name, drafts } satisfies Attempt
  }
  const error = exit.cause.reasons.find(Cause.isFailReason)?.error
  if (mapped.quarantine.includes("FileChanged")) {
    const changed = fileChanged(exit.cause)
    if (changed !== undefined) return { _tag: "Quarantined", reason: changed, isPassing: true } satisfies Attempt
  }
  if (error !== undefined && mapped.quarantine.includes(tagOf(error))) {
    const reason = error instanceof Error ? error.message : tagOf(error)
    return { _tag: "Quarantined", reason } satisfies Attempt
  }
  return yield* Effect.failCause(exit.cause)
})

const shareBytes = 1 << 23 // of numbers that wait to be saved: 128 spectrograms

/** What the arrays of numbers of an item's drafts take; the rest is small beside them. */
const bytesOf = (attempt: Attempt): number => {
  if (attempt._tag === "Quarantined") return 0
  const fields = Object.values(attempt.drafts).flatMap((draft) => Object.values(draft ?? {}))
  return fields.reduce((sum: number, field) => sum + (ArrayBuffer.isView(field) ? field.byteLength : 0), 0)
}

/** Saves what some items made, one object per output. */
const saveShare = Effect.fnUntraced(function*(bench: Workbench, attempts: ReadonlyArray<Attempt>) {
  const { attach } = mappedOf(bench.step)
  const drafted = attempts.filter((attempt) => attempt._tag === "Drafted")
  const names = drafted.map(({ item }) => item)
  const parts = drafted.map((): Record<string, ItemParts[string]> => ({}))
  for (const [port, kind] of drafted.length === 0 ? [] : itemKinds(bench.step)) {
    const columns = attachedColumns(attach, kind)
    const saving = kind.items.saveBatch(bench.store, drafted.map(({ drafts }) => drafts[port]), columns)
    const saved = yield* namingOutput(bench.step.name, port, names)(saving)
    saved.ends.forEach((end, i) => parts[i]![port] = { digest: saved.digest, start: saved.ends[i - 1] ?? 0, end })
  }
  let next = 0
  return attempts.map((attempt): ItemResult =>
    attempt._tag === "Quarantined" ? attempt : { _tag: "Done", parts: parts[next++]! }
  )
})

const runItems = Effect.fnUntraced(function*(bench: Workbench, request: StepRequest, items: ReadonlyArray<Item>) {
  const context = contextOf(bench, request)
  const mapped = mappedOf(bench.step)
  const { [mapped.over]: _, ...inputs } = context.inputs
  const run = runOf(bench, request)
  const results: Array<ItemResult> = []
  let waiting: Array<Attempt> = []
  let waitingBytes = 0
  for (const [i, item] of items.entries()) {
    bench.at = item.name
    const attempt = yield* runItem(bench, run, { ...context, inputs }, item)
    bench.at = undefined
    waiting.push(attempt)
    waitingBytes += bytesOf(attempt)
    if (waitingBytes >= shareBytes) {
      results.push(...(yield* saveShare(bench, waiting)))
      waiting = []
      waitingBytes = 0
    }
    bench.report.progress("items", i + 1, items.length)
  }
  results.push(...(yield* saveShare(bench, waiting)))
  return { _tag: "ItemResults", results } satisfies Outcome
})

type ItemParts = Extract<ItemResult, { _tag: "Done" }>["parts"]

interface ItemOutput {
  readonly items: ItemCodec<unknown>
}

const itemKinds = (step: AnyStep): ReadonlyArray<readonly [string, ItemOutput]> =>
  Object.entries(mappedOf(step).outputs as unknown as Readonly<Record<string, ItemOutput>>)

const gather = Effect.fnUntraced(function*(bench: Workbench, request: GatherRequest) {
  const outputs: Record<string, OutputRecord> = {}
  const { gathered = {}, quarantined } = request
  for (const [port, { items }] of itemKinds(bench.step)) {
    if (Object.hasOwn(gathered, port)) {
      outputs[port] = yield* namingOutput(bench.step.name, port)(items.join!(bench.store, gathered[port]!))
      continue
    }
    if (!Object.hasOwn(request.parts, port)) continue
    const columns = attachedColumns(mappedOf(bench.step).attach, { items })
    const parts = request.parts[port]!.map(({ attached, ...part }): Part =>
      columns.length === 0 ? part : { ...part, attached: attachedValues(attached ?? {}, columns) }
    )
    const gathering = items.gather(bench.store, parts)
    outputs[port] = yield* namingOutput(bench.step.name, port, parts.map(({ item = "" }) => item))(gathering)
  }
  if (quarantined !== undefined) {
    outputs["quarantine"] = yield* kindsOf(bench.step)["quarantine"]!.save(bench.store, quarantined)
  }
  return { _tag: "Outputs", outputs } satisfies Outcome
})

const compare = Effect.fnUntraced(function*(
  { step, store }: Workbench,
  { pairs }: Extract<Request, { _tag: "Compare" }>
) {
  const kinds = kindsOf(step)
  const differences: Record<string, string> = {}
  for (const [port, pair] of Object.entries(pairs)) differences[port] = yield* differenceOf(kinds[port]!, store, pair)
  return { _tag: "Differences", differences } satisfies Outcome
})

/** Carries out one request. Fails with whatever the node or the store fails with. */
export const execute = (bench: Workbench, request: Request): LooseEffect<Outcome> => {
  switch (request._tag) {
    case "Run":
      return runWhole(bench, request.step)
    case "ListItems":
      return listItems(bench, request.step)
    case "RunItems":
      return runItems(bench, request.step, request.items)
    case "Gather":
      return gather(bench, request)
    case "Compare":
      return compare(bench, request)
  }
}
