/** Kernels that sum, average or pick along axes. */
import type { GraphBuilder, Value } from "../graph-builder.ts"
import type { Kernel, KernelAttributes, Kernels } from "../kernel.ts"

const axesOf = (x: Value, { axis }: KernelAttributes): ReadonlyArray<number> => {
  const all = x.shape.map((_, i) => i)
  if (axis === undefined || axis === null) return all
  const listed = Array.isArray(axis) ? axis as ReadonlyArray<number> : [axis as number]
  return listed.map((index) => index < 0 ? index + x.shape.length : index)
}

const reduce = (graph: GraphBuilder, op: string, x: Value, attributes: KernelAttributes): Value => {
  const axes = axesOf(x, attributes)
  const keeps = attributes["keepDims"] === true
  const shape = keeps
    ? x.shape.map((length, i) => axes.includes(i) ? 1 : length)
    : x.shape.filter((_, i) => !axes.includes(i))
  if (axes.length === 0) return x
  const { inner: before, order } = graph.beforeTranspose(x)
  if (order !== undefined && !keeps && shape.length <= 1) {
    // what is left has at most one axis, so a transpose before makes no difference
    return graph.emit(op, [before, graph.integers(axes.map((axis) => order[axis]!))], shape, {
      keepdims: 0
    })
  }
  const inner = x.source?.op === "Reshape" ? x.source.inputs[0]! : x
  const added = x.shape.length - inner.shape.length
  const onlyAdds = added > 0 && x.shape.every((length, i) => length === (i < added ? 1 : inner.shape[i - added]))
  if (
    onlyAdds && !keeps && axes.some((axis) => axis >= added) && axes.filter((axis) => axis < added).length === added
  ) {
    const own = axes.filter((axis) => axis >= added).map((axis) => axis - added)
    return graph.emit(op, [inner, graph.integers(own)], shape, { keepdims: 0 })
  }
  return graph.emit(op, [x, graph.integers(axes)], shape, { keepdims: keeps ? 1 : 0 })
}

const reduction = (op: string): Kernel => (graph, { x }, attributes) => reduce(graph, op, x!, attributes)

/** A sum of squares is one operation. */
const sum: Kernel = (graph, { x }, attributes) => {
  const source = x!.source // a square before a transpose is left alone
  const isSquare = source?.op === "Mul" && source.inputs[0]!.name === source.inputs[1]!.name
  return isSquare
    ? reduce(graph, "ReduceSumSquare", source.inputs[0]!, attributes)
    : reduce(graph, "ReduceSum", x!, attributes)
}

/** Whether any or all of some truths hold: a largest or smallest of zeros and ones. */
const truths = (op: string): Kernel => (graph, { x }, attributes) => {
  const numbers = graph.emit("Cast", [x!], x!.shape, { to: 1 }, "float32")
  const found = reduce(graph, op, numbers, attributes)
  return graph.emit("Cast", [found], found.shape, { to: 9 }, "bool")
}

const cumulativeSum: Kernel = (graph, { x }, { axis, exclusive, reverse }) =>
  graph.emit("CumSum", [x!, graph.integers([axis as number])], x!.shape, {
    exclusive: exclusive === true ? 1 : 0,
    reverse: reverse === true ? 1 : 0
  })

export const reductions: Kernels = {
  Sum: sum,
  Mean: reduction("ReduceMean"),
  Max: (graph, { x }, { keepDims, reductionIndices }) =>
    reduce(graph, "ReduceMax", x!, { keepDims, axis: reductionIndices }),
  Min: reduction("ReduceMin"),
  Prod: reduction("ReduceProd"),
  All: truths("ReduceMin"),
  Any: truths("ReduceMax"),
  Cumsum: cumulativeSum,
  Softmax: (graph, { logits }, { dim }) => graph.emit("Softmax", [logits!], logits!.shape, { axis: dim as number }),
  LogSoftmax: (graph, { logits }, { axis }) =>
    graph.emit("LogSoftmax", [logits!], logits!.shape, { axis: axis as number })
}
