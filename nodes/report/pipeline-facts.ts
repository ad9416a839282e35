/** A pipeline's description as a graph to draw and as a table of parameters. */
import type { PipelineDescription } from "../../src/dataflow/dsl/description.ts"
import type { Dag } from "../../src/page/report/dag.ts"

/** The graph, every step as one that ran. */
export const dagOf = (pipeline: PipelineDescription): Dag => ({
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
export const parametersOf = (pipeline: PipelineDescription) =>
  pipeline.steps.flatMap(({ name: node, params }) =>
    flatten(params, "").filter(([name]) => name !== "" && !places.has(name)).map(([name, value]) => ({
      node,
      name,
      value
    }))
  )
