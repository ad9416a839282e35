/**
 * What the main thread and a worker say to each other. Data goes through the store; messages stay small.
 *
 * Room: nodes at work in threads of their own.
 */
import type { PipelineDescription } from "../../dsl/description.ts"
import type { Part } from "../../kind/artifact.ts"
import type { Finding, OutputRecord } from "../../store/action.ts"
import type { Along } from "../../store/checkpoints.ts"
import type { SetAside } from "../../store/chunk-results.ts"
import type { Failure, Metric } from "../event.ts"
import type { Undeclared } from "../undeclared.ts"
import type { Pair } from "./compare.ts"

/** What a worker needs to know once: where project and store are and which compiled pipeline to run steps of. */
export interface WorkerSetup {
  readonly root: string
  readonly cacheRoot: string
  /** What the store is signed with, if it is. */
  readonly key: string | undefined
  /** Whether a worker writes as carefully as its run: `fsync` of the store's options. */
  readonly fsync: boolean
  readonly entry: string
  /** Files of the project that steps load where they lie, and that are in keys. */
  readonly required: ReadonlyArray<string>
}

/** What a pipeline is placed from, in a worker as before: what it is asked to work on, and its own parameters. */
export interface Placed {
  readonly request: unknown
  readonly parameters: unknown
  /** The artifacts that the pipeline read before it placed a step, by "step.port". */
  readonly decided: Readonly<Record<string, OutputRecord>>
}

/**
 * What a worker starts with. `child` holds one number: the process group of the program it is running, or 0, so that
 * the main thread can end both together. `fixed` are variables that are the same everywhere, `given` what they were.
 */
export interface WorkerData extends WorkerSetup {
  readonly fixed: Readonly<Record<string, string | undefined>>
  readonly given: Readonly<Record<string, string | undefined>>
  readonly child: Int32Array<SharedArrayBuffer>
}

/** The part of a request that names a step and hands it its inputs. */
export interface StepRequest {
  readonly step: string
  readonly key: string
  readonly params: unknown
  readonly seed: number
  readonly pipeline: PipelineDescription | undefined
  readonly isLabelConditioned: boolean
  /** Names of the modules that are in the key. */
  readonly modules: ReadonlyArray<string>
  /** Whether code of the pipeline's layers is in the key; without it the step runs without them. */
  readonly isServed: boolean
  readonly inputs: Readonly<Record<string, OutputRecord>>
  readonly placed: Placed
  /** Set where the step may go on from what it did with less of a parameter; `isKept` where its own state is wanted. */
  readonly along?: Along & { readonly isKept: boolean }
}

/**
 * One item of a mapped step: its key within the family, the parts that was made of, its row with the fields that went into
 * the key (undefined: all), the columns of it to attach to what it makes, and its seed.
 */
export interface Item {
  readonly key: string
  readonly parts: unknown
  readonly fields: ReadonlyArray<string> | undefined
  readonly name: string
  readonly row: object
  readonly attached: Readonly<Record<string, unknown>>
  readonly seed: number
}

/**
 * What is to be put together, by port: stretches of batches, or what was `gathered` of chunks before. `quarantined` is left
 * out while only a chunk is gathered.
 */
export interface GatherRequest {
  readonly _tag: "Gather"
  readonly step: StepRequest
  readonly parts: Readonly<Record<string, ReadonlyArray<Part>>>
  readonly gathered?: Readonly<Record<string, ReadonlyArray<OutputRecord>>>
  readonly quarantined?: ReadonlyArray<SetAside>
}

/** A piece of work for one worker. */
export type Request =
  | { readonly _tag: "Run"; readonly step: StepRequest }
  | { readonly _tag: "ListItems"; readonly step: StepRequest }
  | { readonly _tag: "RunItems"; readonly step: StepRequest; readonly items: ReadonlyArray<Item> }
  | GatherRequest
  | { readonly _tag: "Compare"; readonly step: StepRequest; readonly pairs: Readonly<Record<string, Pair>> }

/** How one item ended: its share of each port's batch object, or the reason it was set aside. */
export type ItemResult =
  | { readonly _tag: "Done"; readonly parts: Readonly<Record<string, Part>> }
  | { readonly _tag: "Quarantined"; readonly reason: string; readonly isPassing?: boolean }

/** The result of a request. */
export type Outcome =
  | { readonly _tag: "Outputs"; readonly outputs: Readonly<Record<string, OutputRecord>> }
  | { readonly _tag: "Items"; readonly items: ReadonlyArray<Item> }
  | { readonly _tag: "ItemResults"; readonly results: ReadonlyArray<ItemResult> }
  | { readonly _tag: "Differences"; readonly differences: Readonly<Record<string, string>> }

/** Everything a worker can say while it works on a request, ending in `Done` or `Failed`. */
export type Message =
  | {
    readonly _tag: "Progress"
    readonly unit: string
    readonly done: number
    readonly of: number
    readonly values: Readonly<Record<string, number>>
  }
  | { readonly _tag: "Metric"; readonly name: string; readonly metric: Metric }
  | { readonly _tag: "Summary"; readonly text: string }
  | { readonly _tag: "Finding"; readonly finding: Finding }
  | { readonly _tag: "Warning"; readonly text: string }
  | { readonly _tag: "Undeclared"; readonly undeclared: Undeclared }
  /** `heldBytes` is what the thread's heap takes now, with the arrays it names. */
  | { readonly _tag: "Done"; readonly outcome: Outcome; readonly heldBytes: number }
  | { readonly _tag: "Failed"; readonly failure: Failure }
