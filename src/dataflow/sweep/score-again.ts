/**
 * A step that compares finished results with labels, run again on a share of its rows: nothing before it runs anew. It is
 * executed and cached like every step; its inputs are the run's own, without the rows of the other share.
 */
import * as Effect from "effect/Effect"
import { takeRows } from "../../math/matrix.ts"
import type { AnyKind } from "../kind/artifact.ts"
import type { Table } from "../kind/table.ts"
import type { VectorData, Vectors } from "../kind/vectors.ts"
import { actionKey, keyRecord } from "../plan/key.ts"
import type { LoadedStep } from "../plan/loaded.ts"
import type { Crew } from "../run/crew.ts"
import { executeStep } from "../run/execute-step.ts"
import type { RunResult } from "../run/run.ts"
import type { ActionRecord, OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import { type HoldOut, type Side, sidesOf } from "./hold-out.ts"

/** What scoring again needs: a finished run, and who does the work. */
export interface Again {
  readonly store: Store
  readonly crew: Crew
  readonly result: RunResult
}

type Rows = ReadonlyArray<Readonly<Record<string, unknown>>>

type Opened =
  | { readonly tag: "table"; readonly kind: AnyKind; readonly rows: Rows }
  | { readonly tag: "vectors"; readonly kind: AnyKind; readonly data: VectorData }
  | { readonly tag: "whole"; readonly record: OutputRecord }

const kindOf = ({ definition }: LoadedStep, input: string): AnyKind | undefined => {
  const declared = definition.inputs[input.replace(/\.\d+$/, "")]
  return declared === undefined || !("element" in declared) ? declared : declared.element as AnyKind
}

/** Kinds without rows, which both shares need whole; of all others that hold rows these cannot be taken apart by id. */
const whole = ["json", "model"]

/** What reads and writes tables shares one connection to DuckDB, which takes one query at a time. */
let previous: Promise<unknown> = Promise.resolve()
const inTurn = <A>(act: () => Promise<A>): Effect.Effect<A> =>
  Effect.promise(() => {
    const next = previous.then(act)
    previous = next.catch(() => undefined) // this caller sees the failure; the next one must still be served
    return next
  })

/** The inputs of a step as a run left them; undefined where one holds rows that have no ids. */
const openInputs = ({ result, store }: Again, step: LoadedStep) =>
  inTurn(async () => {
    const { evaluate } = result.loaded.compiled.pipeline
    const opened = new Map<string, Opened>()
    for (const [input, wire] of Object.entries(step.wires)) {
      const record = result.records.get(wire.step)?.outputs[wire.port]
      const kind = kindOf(step, input)
      if (record === undefined || kind === undefined) return undefined
      const handle = kind.open(store, record)
      if (kind.tag === "table") {
        opened.set(input, { tag: "table", kind, rows: await evaluate((handle as Table<object>).rows) as Rows })
      } else if (kind.tag === "vectors") {
        opened.set(input, { tag: "vectors", kind, data: await evaluate((handle as Vectors<string>).load) })
      } else if (whole.includes(kind.tag)) opened.set(input, { tag: "whole", record })
      else return undefined
    }
    return opened
  })

/** An input without the rows of the other share; rows that are no row of either, such as clusters, stay. */
const shareOf = (
  opened: Opened,
  { again: { result, store }, isKept }: { readonly again: Again; readonly isKept: (id: unknown) => boolean }
) =>
  inTurn((): Promise<OutputRecord> => {
    if (opened.tag === "whole") return Promise.resolve(opened.record)
    const save = opened.kind.save as (store: Store, draft: unknown) => Effect.Effect<OutputRecord, unknown>
    const { evaluate } = result.loaded.compiled.pipeline
    if (opened.tag === "table") return evaluate(save(store, opened.rows.filter(({ id }) => isKept(id))))
    const { ids, matrix, names } = opened.data
    const places = ids.flatMap((id, i) => isKept(id) ? [i] : [])
    return evaluate(save(store, { ids: places.map((i) => ids[i]!), names, matrix: takeRows(matrix, places) }))
  })

const leastRows = 2 // of a share: one cannot be compared

const tablesOf = (inputs: ReadonlyMap<string, Opened>): ReadonlyArray<Rows> =>
  [...inputs.values()].map((each) =>
    each.tag === "table" ? each.rows : each.tag === "vectors" ? each.data.ids.map((id) => ({ id })) : []
  )

/**
 * The action of a step over one share of its rows. "Whole" where its rows cannot be shared out: it is mapped, an input has
 * no ids, all rows belong together, or labels of all of them went into what it scores; "Failed" where it does not run on so few.
 */
export const scoreAgain = Effect.fn("scoreAgain")(function*(
  again: Again,
  step: LoadedStep,
  { holdOut, side }: { readonly holdOut: HoldOut; readonly side: Side }
) {
  const { crew: { pool, slots }, result: { loaded, run }, store } = again
  if (step.definition.mapped !== undefined || step.isLabelConditioned) return "Whole" as const
  const opened = yield* openInputs(again, step)
  if (opened === undefined) return "Whole" as const
  const sides = sidesOf(tablesOf(opened), holdOut)
  const sizes = { selection: 0, "held-out": 0 }
  for (const each of sides.values()) sizes[each]++
  if (Math.min(sizes.selection, sizes["held-out"]) < leastRows) return "Whole" as const
  const isKept = (id: unknown) => (sides.get(id as string) ?? side) === side
  yield* store.lease(run)
  const inputs: Record<string, OutputRecord> = {}
  for (const [input, each] of opened) inputs[input] = yield* shareOf(each, { again, isKept })
  const digests = Object.fromEntries(Object.entries(inputs).map(([input, { digest }]) => [input, digest]))
  const record = keyRecord(step, digests, Object.values(inputs).flatMap(({ needs }) => needs ?? []))
  const placed = { request: loaded.compiled.request.value, parameters: loaded.parameters, decided: loaded.decided }
  return yield* executeStep({
    store,
    pool,
    slots,
    step,
    resolved: { key: actionKey(record), keyRecord: record, inputs },
    again: "no",
    placed,
    run,
    pipeline: loaded.name,
    keepsStates: false,
    lastKey: undefined,
    reasons: [],
    emit: () => {},
    held: () => {},
    said: new Set()
  }).pipe(
    Effect.map((done): ActionRecord => done.record),
    Effect.catchTag("StepFailed", () => Effect.succeed("Failed" as const))
  )
}, Effect.scoped)
