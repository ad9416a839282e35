/** Operations on two operands that repeat along axes they lack. */
import { sizeOf } from "../../runtime.ts"
import { broadcastShape, type GraphBuilder, type Value } from "../graph-builder.ts"
import type { OnnxType } from "../onnx.ts"

/** Whether a value fills `shape` by itself, so that the other operand may be left unexpanded. */
const fills = (value: Value, shape: ReadonlyArray<number>): boolean => sizeOf(value.shape) === sizeOf(shape)

/** `op` of both; a repeated operand is left to ONNX's own broadcasting when the other one fills the result. */
export const broadcasting = (graph: GraphBuilder, op: string, a: Value, b: Value, type?: OnnxType): Value => {
  const shape = broadcastShape(a.shape, b.shape)
  const left = fills(b, shape) ? graph.unexpanded(a) : a
  const right = fills(left, shape) ? graph.unexpanded(b) : b
  return graph.combine(op, [left, right], shape, type)
}
