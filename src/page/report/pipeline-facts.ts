/** A pipeline's description as a graph to draw and as a table of parameters. */
import type { Dag } from "./dag.ts"

/** One step of a pipeline: what it runs, with which parameters, and what it reads from which steps. */
export interface DescribedStep {
  readonly name: string
  readonly node: string
  readonly group: string
  readonly params: unknown
  readonly inputs: ReadonlyArray<{ readonly input?: string; readonly step: string; readonly port: string }>
}

/** A pipeline as it was run; `configuration` is a digest of its steps and parameters, `source` says in words what it read. */
export interface DescribedPipeline {
  readonly name: string
  readonly seed: number
  readonly source: string
  readonly configuration: string
  readonly steps: ReadonlyArray<DescribedStep>
}

/** The graph, every step as one that ran. */
export const dagOf = (pipeline: Pick<DescribedPipeline, "steps">): Dag => ({
  nodes: pipeline.steps.map(({ group, name, node }) => ({ name, kind: node, group, status: "ran" })),
  edges: pipeline.steps.flatMap(({ inputs, name }) =>
    inputs.map(({ port, step }) => ({ from: step, to: name, label: port }))
  )
})

const flatten = (value: unknown, prefix: string): ReadonlyArray<readonly [string, string]> => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [[prefix, typeof value === "string" ? value : JSON.stringify(value)]]
  }
  return Object.entries(value).flatMap(([key, child]) => flatten(child, prefix === "" ? key : `${prefix}.${key}`))
}

/** Parameters that name a place on this machine: shown by the data source instead. */
const places = new Set(["folder", "file"])

/** Every parameter of every step. */
export const parametersOf = (pipeline: Pick<DescribedPipeline, "steps">) =>
  pipeline.steps.flatMap(({ name: node, node: kind, params }) =>
    flatten(params, "").filter(([name]) => name !== "" && !places.has(name)).map(([name, value]) => ({
      node,
      kind,
      name,
      value
    }))
  )
