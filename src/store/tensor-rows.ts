/** Rows of a .npy file that is too big to be read at once. */
import * as fs from "node:fs"
import { readTensorHeader, type TensorData } from "./tensor.ts"
import { viewNumbers } from "./view-numbers.ts"

const headBytes = 4096
const arrays = { "<f4": Float32Array, "<f8": Float64Array, "<i4": Int32Array } as const

/**
 * Blocks of at most `blockRows` rows along the first axis, in order. Shapes: [≤ blockRows, …rest].
 *
 * Failure: a TypeError when the file is no .npy or ends early.
 */
export function* readTensorRows(path: string, blockRows: number): Generator<TensorData> {
  const file = fs.openSync(path, "r")
  try {
    const head = Buffer.alloc(headBytes)
    const { descriptor, shape, start } = readTensorHeader(head.subarray(0, fs.readSync(file, head, 0, headBytes, 0)))
    const [rows = 1, ...rest] = shape
    const rowBytes = rest.reduce((product, length) => product * length, 1) * arrays[descriptor].BYTES_PER_ELEMENT
    for (let row = 0; row < rows; row += blockRows) {
      const count = Math.min(blockRows, rows - row)
      const block = new Uint8Array(count * rowBytes)
      let filled = 0
      while (filled < block.length) {
        const read = fs.readSync(file, block, filled, block.length - filled, start + row * rowBytes + filled)
        if (read === 0) throw new TypeError(`${path} ends before row ${row + count} of ${rows}`)
        filled += read
      }
      yield {
        shape: [count, ...rest],
        data: viewNumbers<TensorData["data"]>(block, 0, block.length, arrays[descriptor])
      }
    }
  } finally {
    fs.closeSync(file)
  }
}
