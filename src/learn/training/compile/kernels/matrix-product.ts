/** Kernels that multiply matrices. */
import { sizeOf } from "../../runtime.ts"
import { broadcastShape, type GraphBuilder, type Value } from "../graph-builder.ts"
import type { Kernel, KernelAttributes, Kernels } from "../kernel.ts"
import { UnsupportedKernel } from "../unsupported-kernel.ts"

const swapLast = (graph: GraphBuilder, x: Value): Value => {
  const rank = x.shape.length
  return graph.transpose(x, x.shape.map((_, i) => i < rank - 2 ? i : 2 * rank - 3 - i))
}

/** a · b, with a bias for single matrices. One matrix is a Gemm, which transposes for free; many are a MatMul. */
const product = (
  graph: GraphBuilder,
  { a, b }: { a: Value; b: Value },
  attributes: KernelAttributes,
  bias?: Value
): Value => {
  const flipsA = attributes["transposeA"] === true
  const flipsB = attributes["transposeB"] === true
  const rows = a.shape.at(flipsA ? -1 : -2)!
  const cols = b.shape.at(flipsB ? -2 : -1)!
  const outer = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2))
  const shape = [...outer, rows, cols]
  if (sizeOf(outer) === 1) {
    const [left, right] = [graph.reshape(a, a.shape.slice(-2)), graph.reshape(b, b.shape.slice(-2))]
    const inputs = bias === undefined ? [left, right] : [left, right, bias]
    const found = graph.emit("Gemm", inputs, [rows, cols], { transA: flipsA ? 1 : 0, transB: flipsB ? 1 : 0 })
    return graph.reshape(found, shape)
  }
  const found = graph.emit("MatMul", [flipsA ? swapLast(graph, a) : a, flipsB ? swapLast(graph, b) : b], shape)
  return bias === undefined ? found : graph.emit("Add", [found, bias], shape)
}

const activations: Readonly<Record<string, string>> = {
  relu: "Relu",
  sigmoid: "Sigmoid",
  elu: "Elu",
  tanh: "Tanh"
}

const fused: Kernel = (graph, { a, b, bias }, attributes) => {
  const found = product(graph, { a: a!, b: b! }, attributes, bias)
  const name = attributes["activation"] as string
  if (name === "linear") return found
  const op = activations[name]
  if (op === undefined) throw new UnsupportedKernel("_FusedMatMul", `activation ${name}`)
  // activate before the reshape, so that the reshape stays free to cancel
  const inner = found.source?.op === "Reshape" ? found.source.inputs[0]! : found
  return graph.reshape(graph.emit(op, [inner], inner.shape), found.shape)
}

export const matrixProducts: Kernels = {
  BatchMatMul: (graph, { a, b }, attributes) => product(graph, { a: a!, b: b! }, attributes),
  _FusedMatMul: fused
}
