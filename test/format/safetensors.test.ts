import * as fs from "node:fs"
import { expect, it } from "vitest"
import { readWeights, writeWeights } from "../../src/format/safetensors.ts"

const golden = fs.readFileSync(new URL("../golden/store/numpy.safetensors", import.meta.url))

const weights = {
  "dense/kernel": { shape: [2, 3], data: Float32Array.from([0, 1, 2, 3, 4, 5], (value) => Math.fround(value / 3)) },
  "dense/bias": { shape: [2], data: new Float64Array([1 / 3, 2]) }
}

it("weights saved by the safetensors package are read", () => {
  expect(readWeights(golden)).toEqual({ tensors: weights, metadata: { architecture: "mlp" } })
})

it("weights come back in order, with their metadata, from bytes that do not depend on the run", () => {
  const metadata = { architecture: "vae", config: "{\"β\":4}" }

  const bytes = writeWeights(weights, metadata)

  expect(readWeights(bytes)).toEqual({ tensors: weights, metadata })
  expect(Object.keys(readWeights(bytes).tensors)).toEqual(["dense/kernel", "dense/bias"])
  expect(Buffer.compare(writeWeights(weights, metadata), bytes)).toBe(0)
})

it("float64 after an odd number of float32 is read though it is not aligned", () => {
  const odd = {
    a: { shape: [1], data: new Float32Array([0.5]) },
    b: { shape: [2], data: new Float64Array([1 / 3, 1e-300]) }
  }

  expect(readWeights(writeWeights(odd, {})).tensors).toEqual(odd)
})

it.each([
  ["bytes that end early", golden.subarray(0, -1)],
  ["a header longer than the file", golden.subarray(0, 20)],
  ["no bytes", new Uint8Array(0)]
])("%s is refused", (_, bytes) => {
  expect(() => readWeights(bytes)).toThrow(TypeError)
})

it("a tensor whose shape does not fit its bytes is refused by name", () => {
  const bytes = Buffer.from(writeWeights({ a: { shape: [2], data: new Float32Array(2) } }, {}))
  bytes.write("\"shape\":[3]", bytes.indexOf("\"shape\":[2]"))

  expect(() => readWeights(bytes)).toThrow(/"a"/)
})
