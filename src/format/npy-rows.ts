/** Rows of a .npy file that is too big to be read at once, from the first to the last. */
import { TensorFile } from "./npy-file.ts"
import type { TensorData } from "./npy.ts"

/**
 * Blocks of at most `blockRows` rows along the first axis, in order. Shapes: [≤ blockRows, …rest].
 *
 * Failure: a TypeError when the file is no .npy or ends early.
 *
 * @example
 * ```ts
 * import { readTensorRows, writeTensorFile } from "partita/format"
 * writeTensorFile("rows.npy", [3, 2], [Float32Array.of(1, 2, 3, 4, 5, 6)])
 * Array.from(readTensorRows("rows.npy", 2), ({ shape }) => shape) // → [[2, 2], [1, 2]]
 * ```
 */
export function* readTensorRows(path: string, blockRows: number): Generator<TensorData> {
  const file = TensorFile.open(path)
  try {
    for (let row = 0; row < file.rows; row += blockRows) {
      const count = Math.min(blockRows, file.rows - row)
      yield { shape: [count, ...file.shape.slice(1)], data: file.read(row, count) }
    }
  } finally {
    file.close()
  }
}
