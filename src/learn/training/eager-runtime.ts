/** Runs functions kernel by kernel on a tfjs backend. */
import type { Tensor } from "@tensorflow/tfjs"
import type { TensorFlow } from "../model/weights.ts"
import { namingMissingKernels } from "./missing-kernel.ts"
import { type Arrays, type Runtime, type Shapes, sizeOf, type Tensors } from "./runtime.ts"

/** Tensors of turn `turn` from arrays that hold many turns. */
const tensorsAt = (tf: TensorFlow, shapes: Shapes, arrays: Arrays, turn: number): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const size = sizeOf(shape)
      return [name, tf.tensor(arrays[name]!.slice(turn * size, (turn + 1) * size), [...shape], "float32")]
    })
  )

const readAll = (tensors: Tensors): Arrays =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, Float32Array.from(tensor.dataSync<"float32">())])
  )

/**
 * The runtime of a tfjs backend that is loaded and answers synchronously, such as cpu, wasm and tensorflow. It is set anew for every
 * piece of work, because tfjs has one current backend for all. Rejects with MissingKernel what the backend cannot compute.
 */
export const eagerRuntime = (tf: TensorFlow, backend: "cpu" | "wasm" | "tensorflow"): Runtime => ({
  prepare: async ({ apply, inputs: shapes }) => ({
    run: async (inputs) => {
      void tf.setBackend(backend) // takes effect at once
      let found: Arrays = {}
      tf.tidy(() => {
        found = namingMissingKernels(backend, () => readAll(apply(tf, tensorsAt(tf, shapes, inputs, 0))))
      })
      return found
    },
    dispose: async () => undefined
  }),
  startLoop: async (step, initial) => {
    void tf.setBackend(backend)
    let state: Tensors = tensorsAt(tf, step.state, initial, 0)
    return {
      run: async (turns, inputs) => {
        void tf.setBackend(backend)
        const results = Object.fromEntries(
          Object.entries(step.results).map(([name, shape]) => [name, new Float32Array(turns * sizeOf(shape))])
        )
        for (let turn = 0; turn < turns; turn++) {
          const old = state
          state = tf.tidy(() => {
            const next = namingMissingKernels(
              backend,
              () => step.apply(tf, old, tensorsAt(tf, step.inputs, inputs, turn))
            )
            for (const [name, shape] of Object.entries(step.results)) {
              results[name]!.set(next.results[name]!.dataSync(), turn * sizeOf(shape))
            }
            return { ...next.state }
          })
          tf.dispose({ ...old })
        }
        return results
      },
      read: () => readAll(state),
      dispose: async () => tf.dispose({ ...state })
    }
  }
})
