/**
 * Kernels that work number by number, with numpy broadcasting.
 *
 * Room: tfjs operations said in ONNX, a family a file.
 */
import { broadcastShape, type GraphBuilder, type Value } from "../graph-builder.ts"
import type { Kernel, Kernels } from "../kernel.ts"
import type { OnnxType } from "../onnx.ts"
import { broadcasting } from "./broadcasting.ts"

/** A convolution takes a bias along, one number per channel; its result may already be back in tfjs's order. */
const addToChannels = (graph: GraphBuilder, a: Value, b: Value): Value | undefined => {
  const inner = a.source?.op === "Reshape" || a.source?.op === "Transpose" ? a.source.inputs[0]! : a
  const channels = inner.shape[1]
  const isConvolution = /^Conv(Transpose)?$/.test(inner.source?.op ?? "") && inner.source!.inputs.length === 2
  const perChannel = b.shape.length === 1 && b.shape[0] === channels && a.shape.at(-1) === channels
  const { order } = graph.beforeTranspose(a)
  // a reshape moves no channel where there is only one
  if (!isConvolution || !perChannel || (order === undefined ? channels !== 1 : order.at(-1) !== 1)) return undefined
  const found = graph.emit(inner.source!.op, [...inner.source!.inputs, b], inner.shape, inner.source!.attributes)
  return order === undefined ? graph.reshape(found, a.shape) : graph.transpose(found, order)
}

/** A Gemm takes a bias along. */
const add: Kernel = (graph, { a, b }) => {
  const convolved = addToChannels(graph, a!, b!)
  if (convolved !== undefined) return convolved
  const product = a!.source
  const isBias = b!.shape.length === 1 && b!.shape[0] === a!.shape[1]
  if (product?.op === "Gemm" && product.inputs.length === 2 && isBias) {
    return graph.emit("Gemm", [...product.inputs, b!], a!.shape, product.attributes)
  }
  return broadcasting(graph, "Add", a!, b!)
}

/** Gradients multiply by ones to repeat. */
const multiply: Kernel = (graph, { a, b }) => {
  const shape = broadcastShape(a!.shape, b!.shape)
  if (graph.isNumber(b!, 1)) return graph.expand(a!, shape)
  if (graph.isNumber(a!, 1)) return graph.expand(b!, shape)
  return broadcasting(graph, "Mul", a!, b!)
}

const binary = (op: string, type?: OnnxType): Kernel => (graph, { a, b }) => broadcasting(graph, op, a!, b!, type)

const unary = (op: string): Kernel => (graph, { x }) => graph.map(op, x!)

/** Times this, every positive number but a denormal one is at least 1. */
const steepness = 3e38

/**
 * 1 above zero, `alpha` elsewhere. A hard sigmoid as steep as can be takes half the time of a comparison and a choice.
 * What was rectified is above zero where it was before, and only one of the two need be kept for the gradient.
 */
const step: Kernel = (graph, { x }, { alpha }) => {
  const { inner, order } = graph.beforeTranspose(x!)
  const rectified = graph.find("Relu", [inner]) ?? inner
  const kept = order === undefined ? rectified : graph.transpose(rectified, order)
  if (alpha === 0) return graph.map("HardSigmoid", kept, { alpha: { float: steepness }, beta: { float: 0 } })
  const above = graph.combine("Greater", [kept, graph.float(0)], x!.shape, "bool")
  return graph.combine("Where", [above, graph.float(1), graph.float(alpha as number)], x!.shape, "float32")
}

const clip: Kernel = (graph, { x }, { clipValueMax, clipValueMin }) =>
  graph.emit("Clip", [x!, graph.float(clipValueMin as number), graph.float(clipValueMax as number)], x!.shape)

const squaredDifference: Kernel = (graph, { a, b }) => {
  const difference = broadcasting(graph, "Sub", a!, b!)
  return graph.combine("Mul", [difference, difference], difference.shape)
}

const addN: Kernel = (graph, inputs) => {
  const terms = Object.values(inputs)
  return graph.emit("Sum", terms, terms[0]!.shape)
}

const floorMod: Kernel = (graph, { a, b }) => {
  const times = graph.map("Floor", broadcasting(graph, "Div", a!, b!))
  return broadcasting(graph, "Sub", a!, broadcasting(graph, "Mul", times, b!))
}

