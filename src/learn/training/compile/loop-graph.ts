/** Wraps the graph of one turn in an ONNX Loop, so that many turns are one call and the state never leaves the runtime. */
import type { Shapes, StepFunction } from "../runtime.ts"
import type { OnnxGraph, OnnxNode, OnnxValue } from "./onnx.ts"

const turns = "turns"

const floats = (shapes: Shapes, prefix: string, ...outer: ReadonlyArray<string>): ReadonlyArray<OnnxValue> =>
  Object.entries(shapes).map(([name, shape]) => ({ name: prefix + name, shape: [...outer, ...shape], type: "float32" }))

const gather = (name: string): OnnxNode => ({
  op: "Gather",
  inputs: [`all/${name}`, "turn"],
  outputs: [name],
  attributes: { axis: 0 }
})

/**
 * A graph from turn count, first state and stacked inputs (`all/` + name) to last state and stacked results. `turn` is
 * the graph of one turn: state and inputs → `next/` state and `result/` results.
 */
export const loopGraph = (turn: OnnxGraph, { inputs, results, state }: StepFunction): OnnxGraph => {
  const condition = { name: "goes on", shape: [], type: "bool" } as const
  const body: OnnxGraph = {
    nodes: [
      { op: "Identity", inputs: [condition.name], outputs: ["still goes on"], attributes: {} },
      ...Object.keys(inputs).map(gather),
      ...turn.nodes
    ],
    constants: turn.constants,
    inputs: [{ name: "turn", shape: [], type: "int64" }, condition, ...floats(state, "")],
    outputs: [{ ...condition, name: "still goes on" }, ...floats(state, "next/"), ...floats(results, "result/")]
  }
  const outputs = [...floats(state, "last/"), ...floats(results, "each/", turns)]
  const loop: OnnxNode = {
    op: "Loop",
    inputs: ["count", "", ...Object.keys(state).map((name) => `first/${name}`)],
    outputs: outputs.map(({ name }) => name),
    attributes: { body: { graph: body } }
  }
  return {
    nodes: [loop],
    constants: [],
    inputs: [{ name: "count", shape: [], type: "int64" }, ...floats(state, "first/"), ...floats(inputs, "all/", turns)],
    outputs
  }
}
