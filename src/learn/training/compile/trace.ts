/** Runs a tfjs function once on placeholders and returns what it computes as an ONNX graph. */
import type { TensorFlow } from "../../model/weights.ts"
import type { Shapes, Tensors } from "../runtime.ts"
import type { OnnxGraph } from "./onnx.ts"
import { tracingBackend, tracingName } from "./tracing-backend.ts"

/** The graph of `fn`, gradients included where it takes them. Throws UnsupportedKernel for what ONNX cannot say here. */
export const trace = (tf: TensorFlow, inputs: Shapes, fn: (inputs: Tensors) => Tensors): OnnxGraph => {
  const backend = tracingBackend(tf)
  const before = tf.getBackend()
  void tf.setBackend(tracingName) // takes effect at once: the tracer needs no initialisation
  try {
    const graph = backend.begin()
    let traced: OnnxGraph | undefined
    tf.tidy(() => {
      const placeholders = Object.fromEntries(
        Object.entries(inputs).map(([name, shape]) => [name, backend.tensorOf(graph.input(name, shape))])
      )
      const results = fn(placeholders)
      traced = graph.finish(
        Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, backend.valueOf(tensor)]))
      )
    })
    return traced!
  } finally {
    void tf.setBackend(before)
  }
}
