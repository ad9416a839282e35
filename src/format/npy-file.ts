/** A .npy file whose rows are read where they are wanted, for tensors that are too big for memory. */
import * as fs from "node:fs"
import { arrayTypes, readTensorHeader, tensorHeader } from "./npy.ts"

const headBytes = 4096

/**
 * An open file; rows run along the first axis, `cols` numbers each. `close` it when done.
 *
 * @example
 * ```ts
 * import { TensorFile, writeTensorFile } from "partita/format"
 * writeTensorFile("pictures.npy", [3, 2], [Float32Array.of(1, 2, 3, 4, 5, 6)])
 * const file = TensorFile.open("pictures.npy")
 * file.read(1, 2) // → [3, 4, 5, 6]
 * file.close()
 * ```
 */
export class TensorFile {
  readonly path: string
  readonly shape: ReadonlyArray<number>
  readonly rows: number
  readonly cols: number
  /** Array type of its numbers. */
  readonly numbers: typeof arrayTypes[keyof typeof arrayTypes]
  private readonly handle: number
  private readonly start: number

  private constructor(path: string, handle: number) {
    const head = Buffer.alloc(headBytes)
    const read = fs.readSync(handle, head, 0, headBytes, 0)
    const { descriptor, shape, start } = readTensorHeader(head.subarray(0, read))
    this.path = path
    this.handle = handle
    this.start = start
    this.shape = shape
    this.rows = shape[0] ?? 1
    this.cols = shape.slice(1).reduce((product, length) => product * length, 1)
    this.numbers = arrayTypes[descriptor]
  }

  /** Opens a file. Throws the file system's error, or a TypeError when it is no .npy that can be read. */
  static open(path: string): TensorFile {
    const handle = fs.openSync(path, "r")
    try {
      return new TensorFile(path, handle)
    } catch (error) {
      fs.closeSync(handle)
      throw error
    }
  }

  /** `count` rows from row `from` on: [count · cols]. Throws a TypeError when the file ends early. */
  read(from: number, count: number): Float32Array | Float64Array | Int32Array {
    const numbers = new this.numbers(count * this.cols)
    this.fill(numbers, from, count)
    return numbers
  }

  /** The same rows as float32 into the beginning of `target`. Throws a TypeError when the file ends early. */
  copy(from: number, count: number, target: Float32Array): void {
    if (this.numbers === Float32Array) this.fill(target.subarray(0, count * this.cols), from, count)
    else target.set(this.read(from, count))
  }

  private fill(numbers: Float32Array | Float64Array | Int32Array, from: number, count: number): void {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
    const start = this.start + from * this.cols * this.numbers.BYTES_PER_ELEMENT
    let filled = 0
    while (filled < bytes.length) {
      const read = fs.readSync(this.handle, bytes, filled, bytes.length - filled, start + filled)
      if (read === 0) throw new TypeError(`${this.path} ends before row ${from + count} of ${this.rows}`)
      filled += read
    }
  }

  close(): void {
    fs.closeSync(this.handle)
  }
}

/**
 * Writes a float32 tensor piece by piece, so that it is never whole in memory; `pieces` hold its numbers in order.
 *
 * @example
 * ```ts
 * import { writeTensorFile } from "partita/format"
 * const picture = () => new Float32Array(128 * 128)
 * writeTensorFile("two-pictures.npy", [2, 128, 128], [picture(), picture()])
 * ```
 */
export const writeTensorFile = (
  path: string,
  shape: ReadonlyArray<number>,
  pieces: Iterable<Float32Array>
): void => {
  const handle = fs.openSync(path, "wx")
  try {
    writeAll(handle, tensorHeader("<f4", shape))
    for (const piece of pieces) writeAll(handle, new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength))
  } finally {
    fs.closeSync(handle)
  }
}

const writeAll = (handle: number, bytes: Uint8Array): void => {
  for (let written = 0; written < bytes.length;) {
    written += fs.writeSync(handle, bytes, written, bytes.length - written)
  }
}
