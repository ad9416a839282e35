/** Who does the work: the slots of the machine and a pool of threads, of one run or shared by several at once. */
import * as Effect from "effect/Effect"
import { executedCode } from "../code/code-record.ts"
import type { Project } from "../code/project.ts"
import type { Resources } from "../dsl/node.ts"
import type { CompiledPipeline } from "../plan/loaded.ts"
import type { Store } from "../store/store.ts"
import { machineLimits, makeSlots, type Slots } from "./slots.ts"
import { makePool, type WorkerPool } from "./threads/pool.ts"

/** Slots and threads for the steps of one compiled pipeline, whatever its parameters. */
export interface Crew {
  readonly slots: Slots
  readonly pool: WorkerPool
  /** What the threads serve, by `executedCode`. */
  readonly code: string
}

/** What a crew is made for: so many cores, and as much of other resources as is said, else what the machine has. */
export interface CrewOptions {
  readonly jobs: number
  readonly resources?: Resources | undefined
}

/** A crew for as long as the scope lasts; threads start when first needed. */
export const makeCrew = (
  { cacheRoot, root }: Project,
  store: Store,
  { code }: Pick<CompiledPipeline, "code">,
  { jobs, resources }: CrewOptions
) =>
  Effect.map(
    makePool({
      root,
      cacheRoot,
      key: store.files.sealing.key,
      fsync: store.files.fsync,
      entry: code.entry,
      required: Object.keys(code.required)
    }),
    (pool): Crew => ({ pool, code: executedCode(code), slots: makeSlots(jobs, { ...machineLimits(), ...resources }) })
  )
