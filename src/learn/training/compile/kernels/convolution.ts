/**
 * Kernels of two-dimensional convolutions. tfjs keeps [batch, height, width, channel], ONNX [batch, channel, height,
 * width]; the transposes between them cancel or sink (graph-builder.ts), so a chain of layers pays for them once.
 */
import type { GraphBuilder, Value } from "../graph-builder.ts"
import type { Kernel, KernelAttributes, Kernels } from "../kernel.ts"
import { UnsupportedKernel } from "../unsupported-kernel.ts"

const toChannelsFirst = [0, 3, 1, 2]
const toChannelsLast = [0, 2, 3, 1]
const filterToOnnx = [3, 2, 0, 1] // [height, width, in, out] → [out, in, height, width]

/** One spatial axis: `before` and `after` are padding, `left` the inputs at the end that no window reaches. */
interface Axis {
  readonly stride: number
  readonly output: number
  readonly before: number
  readonly after: number
  readonly left: number
}

const axisOf = (input: number, filter: number, stride: number, pad: unknown): Axis => {
  const outputOf = (padding: number) => Math.floor((input + padding - filter) / stride) + 1
  const output = pad === "same" ? Math.ceil(input / stride) : outputOf(typeof pad === "number" ? 2 * pad : 0)
  const used = (output - 1) * stride + filter
  if (pad === "same") {
    const total = Math.max(0, used - input)
    return {
      stride,
      output,
      before: Math.floor(total / 2),
      after: Math.ceil(total / 2),
      left: Math.max(0, input - used)
    }
  }
  const around = typeof pad === "number" ? pad : 0
  return { stride, output, before: around, after: around, left: input + 2 * around - used }
}

/** Height and width of a convolution of `input` [batch, height, width, channel] with `filter` [height, width, …]. */
const axesOf = (
  kernel: string,
  input: ReadonlyArray<number>,
  filter: ReadonlyArray<number>,
  { dataFormat, dilations, pad, strides }: KernelAttributes
): readonly [Axis, Axis] => {
  if (dataFormat === "NCHW") throw new UnsupportedKernel(kernel, "data format NCHW")
  if ([dilations ?? 1].flat().some((dilation) => dilation !== 1)) throw new UnsupportedKernel(kernel, "dilations")
  if (Array.isArray(pad)) throw new UnsupportedKernel(kernel, "explicit padding per side")
  const [down, across] = Array.isArray(strides) ? strides as [number, number] : [strides as number, strides as number]
  return [axisOf(input[1]!, filter[0]!, down, pad), axisOf(input[2]!, filter[1]!, across, pad)]
}

const paddingOf = (axes: readonly [Axis, Axis]): ReadonlyArray<number> => [
  ...axes.map(({ before }) => before),
  ...axes.map(({ after }) => after)
]

const stridesOf = (axes: readonly [Axis, Axis]): ReadonlyArray<number> => axes.map(({ stride }) => stride)

const channelsFirst = (graph: GraphBuilder, x: Value): Value => graph.transpose(x, toChannelsFirst)

/** A convolution in ONNX's own order. */
const convolution: Kernel = (graph, { bias, filter, x }, attributes) => {
  const axes = axesOf("Conv2D", x!.shape, filter!.shape, attributes)
  const shape = [x!.shape[0]!, filter!.shape[3]!, axes[0].output, axes[1].output]
  const inputs = [
    channelsFirst(graph, x!),
    graph.transpose(filter!, filterToOnnx),
    ...(bias === undefined ? [] : [bias])
  ]
  return graph.emit("Conv", inputs, shape, { strides: stridesOf(axes), pads: paddingOf(axes) })
}

const convolve: Kernel = (graph, inputs, attributes) =>
  graph.transpose(convolution(graph, inputs, attributes) as Value, toChannelsLast)

/** Also the forward pass of a transposed convolution. */
const inputGradient: Kernel = (graph, { dy, filter }, attributes) => {
  const inputShape = attributes["inputShape"] as ReadonlyArray<number>
  const axes = axesOf("Conv2DBackpropInput", inputShape, filter!.shape, attributes)
  const shape = [inputShape[0]!, inputShape[3]!, inputShape[1]!, inputShape[2]!]
  const inputs = [channelsFirst(graph, dy!), graph.transpose(filter!, filterToOnnx)]
  const found = graph.emit("ConvTranspose", inputs, shape, {
    strides: stridesOf(axes),
    pads: paddingOf(axes),
    output_padding: axes.map(({ left }) => left)
  })
  return graph.transpose(found, toChannelsLast)
}

/** Fewer channels than this are not worth being the innermost axis below. */
const fewChannels = 4

/**
 * A convolution over the batch: images are its channels, the output's gradient is its filter, the stride its dilation. In
 * three dimensions the input's channels count as one of space, so that a single product yields the whole filter, and as
 * the last one they are copied in runs: a third of the time of a convolution per channel.
 */
const filterGradient: Kernel = (graph, { dy, x }, attributes) => {
  const filterShape = attributes["filterShape"] as ReadonlyArray<number>
  const [height, width, inputs, outputs] = filterShape as [number, number, number, number]
  const axes = axesOf("Conv2DBackpropFilter", x!.shape, filterShape, attributes)
  const [batch, inHeight, inWidth] = x!.shape as [number, number, number]
  const within = <A>(picture: ReadonlyArray<A>, channel: A) =>
    inputs < fewChannels ? [channel, ...picture] : [...picture, channel]
  const picture = inputs < fewChannels ? channelsFirst(graph, x!) : x!
  const operands = [
    graph.reshape(picture, [1, batch, ...within([inHeight, inWidth], inputs)]),
    graph.reshape(graph.transpose(dy!, [3, 0, 1, 2]), [
      outputs,
      batch,
      ...within(axes.map(({ output }) => output), 1)
    ])
  ]
  // inputs at the end that no window reached need no padding; where there is none, they give more rows, which are cut off
  const after = axes.map((axis) => Math.max(0, axis.after - axis.left))
  const found = [height, width].map((length, i) => length + axes[i]!.left - (axes[i]!.after - after[i]!))
  const whole = graph.emit("Conv", operands, [1, outputs, ...within(found, inputs)], {
    dilations: within(stridesOf(axes), 1),
    pads: [...within(axes.map(({ before }) => before), 0), ...within(after, 0)]
  })
  const order = inputs < fewChannels ? [2, 3, 1, 0] : [1, 2, 3, 0]
  const full = graph.transpose(graph.reshape(whole, whole.shape.slice(1)), order)
  return found[0] === height && found[1] === width ? full : graph.emit(
    "Slice",
    [full, graph.integers([0, 0]), graph.integers([height, width])],
    filterShape
  )
}

const activations: Readonly<Record<string, string>> = {
  linear: "",
  relu: "Relu",
  sigmoid: "Sigmoid",
  elu: "Elu"
}

/** A convolution with bias and activation. */
const fused: Kernel = (graph, inputs, attributes) => {
  const name = attributes["activation"] as string
  const op = activations[name]
  if (op === undefined) throw new UnsupportedKernel("FusedConv2D", `activation ${name}`)
  const found = convolution(graph, inputs, attributes) as Value
  return graph.transpose(op === "" ? found : graph.map(op, found), toChannelsLast)
}

export const convolutions: Kernels = {
  Conv2D: convolve,
  FusedConv2D: fused,
  Conv2DBackpropInput: inputGradient,
  Conv2DBackpropFilter: filterGradient
}
