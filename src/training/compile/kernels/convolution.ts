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

const convolve: Kernel = (graph, { filter, x }, attributes) => {
  const axes = axesOf("Conv2D", x!.shape, filter!.shape, attributes)
  const shape = [x!.shape[0]!, filter!.shape[3]!, axes[0].output, axes[1].output]
  const inputs = [channelsFirst(graph, x!), graph.transpose(filter!, filterToOnnx)]
  const found = graph.emit("Conv", inputs, shape, { strides: stridesOf(axes), pads: paddingOf(axes) })
  return graph.transpose(found, toChannelsLast)
}

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

/** A convolution of the input with the output's gradient, batch and channel swapped and stride turned to dilation. */
const filterGradient: Kernel = (graph, { dy, x }, attributes) => {
  const filterShape = attributes["filterShape"] as ReadonlyArray<number>
  const [height, width, inputs, outputs] = filterShape as [number, number, number, number]
  const axes = axesOf("Conv2DBackpropFilter", x!.shape, filterShape, attributes)
  const swap = [1, 0, 2, 3]
  const operands = [x!, dy!].map((value) => graph.transpose(channelsFirst(graph, value), swap))
  // inputs that no window reached give rows beyond the filter; they are cut off
  const lengths = [inputs, outputs, height + axes[0].left, width + axes[1].left]
  const full = graph.emit("Conv", operands, lengths, { dilations: stridesOf(axes), pads: paddingOf(axes) })
  const found = axes.every(({ left }) => left === 0) ? full : graph.emit(
    "Slice",
    [full, graph.integers([0, 0]), graph.integers([height, width]), graph.integers([2, 3])],
    [inputs, outputs, height, width]
  )
  return graph.transpose(found, [2, 3, 0, 1])
}

export const convolutions: Kernels = {
  Conv2D: convolve,
  Conv2DBackpropInput: inputGradient,
  Conv2DBackpropFilter: filterGradient
}
