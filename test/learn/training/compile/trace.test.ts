import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { mlpVae } from "../../../../src/learn/model/mlp-vae.ts"
import type { TensorFlow } from "../../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../../src/learn/training/backend.ts"
import { trace } from "../../../../src/learn/training/compile/trace.ts"
import { UnsupportedKernel } from "../../../../src/learn/training/compile/unsupported-kernel.ts"
import type { Tensors } from "../../../../src/learn/training/runtime.ts"
import { slabsOf } from "../../../../src/learn/training/slabs.ts"
import { trainingStep } from "../../../../src/learn/training/step.ts"
import { Random } from "../../../../src/math/random.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const failureOf = (fn: (inputs: Tensors) => Tensors): UnsupportedKernel => {
  try {
    trace(tf, { x: [2, 3] }, fn)
  } catch (error) {
    if (error instanceof UnsupportedKernel) return error
    throw error
  }
  throw new Error("the function was traced")
}

const operations = (fn: (x: Tensor2D) => Tensor2D): ReadonlyArray<string> =>
  trace(tf, { x: [2, 3] }, ({ x }) => ({ y: fn(x as Tensor2D) })).nodes.map(({ op }) => op)

describe("trace", () => {
  it("names a kernel it cannot say and the line that called it", () => {
    const failure = failureOf(({ x }) => ({ y: tf.atan(x!) }))

    expect(failure.kernel).toBe("Atan")
    expect(failure.message).toMatch(/^The compiler has no tfjs kernel Atan, called from .*trace\.test\.ts:\d+:\d+/)
  })

  it("refuses to read a value that does not exist yet", () => {
    const failure = failureOf(({ x }) => ({ y: tf.scalar(x!.sum().dataSync()[0]!) }))

    expect(failure.message).toContain("a value read while tracing")
  })

  it("refuses a tensor made outside", () => {
    const outside = tf.scalar(3)

    expect(() => trace(tf, { x: [2, 3] }, ({ x }) => ({ y: x!.mul(outside) }))).toThrow()
  })

  it("leaves tfjs on the backend it was on, even after a failure", () => {
    failureOf(({ x }) => ({ y: tf.atan(x!) }))

    expect(tf.getBackend()).toBe("cpu")
    expect(tf.scalar(2).square().dataSync()[0]).toBe(4)
  })

  it("computes equal expressions once", () => {
    expect(operations((x) => x.exp().mul(x.exp()))).toEqual(["Exp", "Mul"])
  })

  it("drops what no output needs", () => {
    const nodes = operations((x) => {
      x.exp().sum()
      return x.neg()
    })

    expect(nodes).toEqual(["Neg"])
  })

  it("cancels transposes around arithmetic, bias included", () => {
    const nodes = operations((x) => x.transpose().relu().add([[1], [2], [3]]).transpose() as Tensor2D)

    expect(nodes).toEqual(["Relu", "Add"])
  })

  it("cancels reshapes", () => {
    expect(operations((x) => x.reshape([3, 2]).reshape([6]).reshape([2, 3]))).toEqual(["Identity"])
  })

  it("transposes pictures between convolution layers for the gradients of filters only", () => {
    const inputs = { x: [2, 16, 16, 3], a: [3, 3, 3, 4], b: [3, 3, 4, 6], bias: [4], c: [3, 3, 4, 6] }
    const { nodes } = trace(tf, inputs, (tensors) => {
      const loss = (a: Tensor, b: Tensor, bias: Tensor, c: Tensor) => {
        const h = tf.relu(tf.conv2d(tensors["x"] as Tensor4D, a as Tensor4D, 2, "same").add(bias))
        const deep = tf.relu(tf.conv2d(h as Tensor4D, b as Tensor4D, 2, "same"))
        return tf.relu(tf.conv2dTranspose(deep, c as Tensor4D, [2, 8, 8, 4], 2, "same")).sum()
      }
      const { grads } = tf.valueAndGrads(loss)(["a", "b", "bias", "c"].map((name) => tensors[name]!))
      return { a: grads[0]!, b: grads[1]!, bias: grads[2]!, c: grads[3]! }
    })

    const transposed = new Map(
      nodes.flatMap(({ inputs, op, outputs }) => op === "Transpose" ? [[outputs[0], inputs[0]]] : [])
    )
    const isFilterGradient = ({ attributes }: typeof nodes[number]) => attributes["dilations"] !== undefined
    const layers = nodes.filter((node) => node.op.startsWith("Conv") && !isFilterGradient(node))
    expect(nodes.filter(isFilterGradient)).toHaveLength(3)
    expect(layers.map(({ inputs }) => transposed.get(inputs[0]))).toEqual([
      "x",
      ...layers.slice(1).map(() => undefined)
    ])
    expect(layers.map(({ inputs }) => inputs.length)).toEqual([3, 2, 2, 2, 2]) // the bias goes along
  })

  it("says a whole training step of a small VAE in under 120 operations", () => {
    const model = mlpVae({ features: 57, hidden: [32, 16], latents: 2, logVarLimit: 10, likelihood: "gaussian" })
    const slabs = slabsOf(model.initialize(new Random(1)))
    const step = trainingStep(model, slabs, {
      batchSize: 32,
      gradientClipNorm: 1,
      weightDecay: 0,
      freeBits: 0,
      hasPresence: false
    })

    const { nodes } = trace(tf, { ...step.state, ...step.inputs }, (tensors) => {
      const { results, state } = step.apply(tf, tensors, tensors)
      return { ...state, error: results["error"]!, kl: results["kl"]! }
    })

    expect(slabs).toHaveLength(1)
    expect(nodes.length).toBeLessThan(120)
    expect(nodes.filter(({ op }) => op === "Transpose")).toEqual([])
  })
})
