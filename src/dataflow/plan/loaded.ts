/** Pipelines as they are planned and run: steps with checked parameters and fingerprinted code. Made by load.ts. */
import type { PipelineCode } from "../code/code-record.ts"
import type { Fingerprint } from "../code/fingerprint.ts"
import type { ServiceCode } from "../code/layer.ts"
import type { Project } from "../code/project.ts"
import type { PipelineDescription } from "../dsl/description.ts"
import type { AnyDefinition, LabelUse } from "../dsl/node.ts"
import type { Read, Runnable } from "../dsl/pipeline.ts"
import type { OutputRecord } from "../store/action.ts"
import type { Surroundings } from "./surroundings.ts"

/**
 * What is asked of a pipeline. `data` says what to work on, as after `--data`: the pipeline reads it, and refuses it
 * where it takes none; left out, it works on its initial request. `set` holds values as on the command line by "step.parameter", or "pipeline.parameter"
 * for the pipeline's own; `everywhere` holds values for every step that has such a parameter, and yields to `set`.
 */
export interface LoadOptions {
  readonly data?: string
  readonly set: Readonly<Record<string, string>>
  readonly everywhere?: Readonly<Record<string, string>>
  readonly seed?: number
}

/** A step ready to be planned. `group` is the folder of its node's file, such as "features". */
export interface LoadedStep {
  readonly name: string
  readonly group: string
  readonly file: string
  readonly definition: AnyDefinition
  readonly code: Fingerprint
  /** Code that the step imports when its inputs need it, by name. */
  readonly modules: Readonly<Record<string, Fingerprint>>
  /** Code of the pipeline's layers that the step may ask for a service, by the names of these. */
  readonly services: Readonly<Record<string, ServiceCode>>
  readonly params: unknown
  readonly encodedParams: unknown
  readonly seed: number
  readonly labels: LabelUse
  readonly isLabelConditioned: boolean
  readonly surroundings: Surroundings
  /** Set for nodes that see their pipeline. */
  readonly pipeline: PipelineDescription | undefined
  readonly wires: Readonly<Record<string, { readonly step: string; readonly port: string }>>
  /** Steps whose artifacts were read before this one was placed. */
  readonly decidedBy: ReadonlyArray<string>
}

/** What a pipeline works on: handed to its generator, also in workers, and in words for nodes that report on it. */
export interface ResolvedRequest {
  readonly value: unknown
  readonly description: string
}

/** A pipeline file compiled, with its generator and what it works on. */
export interface CompiledPipeline {
  readonly project: Project
  readonly name: string
  readonly code: PipelineCode
  readonly pipeline: Runnable
  readonly request: ResolvedRequest
}

/**
 * A pipeline ready to be planned, as far as its reads are decided: `pending` is the first that is not, `decided` are the
 * artifacts behind those that are, by "step.port".
 */
export interface Loaded {
  readonly name: string
  readonly seed: number
  readonly compiled: CompiledPipeline
  readonly steps: ReadonlyArray<LoadedStep>
  readonly exports: Readonly<Record<string, { readonly step: string; readonly port: string }>>
  /** The pipeline's own parameters, as plain JSON. */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly decided: Readonly<Record<string, OutputRecord>>
  readonly pending: Read | undefined
  /** What was asked for. */
  readonly asked: LoadOptions
}

/** Steps that cannot run before all reads are decided: those that see the whole pipeline, and what reads from them. */
export const heldSteps = ({ pending, steps }: Pick<Loaded, "pending" | "steps">): ReadonlySet<string> => {
  const held = new Set<string>()
  if (pending === undefined) return held
  for (const { definition, name, wires } of steps) {
    if (definition.seesPipeline || Object.values(wires).some(({ step }) => held.has(step))) held.add(name)
  }
  return held
}
