/** Convolutions padded by a number of pixels, for a tfjs backend that knows "same" and "valid" only. */
import type { Tensor4D, TensorInfo } from "@tensorflow/tfjs"
import type { TensorFlow } from "../model/weights.ts"

type Kernel = NonNullable<ReturnType<TensorFlow["getKernel"]>>["kernelFunc"]
type Call = Parameters<Kernel>[0]

/** Padding of [batch, height, width, channel]. */
const around = (pad: number): Array<[number, number]> => [[0, 0], [pad, pad], [pad, pad], [0, 0]]

const isPadded = ({ attrs }: Call): boolean => typeof attrs?.["pad"] === "number"

const padInput = (tf: TensorFlow, { attrs, backend, inputs }: Call): Call => ({
  backend,
  inputs: { ...inputs, x: tf.pad(inputs["x"] as Tensor4D, around(attrs!["pad"] as number)) },
  attrs: { ...attrs, pad: "valid" }
})

/** The gradient of the input with its padding, which is then cut off. */
const cutInput = (tf: TensorFlow, compute: Kernel, { attrs, backend, inputs }: Call): TensorInfo => {
  const pad = attrs!["pad"] as number
  const [batch, height, width, channels] = attrs!["inputShape"] as [number, number, number, number]
  const inputShape = [batch, height + 2 * pad, width + 2 * pad, channels]
  const whole = compute({ backend, inputs, attrs: { ...attrs, inputShape, pad: "valid" } }) as TensorInfo
  const tensor = tf.engine().makeTensorFromTensorInfo(whole) as Tensor4D
  return tf.slice(tensor, [0, pad, pad, 0], [batch, height, width, channels])
}

const wrap = (
  tf: TensorFlow,
  name: string,
  backendName: string,
  padded: (compute: Kernel, call: Call) => TensorInfo
) => {
  const compute = tf.getKernel(name, backendName).kernelFunc
  tf.unregisterKernel(name, backendName)
  tf.registerKernel({
    kernelName: name,
    backendName,
    kernelFunc: (call) => isPadded(call) ? padded(compute, call) : compute(call)
  })
}

/** Teaches a backend numeric padding in convolutions and their gradients. Layout: [batch, height, width, channel]. */
export const padConvolutions = (tf: TensorFlow, backendName: string): void => {
  for (const name of [tf.Conv2D, tf.Conv2DBackpropFilter]) {
    wrap(tf, name, backendName, (compute, call) => compute(padInput(tf, call)) as TensorInfo)
  }
  wrap(tf, tf.Conv2DBackpropInput, backendName, (compute, call) => cutInput(tf, compute, call))
}
