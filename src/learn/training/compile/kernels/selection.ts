/** Kernels that turn numbers into positions and positions into numbers. */
import { sizeOf } from "../../runtime.ts"
import type { GraphBuilder, Value } from "../graph-builder.ts"
import type { Kernel, Kernels } from "../kernel.ts"
import { UnsupportedKernel } from "../unsupported-kernel.ts"

const codes = { float32: 1, int32: 6, bool: 9 } as const

const asType = (graph: GraphBuilder, value: Value, type: keyof typeof codes): Value =>
  value.type === type ? value : graph.emit("Cast", [value], value.shape, { to: codes[type] }, type)

/** Where along an axis the largest or smallest number is, the first of equal ones. */
const extreme = (op: string): Kernel => (graph, { x }, { axis }) => {
  const along = (axis as number) < 0 ? (axis as number) + x!.shape.length : axis as number
  const shape = x!.shape.toSpliced(along, 1)
  return asType(graph, graph.emit(op, [x!], shape, { axis: along, keepdims: 0 }, "int64"), "int32")
}

/** [..., depth]: `on` where the position is the index, `off` elsewhere. onnxruntime has no OneHot of these types. */
const oneHot = (
  graph: GraphBuilder,
  indices: Value,
  { depth, off, on }: { readonly depth: number; readonly on: number; readonly off: number }
): Value => {
  const positions = graph.constant(Int32Array.from({ length: depth }, (_, i) => i), [depth], "int32")
  const column = graph.reshape(asType(graph, indices, "int32"), [...indices.shape, 1])
  const shape = [...indices.shape, depth]
  const isThere = graph.emit("Equal", [column, positions], shape, {}, "bool")
  return graph.emit("Where", [isThere, graph.float(on), graph.float(off)], shape, {}, "float32")
}

const oneHotKernel: Kernel = (graph, { indices }, { depth, dtype, offValue, onValue }) => {
  const options = { depth: depth as number, on: onValue as number, off: offValue as number }
  return asType(graph, oneHot(graph, indices!, options), dtype as keyof typeof codes)
}

/** The gradient of a gather. A product with a one-hot matrix adds in the same order on any number of threads. */
const segmentSum: Kernel = (graph, { segmentIds, x }, { numSegments }) => {
  if (segmentIds!.shape.length !== 1) throw new UnsupportedKernel("UnsortedSegmentSum", "segments of several axes")
  const [rows, ...rest] = x!.shape as [number, ...Array<number>]
  const depth = numSegments as number
  const chosen = oneHot(graph, segmentIds!, { depth, on: 1, off: 0 })
  const operands = [chosen, graph.reshape(x!, [rows, sizeOf(rest)])]
  const found = graph.emit("Gemm", operands, [depth, sizeOf(rest)], { transA: 1, transB: 0 }, "float32")
  return graph.reshape(found, [depth, ...rest])
}

const range: Kernel = (graph, _, { dtype, start, step, stop }) => {
  const [from, to, by] = [start, stop, step] as [number, number, number]
  const length = Math.max(0, Math.ceil((to - from) / by))
  const numbers = Array.from({ length }, (_, i) => from + i * by)
  return dtype === "int32"
    ? graph.constant(Int32Array.from(numbers), [length], "int32")
    : graph.constant(Float32Array.from(numbers), [length], "float32")
}

export const selections: Kernels = {
  ArgMax: extreme("ArgMax"),
  ArgMin: extreme("ArgMin"),
  OneHot: oneHotKernel,
  UnsortedSegmentSum: segmentSum,
  Range: range
}
