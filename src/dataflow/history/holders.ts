/** Which runs know a file, by its bytes alone: as an artifact, as a file of one, or as data that they read. */
import { bytesOfEntry, ManifestRefused, readManifest } from "../../format/manifest.ts"
import { keyRecordOf } from "../plan/key.ts"
import { ObjectLost } from "../store/error.ts"
import type { RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"

/**
 * Where a run holds a file: an output of a step, a file within one, or a file of the data that a step read. `path` is the
 * file's within its set.
 */
export type Holder =
  | {
    readonly _tag: "Output"
    readonly run: RunRecord
    readonly step: string
    readonly port: string
    readonly path?: string
  }
  | {
    readonly _tag: "Input"
    readonly run: RunRecord
    readonly step: string
    readonly input: string
    readonly path: string
  }

/** The path within a stored file set of the file with a digest; undefined where the set is none, is gone, or has it not. */
const pathsOf = (store: Store) => {
  const known = new Map<string, ReadonlyMap<string, string>>()
  const read = (set: string): ReadonlyMap<string, string> => {
    try {
      return new Map(readManifest(store.readObject(set)).entries.map((entry) => [bytesOfEntry(entry), entry.path]))
    } catch (error) {
      if (error instanceof ManifestRefused || error instanceof ObjectLost) return new Map()
      throw error
    }
  }
  return (set: string, digest: string): string | undefined => {
    const paths = known.get(set) ?? (store.check(set) === "intact" ? read(set) : new Map<string, string>())
    known.set(set, paths)
    return paths.get(digest)
  }
}

const outputsOf = (run: RunRecord, digest: string): ReadonlyArray<Holder> =>
  Object.entries(run.steps).flatMap(([step, { outputs }]) =>
    Object.keys(outputs).filter((port) => outputs[port] === digest).map((port) =>
      ({ _tag: "Output", run, step, port }) as const
    )
  )

/** Every place in which runs hold bytes, the latest run first; artifacts before files within them before data. */
export const holdersOf = (store: Store, runs: ReadonlyArray<RunRecord>, digest: string): ReadonlyArray<Holder> => {
  const latestFirst = runs.toReversed()
  const whole = latestFirst.flatMap((run) => outputsOf(run, digest))
  if (whole.length > 0) return whole
  const pathIn = pathsOf(store)
  const within = latestFirst.flatMap((run) =>
    Object.entries(run.steps).flatMap(([step, { key, outputs }]) =>
      Object.entries(outputs).flatMap(([port, set]): ReadonlyArray<Holder> => {
        const record = store.peek(key)
        const holds = record !== undefined && Object.hasOwn(record.outputs, port) &&
          store.actions.membersOf(record, [port]).includes(digest)
        if (!holds) return []
        const path = pathIn(set, digest)
        return [{ _tag: "Output", run, step, port, ...(path === undefined ? {} : { path }) }]
      })
    )
  )
  if (within.length > 0) return within
  return latestFirst.flatMap((run) =>
    dataOf(store, run).flatMap(({ input, set, step }): ReadonlyArray<Holder> => {
      const path = pathIn(set, digest)
      return path === undefined ? [] : [{ _tag: "Input", run, step, input, path }]
    })
  )
}

/** The file sets of the user's that a run read: inputs that no step of it made. */
const dataOf = (store: Store, run: RunRecord) => {
  const made = new Set(Object.values(run.steps).flatMap(({ outputs }) => Object.values(outputs)))
  const isData = (step: string, input: string, set: string) =>
    run.wires === undefined ? !made.has(set) : run.wires.sources[step]?.[input] !== undefined
  return Object.entries(run.steps).flatMap(([step, { key }]) => {
    const record = store.peek(key)
    return Object.entries(record === undefined ? {} : keyRecordOf(record).inputs)
      .flatMap(([input, set]) => isData(step, input, set) ? [{ step, input, set }] : [])
  })
}
