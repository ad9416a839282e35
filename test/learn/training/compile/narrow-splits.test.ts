import { InferenceSession, Tensor } from "onnxruntime-node"
import { expect, it } from "vitest"
import { loadTensorFlow } from "../../../../src/learn/training/backend.ts"
import { narrowSplits } from "../../../../src/learn/training/compile/narrow-splits.ts"
import { type OnnxGraph, writeOnnx } from "../../../../src/learn/training/compile/onnx.ts"
import { trace } from "../../../../src/learn/training/compile/trace.ts"

const lengths = Array.from({ length: 60 }, (_, i) => 1 + i % 3)
const total = lengths.reduce((sum, length) => sum + length)

const widest = ({ nodes }: OnnxGraph): number =>
  nodes.reduce((most, { op, outputs }) => op === "Split" ? Math.max(most, outputs.length) : most, 0)

it("a split into 60 parts becomes splits into at most 7 with the same parts", async () => {
  const tf = await loadTensorFlow("cpu")
  const wide = trace(
    tf,
    { x: [total] },
    ({ x }) => Object.fromEntries(tf.split(x!, lengths).map((part, i) => [`part ${i}`, part.mul(2)]))
  )

  const narrow = narrowSplits(wide)
  const session = await InferenceSession.create(writeOnnx(narrow))
  const found = await session.run({
    x: new Tensor("float32", Float32Array.from({ length: total }, (_, i) => i), [total])
  })

  expect([widest(wide), widest(narrow)]).toEqual([60, 7])
  expect(lengths.flatMap((_, i) => [...found[`part ${i}`]!.data as Float32Array])).toEqual(
    Array.from({ length: total }, (_, i) => 2 * i)
  )
  await session.release()
})
