/** Small computations whose results are known, to tell a backend that computes from one that only loads. */
import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs"
import { Random } from "../../math/random.ts"
import { assertSameNumbers } from "./compare-numbers.ts"
import { type Arrays, type Runtime, sizeOf, type TensorFunction } from "./runtime.ts"

/** A dense layer and its gradient. */
const dense: TensorFunction = {
  inputs: { x: [5, 12], weight: [12, 7] },
  outputs: { loss: [], "gradient/weight": [12, 7] },
  apply: (tf, { weight, x }) => {
    const { grads, value } = tf.valueAndGrads((kernel) =>
      tf.matMul(x as Tensor2D, kernel as Tensor2D).softplus().mean()
    )(
      [weight!]
    )
    return { loss: value, "gradient/weight": grads[0]! }
  }
}

/** Two convolutions and their gradients. */
const convolutions: TensorFunction = {
  inputs: { x: [2, 8, 8, 3], first: [3, 3, 3, 6], second: [3, 3, 6, 5] },
  outputs: { loss: [], "gradient/first": [3, 3, 3, 6], "gradient/second": [3, 3, 6, 5] },
  apply: (tf, { first, second, x }) => {
    const { grads, value } = tf.valueAndGrads((one, two) => {
      const wide = tf.conv2d(x as Tensor4D, one as Tensor4D, 2, 1).relu() // [track, height, width, channel]
      return tf.conv2d(wide as Tensor4D, two as Tensor4D, 2, 1).square().mean()
    })([first!, second!])
    return { loss: value, "gradient/first": grads[0]!, "gradient/second": grads[1]! }
  }
}

const probes = { dense, convolutions }

const compute = async (runtime: Runtime, probe: TensorFunction): Promise<Arrays> => {
  const inputs = Object.entries(probe.inputs).map(([name, shape]) => {
    const random = new Random(1).fork(name)
    return [name, Float32Array.from({ length: sizeOf(shape) }, () => random.normal())]
  })
  const call = await runtime.prepare(probe)
  try {
    return await call.run(Object.fromEntries(inputs))
  } finally {
    await call.dispose()
  }
}

/** Rejects when `runtime` and the trusted `reference` disagree about a loss or its gradients. */
export const assertComputesRight = async (
  runtime: Runtime,
  reference: Runtime,
  what: keyof typeof probes
): Promise<void> => {
  assertSameNumbers(what, await compute(runtime, probes[what]), await compute(reference, probes[what]))
}
