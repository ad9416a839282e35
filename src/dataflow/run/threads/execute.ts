/** What a worker does with a request: open handles from the store, run the node, save what it returns. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { canonicalJson } from "../../../format/canonical-json.ts"
import { codeModule, type CodeModules } from "../../dsl/code-module.ts"
import type { NodeContext, Reporter } from "../../dsl/context.ts"
import type { AnyStep, Mapped } from "../../dsl/node.ts"
import { deriveSeed } from "../../dsl/seed.ts"
import type { ItemCodec, Kind } from "../../kind/artifact.ts"
import { files } from "../../kind/files.ts"
import type { Table } from "../../kind/table.ts"
import { itemKey } from "../../plan/key.ts"
import type { OutputRecord } from "../../store/action.ts"
import type { Store } from "../../store/store.ts"
import { tagOf } from "../failure.ts"
import type { Item, ItemResult, Outcome, Request, StepRequest } from "./protocol.ts"

/** What execution needs from its thread. */
export interface Workbench {
  readonly store: Store
  readonly step: AnyStep
  readonly report: Reporter
  readonly nowMs: () => number
}

type LooseKind = Kind<string, unknown, unknown, unknown>
type LooseEffect<A> = Effect.Effect<A, unknown>
type LooseRun = (context: unknown) => LooseEffect<Readonly<Record<string, unknown>>>

const kindsOf = (step: AnyStep) => step.definition.outputs as unknown as Readonly<Record<string, LooseKind>>

/** The ports of lists and what their elements are; they are wired as `port.0`, `port.1`, … */
const listPorts = (step: AnyStep): ReadonlyArray<readonly [string, LooseKind]> =>
  Object.entries(step.definition.inputs).flatMap(([port, kind]) =>
    "element" in kind ? [[port, kind.element as LooseKind] as const] : []
  )

const openInputs = ({ step, store }: Workbench, records: Readonly<Record<string, OutputRecord>>) => {
  const lists = Object.fromEntries(
    listPorts(step).map(([port, kind]) => {
      const count = Object.keys(records).filter((input) => input.startsWith(`${port}.`)).length
      return [port, Array.from({ length: count }, (_, i) => kind.open(store, records[`${port}.${i}`]!))]
    })
  )
  const single = Object.entries(records).filter(([input]) =>
    !Object.keys(lists).some((port) => input.startsWith(`${port}.`))
  )
  const handles = single.map(([input, record]) => {
    const kind = (step.definition.inputs[input] ?? files) as LooseKind // an input no port declares is a source
    return [input, kind.open(store, record)] as const
  })
  return { ...Object.fromEntries(handles), ...lists }
}

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

const contextOf = (bench: Workbench, request: StepRequest): Context => {
  const parameters = bench.step.definition.decode(request.params)
  if (parameters._tag === "Invalid") throw new Error(`parameters of "${request.step}" do not fit their own schema`)
  return {
    inputs: openInputs(bench, request.inputs),
    params: parameters.decoded,
    seed: request.seed,
    pipeline: request.pipeline,
    isLabelConditioned: request.isLabelConditioned,
    modules: modulesFor(bench, request),
    report: bench.report,
    checkpoint: {
      load: () => bench.store.loadCheckpoint(request.key),
      save: (bytes) => bench.store.saveCheckpoint(request.key, bytes)
    },
    nowMs: bench.nowMs
  }
}

const saveAll = (bench: Workbench, drafts: Readonly<Record<string, unknown>>) =>
  Effect.all(
    Object.fromEntries(
      Object.entries(kindsOf(bench.step)).map(([port, kind]) => [port, kind.save(bench.store, drafts[port])])
    )
  )

const runWhole = Effect.fnUntraced(function*(bench: Workbench, request: StepRequest) {
  const run = bench.step.definition.run as unknown as LooseRun
  const drafts = yield* run(contextOf(bench, request))
  return { _tag: "Outputs", outputs: yield* saveAll(bench, drafts) } satisfies Outcome
})

