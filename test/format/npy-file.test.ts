import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { TensorFile, writeTensorFile } from "../../src/format/npy-file.ts"
import { type TensorData, writeTensor } from "../../src/format/npy.ts"
import { temporaryFolder } from "../dataflow/store/temporary-store.ts"

const written = (tensor: TensorData): string => {
  const file = path.join(temporaryFolder(), "a.npy")
  fs.writeFileSync(file, writeTensor(tensor))
  return file
}

describe("an open .npy file", () => {
  it.each([Float32Array, Float64Array, Int32Array])("gives any rows, as they are and as float32: %o", (numbers) => {
    const data = new numbers(7 * 6).map((_: number, i: number) => 2 ** (i % 30))
    const file = TensorFile.open(written({ shape: [7, 2, 3], data }))
    const floats = new Float32Array(14)

    const late = file.read(5, 2)
    file.copy(1, 2, floats)
    file.close()

    expect([file.rows, file.cols]).toEqual([7, 6])
    expect(late).toEqual(data.subarray(30))
    expect(floats).toEqual(Float32Array.from([...data.subarray(6, 18), 0, 0]))
  })

  it("that is no .npy is refused", () => {
    const file = path.join(temporaryFolder(), "a.npy")
    fs.writeFileSync(file, "RIFF".repeat(40))

    expect(() => TensorFile.open(file)).toThrow("not a .npy file")
  })

  it("that ends early says before which row", () => {
    const file = written({ shape: [3, 2], data: new Float64Array(6) })
    fs.truncateSync(file, fs.statSync(file).size - 8)

    expect(() => TensorFile.open(file).read(1, 2)).toThrow(`${file} ends before row 3 of 3`)
  })
})

describe("a tensor written piece by piece", () => {
  it("has the bytes of one written at once", () => {
    const data = Float32Array.from({ length: 20 }, (_, i) => i / 7)
    const file = path.join(temporaryFolder(), "a.npy")

    writeTensorFile(file, [4, 5], [data.subarray(0, 3), data.subarray(3, 3), data.subarray(3)])

    expect(Buffer.compare(fs.readFileSync(file), writeTensor({ shape: [4, 5], data }))).toBe(0)
  })
})
