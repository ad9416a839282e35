import type { Tensor4D } from "@tensorflow/tfjs"
import { expect, it } from "vitest"
import { loadRuntime } from "../../../src/learn/training/backend.ts"
import { MissingKernel } from "../../../src/learn/training/missing-kernel.ts"

it("a convolution trained on wasm names the kernel that is missing there and what to use instead", async () => {
  const runtime = await loadRuntime("wasm", 1)
  const call = await runtime.prepare({
    inputs: { x: [1, 4, 4, 1], filter: [3, 3, 1, 1] },
    outputs: { gradient: [3, 3, 1, 1] },
    apply: (tf, { filter, x }) => ({
      gradient: tf.grad((each) => tf.conv2d(x as Tensor4D, each as Tensor4D, 1, "same").sum())(filter!)
    })
  })

  const failure = await call.run({ x: new Float32Array(16), filter: new Float32Array(9) }).catch((cause: unknown) =>
    cause
  )

  expect(failure).toBeInstanceOf(MissingKernel)
  expect(failure).toMatchObject({
    message: "The backend \"wasm\" has no kernel Conv2DBackpropFilter, which this model needs.",
    hint: expect.stringContaining("backend ort")
  })
})