const expm1: Kernel = (graph, { x }) => {
  const e = graph.map("Exp", x!)
  return graph.combine("Sub", [e, graph.float(1)], e.shape)
}

const log1p: Kernel = (graph, { x }) => graph.map("Log", graph.combine("Add", [x!, graph.float(1)], x!.shape))

/** dy times the slope at y = elu(x): 1 above zero, y + 1 below. */
const eluGradient: Kernel = (graph, { dy, y }) => {
  const below = graph.combine("Min", [y!, graph.float(0)], y!.shape)
  return broadcasting(graph, "Mul", dy!, graph.combine("Add", [below, graph.float(1)], y!.shape))
}

const prelu: Kernel = (graph, { alpha, x }) => {
  const above = graph.map("Relu", x!)
  const below = graph.combine("Min", [x!, graph.float(0)], x!.shape)
  return broadcasting(graph, "Add", above, broadcasting(graph, "Mul", below, alpha!))
}

const notEqual: Kernel = (graph, { a, b }) => graph.map("Not", broadcasting(graph, "Equal", a!, b!, "bool"))

const rsqrt: Kernel = (graph, { x }) => graph.emit("Reciprocal", [graph.emit("Sqrt", [x!], x!.shape)], x!.shape)

const select: Kernel = (graph, { condition, e, t }) => {
  const isScalarPerRow = condition!.shape.length === 1 && t!.shape.length > 1
  const mask = isScalarPerRow
    ? graph.reshape(condition!, [...condition!.shape, ...t!.shape.slice(1).map(() => 1)])
    : condition!
  return graph.combine("Where", [mask, t!, graph.unexpanded(e!)], t!.shape, t!.type)
}

const codes = { float32: 1, int32: 6, bool: 9 } as const

const cast: Kernel = (graph, { x }, { dtype }) => {
  const type = dtype as keyof typeof codes
  return x!.type === type ? x! : graph.emit("Cast", [x!], x!.shape, { to: codes[type] }, type)
}

export const elementwise: Kernels = {
  Add: add,
  Sub: binary("Sub"),
  Multiply: multiply,
  RealDiv: binary("Div"),
  Maximum: binary("Max"),
  Minimum: binary("Min"),
  Pow: binary("Pow"),
  SquaredDifference: squaredDifference,
  AddN: addN,
  Greater: binary("Greater", "bool"),
  GreaterEqual: binary("GreaterOrEqual", "bool"),
  Less: binary("Less", "bool"),
  LessEqual: binary("LessOrEqual", "bool"),
  Equal: binary("Equal", "bool"),
  LogicalAnd: binary("And", "bool"),
  LogicalOr: binary("Or", "bool"),
  LogicalNot: unary("Not"),
  NotEqual: notEqual,
  Mod: floorMod,
  Floor: unary("Floor"),
  Ceil: unary("Ceil"),
  Round: unary("Round"),
  Sin: unary("Sin"),
  Cos: unary("Cos"),
  Erf: unary("Erf"),
  Expm1: expm1,
  Log1p: log1p,
  Elu: unary("Elu"),
  EluGrad: eluGradient,
  Selu: unary("Selu"),
  Relu6: (graph, { x }) => graph.emit("Clip", [x!, graph.float(0), graph.float(6)], x!.shape),
  Prelu: prelu,
  Relu: unary("Relu"),
  Sigmoid: unary("Sigmoid"),
  Tanh: unary("Tanh"),
  Softplus: unary("Softplus"),
  Exp: unary("Exp"),
  Log: unary("Log"),
  Sqrt: unary("Sqrt"),
  LeakyRelu: (graph, { x }, { alpha }) => graph.map("LeakyRelu", x!, { alpha: { float: alpha as number } }),
  Neg: unary("Neg"),
  Abs: unary("Abs"),
  Sign: unary("Sign"),
  Reciprocal: unary("Reciprocal"),
  Rsqrt: rsqrt,
  Square: (graph, { x }) => graph.combine("Mul", [x!, x!], x!.shape),
  Step: step,
  ClipByValue: clip,
  Select: select,
  Cast: cast
}
