/** What a readable tree may still show after a run that did not reach every step. */
import { keyRecordOf } from "../plan/key.ts"
import type { Loaded, LoadedStep } from "../plan/loaded.ts"
import { sourceDigestIfThere } from "../plan/source.ts"
import type { ActionRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"

/** Digests of what a step would read now, by input; undefined where that is not there. */
const readNow = (store: Store, step: LoadedStep, standing: ReadonlyMap<string, ActionRecord>) => {
  const wires = Object.entries(step.wires).map(([input, { port, step: from }]) =>
    [input, standing.get(from)?.outputs[port]?.digest] as const
  )
  const sources = Object.entries(step.definition.sources).map(([input, locate]) =>
    [input, sourceDigestIfThere(store, locate(step.params as never))] as const
  )
  return new Map([...wires, ...sources])
}

/**
 * The reached actions and, of those laid out before, each that was made of what stands now: so that every file of the
 * tree was made of the files beside it, and no report outlives its data. `laidOut` are keys by step.
 */
export const stillStanding = (
  store: Store,
  { steps }: Loaded,
  reached: ReadonlyMap<string, ActionRecord>,
  laidOut: Readonly<Record<string, string>>
): ReadonlyMap<string, ActionRecord> => {
  const standing = new Map<string, ActionRecord>()
  for (const step of steps) {
    const { name } = step
    const key = Object.hasOwn(laidOut, name) ? laidOut[name] : undefined // "constructor" is a name like others
    const record = reached.get(name) ?? keptOf(store, step, standing, key)
    if (record !== undefined) standing.set(name, record)
  }
  return standing
}

const keptOf = (
  store: Store,
  step: LoadedStep,
  standing: ReadonlyMap<string, ActionRecord>,
  key: string | undefined
): ActionRecord | undefined => {
  const found = key === undefined ? undefined : store.lookup(key)
  if (found?._tag !== "Hit") return undefined
  const now = readNow(store, step, standing)
  const isSame = Object.entries(keyRecordOf(found.record).inputs).every(([input, digest]) => now.get(input) === digest)
  return isSame ? found.record : undefined
}
