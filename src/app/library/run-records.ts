/** What a run left, searchable by what was made: the way from an artifact back to what it was made of. */
import { keyRecordOf } from "../../dataflow/plan/key.ts"
import type { ActionRecord, OutputRecord } from "../../dataflow/store/action.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"

/**
 * One executed step. `code` is the fingerprint of its node's code, `modules` those of what it imported, `services` those of
 * the layers it may have asked; `inputs` are digests by port.
 */
export interface MadeStep {
  readonly step: string
  readonly node: string
  readonly code: string
  readonly modules: Readonly<Record<string, string>>
  readonly services: Readonly<Record<string, string>>
  readonly params: unknown
  readonly inputs: Readonly<Record<string, string>>
  readonly outputs: ActionRecord["outputs"]
}

/** An output and the step that made it. */
export interface Made {
  readonly by: MadeStep
  readonly port: string
  readonly output: OutputRecord
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => a < b ? -1 : 1

/** The steps of a run whose records are still there, by name, as runs record them in the order they end. */
export const madeSteps = (store: Store, run: Pick<RunRecord, "steps">): ReadonlyArray<MadeStep> =>
  Object.entries(run.steps).sort(byName).flatMap(([step, { key }]) => {
    const record = store.peek(key)
    if (record === undefined) return []
    const { code, inputs, modules = {}, params, services = {} } = keyRecordOf(record)
    return [{ step, node: record.node, code, modules, services, params, inputs, outputs: record.outputs }]
  })

/** Everything with these bytes that a run made; more than one step may come to the same. */
export const makersOf = (steps: ReadonlyArray<MadeStep>, digest: string | undefined): ReadonlyArray<Made> =>
  steps.flatMap((by) =>
    Object.entries(by.outputs).flatMap(([port, output]) => output.digest === digest ? [{ by, port, output }] : [])
  )
