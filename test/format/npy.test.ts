import * as fs from "node:fs"
import { expect, it } from "vitest"
import { readTensor, type TensorData, writeTensor } from "../../src/format/npy.ts"

const golden = (name: string): Buffer => fs.readFileSync(new URL(`../golden/store/${name}`, import.meta.url))

const cases: ReadonlyArray<readonly [string, TensorData]> = [
  ["float32-2x3.npy", { shape: [2, 3], data: new Float32Array([1.5, -2, Number.NaN, Infinity, 3e-40, 0.1]) }],
  ["float64-4.npy", { shape: [4], data: new Float64Array([1 / 3, -0, 1e300, Math.PI]) }],
  ["int32-2x1x2.npy", { shape: [2, 1, 2], data: new Int32Array([1, -2, 2 ** 31 - 1, -(2 ** 31)]) }],
  ["float32-0x3.npy", { shape: [0, 3], data: new Float32Array(0) }],
  ["float64-scalar.npy", { shape: [], data: new Float64Array([2.5]) }]
]

it.each(cases)("%s written by numpy is read, and written with the same bytes", (name, tensor) => {
  expect(readTensor(golden(name))).toEqual(tensor)
  expect(Buffer.compare(writeTensor(tensor), golden(name))).toBe(0)
})

it("a tensor is read from bytes that lie anywhere in a shared buffer", () => {
  const tensor: TensorData = { shape: [3], data: new Float64Array([1, 2, 3]) }
  const bytes = writeTensor(tensor)
  const around = new Uint8Array(bytes.length + 64)
  const views = [0, 1, 3, 8].map((offset) => {
    around.set(bytes, offset)
    return readTensor(Buffer.from(around.slice().buffer, offset, bytes.length))
  })

  expect(views).toEqual([tensor, tensor, tensor, tensor])
})

it.each([
  ["Fortran order", golden("fortran.npy")],
  ["another format", golden("numpy.safetensors")],
  ["bytes that end early", golden("float64-4.npy").subarray(0, -1)],
  ["a header that ends early", golden("float64-4.npy").subarray(0, 40)],
  ["no bytes", new Uint8Array(0)]
])("%s is refused", (_, bytes) => {
  expect(() => readTensor(bytes)).toThrow(TypeError)
})

it("a shape that does not fit its numbers is refused", () => {
  expect(() => writeTensor({ shape: [2, 2], data: new Float32Array(3) })).toThrow(RangeError)
})
