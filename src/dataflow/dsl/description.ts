/** What a pipeline looks like from inside, for nodes that report on it: no times, no machine, no run. */
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"

/** A step as it was placed. */
export interface StepDescription {
  readonly name: string
  readonly node: string
  readonly group: string
  readonly params: unknown
  readonly isLabelConditioned: boolean
  readonly inputs: ReadonlyArray<{ readonly input: string; readonly step: string; readonly port: string }>
}

/** `source` is the request in words; `steps` are in an order in which they can run. */
export interface PipelineDescription {
  readonly name: string
  readonly seed: number
  readonly source: string
  readonly steps: ReadonlyArray<StepDescription>
}

/** Digest of a description: what a node that reads one depends on. */
export const descriptionDigest = (description: PipelineDescription): string => digestOf(canonicalJson(description))