const mappedOf = (step: AnyStep): Mapped => {
  const { mapped } = step.definition
  if (mapped === undefined) throw new Error(`step "${step.name}" is not mapped`)
  return mapped
}

const listItems = Effect.fnUntraced(function*(bench: Workbench, request: StepRequest) {
  const mapped = mappedOf(bench.step)
  const over = contextOf(bench, request).inputs[mapped.over] as Table<never>
  const rows = yield* over.rows
  const items = rows.map((row): Item => {
    const parts = mapped.itemKey(row)
    const seed = bench.step.definition.seeded ? deriveSeed(request.seed, canonicalJson(parts)) : 0
    return { key: itemKey([parts, seed]), name: mapped.itemName(row), row, seed }
  })
  return { _tag: "Items", items } satisfies Outcome
})

type Attempt =
  | { readonly _tag: "Drafted"; readonly drafts: Readonly<Record<string, unknown>> }
  | Extract<ItemResult, { _tag: "Quarantined" }>

const runItem = Effect.fnUntraced(function*(bench: Workbench, request: StepRequest, item: Item) {
  const run = bench.step.definition.run as unknown as LooseRun
  const { quarantine } = mappedOf(bench.step)
  const context = contextOf(bench, request)
  const exit = yield* Effect.exit(run({ ...context, item: item.row, seed: item.seed }))
  if (Exit.isSuccess(exit)) return { _tag: "Drafted", drafts: exit.value } satisfies Attempt
  const error = exit.cause.reasons.find(Cause.isFailReason)?.error
  if (error !== undefined && quarantine.includes(tagOf(error))) {
    const reason = error instanceof Error ? error.message : tagOf(error)
    return { _tag: "Quarantined", reason } satisfies Attempt
  }
  return yield* Effect.failCause(exit.cause)
})

const runItems = Effect.fnUntraced(function*(bench: Workbench, request: StepRequest, items: ReadonlyArray<Item>) {
  const attempts: Array<Attempt> = []
  for (const [i, item] of items.entries()) {
    attempts.push(yield* runItem(bench, request, item))
    bench.report.progress("items", i + 1, items.length)
  }
  const drafted = attempts.filter((attempt) => attempt._tag === "Drafted")
  const parts = drafted.map((): Record<string, ItemParts[string]> => ({}))
  for (const [port, kind] of itemKinds(bench.step)) {
    const saved = yield* kind.items.saveBatch(bench.store, drafted.map(({ drafts }) => drafts[port]))
    saved.ends.forEach((end, i) => parts[i]![port] = { digest: saved.digest, start: saved.ends[i - 1] ?? 0, end })
  }
  let next = 0
  const results = attempts.map((attempt): ItemResult =>
    attempt._tag === "Quarantined" ? attempt : { _tag: "Done", parts: parts[next++]! }
  )
  return { _tag: "ItemResults", results } satisfies Outcome
})

type ItemParts = Extract<ItemResult, { _tag: "Done" }>["parts"]

/** The ports a mapped node fills per item: all but the quarantine the engine keeps for it. */
const itemKinds = (step: AnyStep): ReadonlyArray<readonly [string, { readonly items: ItemCodec<unknown> }]> =>
  Object.entries(kindsOf(step)).filter(([port]) => port !== "quarantine").map(([port, kind]) => {
    if (kind.items === undefined) throw new Error(`a mapped node cannot gather the ${kind.tag} output "${port}"`)
    return [port, { items: kind.items }]
  })

const gather = Effect.fnUntraced(function*(bench: Workbench, request: Extract<Request, { _tag: "Gather" }>) {
  const outputs: Record<string, OutputRecord> = {}
  for (const [port, kind] of itemKinds(bench.step)) {
    outputs[port] = yield* kind.items.gather(bench.store, request.parts[port] ?? [])
  }
  outputs["quarantine"] = yield* kindsOf(bench.step)["quarantine"]!.save(bench.store, request.quarantined)
  return { _tag: "Outputs", outputs } satisfies Outcome
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
  }
}
