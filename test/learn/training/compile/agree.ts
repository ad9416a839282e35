/** Compares what the compiler makes of a function with what tfjs-cpu computes, values and gradients. */
import type { Tensor } from "@tensorflow/tfjs"
import type { TensorFlow } from "../../../../src/learn/model/weights.ts"
import { loadRuntime } from "../../../../src/learn/training/backend.ts"
import { type Shapes, sizeOf, type TensorFunction } from "../../../../src/learn/training/runtime.ts"
import { Random } from "../../../../src/math/random.ts"

/** A function of the tensors in `shapes`, in their order. Inputs are normals, shifted by `shift`. */
export interface Case {
  readonly shapes: ReadonlyArray<ReadonlyArray<number>>
  readonly apply: (tf: TensorFlow, ...inputs: ReadonlyArray<Tensor>) => Tensor
  readonly shift?: number
}

const named = (shapes: Case["shapes"]): Shapes => Object.fromEntries(shapes.map((shape, i) => [`in${i}`, shape]))

/** The function's value and, weighted so that no two results count alike, its gradients. */
const withGradients = ({ apply, shapes }: Case, hasGradient: boolean): TensorFunction => {
  const gradients = hasGradient ? shapes.map((shape, i) => [`gradient${i}`, shape] as const) : []
  return {
    inputs: named(shapes),
    outputs: { value: [], ...Object.fromEntries(gradients) },
    apply: (tf, inputs) => {
      const tensors = shapes.map((_, i) => inputs[`in${i}`]!)
      const value = apply(tf, ...tensors).toFloat()
      if (!hasGradient) return { value }
      const weights = tf.tensor(Float32Array.from({ length: value.size }, (_, i) => Math.cos(i)), value.shape)
      const { grads } = tf.valueAndGrads((...xs: Array<Tensor>) => apply(tf, ...xs).toFloat().mul(weights).sum())(
        tensors
      )
      return { value, ...Object.fromEntries(grads.map((gradient, i) => [`gradient${i}`, gradient])) }
    }
  }
}

/** The largest difference between the compiled and the eager answer, relative to 1 + the number. */
export const disagreement = async (test: Case, hasGradient = true): Promise<number> => {
  const random = new Random(1)
  const inputs = Object.fromEntries(
    Object.entries(named(test.shapes)).map(([name, shape]) => [
      name,
      Float32Array.from({ length: sizeOf(shape) }, () => random.normal() + (test.shift ?? 0))
    ])
  )
  const fn = withGradients(test, hasGradient)
  const [compiled, eager] = await Promise.all((["ort", "cpu"] as const).map(async (backend) => {
    const call = await (await loadRuntime(backend, 1)).prepare(fn)
    const found = await call.run(inputs)
    await call.dispose()
    return found
  }))
  return Math.max(
    ...Object.keys(fn.outputs).flatMap((name) => {
      if (compiled![name]!.length !== eager![name]!.length) return [Infinity]
      return [...eager![name]!].map((value, i) => Math.abs(value - compiled![name]![i]!) / (1 + Math.abs(value)))
    })
  )
}
