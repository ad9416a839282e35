/** A run as a graph: each step it reached, and where everything that the step took came from. */
import { keyRecordOf } from "../plan/key.ts"
import type { ActionRecord } from "../store/action.ts"
import { isLeft, type RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"

/** Where an input came from: an output of a step of the run, or data of the user's, at a place where that is known. */
export type Origin =
  | {
    readonly _tag: "Artifact"
    readonly input: string
    readonly digest: string
    readonly step: string
    readonly port: string
  }
  | { readonly _tag: "Data"; readonly input: string; readonly digest: string; readonly place: string | undefined }

/** A step of a run. `record` is missing once the action was collected, or replaced by one with other outputs. */
export interface StepOfRun {
  readonly step: string
  readonly key: string
  readonly outputs: Readonly<Record<string, string>>
  readonly record: ActionRecord | undefined
  readonly origins: ReadonlyArray<Origin>
}

const splitPort = (wire: string): { readonly step: string; readonly port: string } => {
  const at = wire.lastIndexOf(".")
  return { step: wire.slice(0, at), port: wire.slice(at + 1) }
}

/** By what the run itself says of its wires. */
const told = (run: RunRecord, step: string, record: ActionRecord | undefined): ReadonlyArray<Origin> => {
  const inputs = record === undefined ? {} : keyRecordOf(record).inputs
  const wired = Object.entries(run.wires?.steps[step] ?? {}).map(([input, wire]): Origin => {
    const from = splitPort(wire)
    return { _tag: "Artifact", input, ...from, digest: run.steps[from.step]?.outputs[from.port] ?? inputs[input] ?? "" }
  })
  const located = Object.entries(run.wires?.sources[step] ?? {}).map(([input, place]): Origin => ({
    _tag: "Data",
    input,
    digest: inputs[input] ?? "",
    place
  }))
  return [...wired, ...located]
}

/** By digests: of runs that an older version recorded, which did not note their wires. */
const guessed = (run: RunRecord, step: string, record: ActionRecord | undefined): ReadonlyArray<Origin> =>
  Object.entries(record === undefined ? {} : keyRecordOf(record).inputs).map(([input, digest]): Origin => {
    for (const [other, { outputs }] of Object.entries(run.steps)) {
      if (other === step) continue
      const port = Object.keys(outputs).find((each) => outputs[each] === digest)
      if (port !== undefined) return { _tag: "Artifact", input, digest, step: other, port }
    }
    return { _tag: "Data", input, digest, place: run.dataset?.source }
  })

/**
 * The steps of a run by name, in the order the run had them.
 *
 * @example
 * ```ts
 * stepsOfRun(store, run).get("train")?.origins // [{ _tag: "Artifact", input: "features", step: "scale", port: "table", … }]
 * ```
 */
export const stepsOfRun = (store: Store, run: RunRecord): ReadonlyMap<string, StepOfRun> =>
  new Map(
    Object.entries(run.steps).map(([step, left]) => {
      const found = store.peek(left.key)
      const record = found !== undefined && isLeft(left, found) ? found : undefined
      const origins = (run.wires === undefined ? guessed : told)(run, step, record)
      return [step, { step, key: left.key, outputs: left.outputs, record, origins }]
    })
  )
