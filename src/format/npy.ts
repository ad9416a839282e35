/** NumPy's .npy format, version 1.0: a text header, then the numbers as they lie in memory. Next: tensor-file.ts. */
import { viewNumbers } from "./view-numbers.ts"

/** `data` in C order; its array type is the dtype. */
export interface TensorData {
  readonly shape: ReadonlyArray<number>
  readonly data: Float32Array | Float64Array | Int32Array
}

const magic = "\x93NUMPY\x01\x00"
const alignment = 64 // numpy.lib.format: the header's length makes the data start on a multiple of 64

/** Array type of each dtype that is read and written, by its name in the header. */
export const arrayTypes = { "<f4": Float32Array, "<f8": Float64Array, "<i4": Int32Array } as const
type Descriptor = keyof typeof arrayTypes

const descriptorOf = (data: TensorData["data"]): Descriptor =>
  data instanceof Float32Array ? "<f4" : data instanceof Float64Array ? "<f8" : "<i4"

const countOf = (shape: ReadonlyArray<number>): number => shape.reduce((product, length) => product * length, 1)

/** What stands before the numbers of a tensor of that shape. */
export const tensorHeader = (descriptor: Descriptor, shape: ReadonlyArray<number>): Uint8Array => {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`
  const fields = `{'descr': '${descriptor}', 'fortran_order': False, 'shape': ${tuple}, }`
  const total = Math.ceil((magic.length + 2 + fields.length + 1) / alignment) * alignment
  const header = `${fields.padEnd(total - magic.length - 2 - 1)}\n`
  const bytes = Buffer.alloc(total)
  bytes.write(magic, 0, "latin1")
  bytes.writeUInt16LE(header.length, magic.length)
  bytes.write(header, magic.length + 2, "latin1")
  return bytes
}

/**
 * A tensor as .npy bytes. Throws a RangeError when shape and data disagree.
 *
 * @example
 * ```ts
 * import { writeTensor } from "partita/format"
 * import { writeFileSync } from "node:fs"
 * writeFileSync("latents.npy", writeTensor({ shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }))
 * ```
 */
export const writeTensor = ({ data, shape }: TensorData): Uint8Array => {
  if (countOf(shape) !== data.length) {
    throw new RangeError(`a tensor of shape ${shape.join(" × ")} cannot hold ${data.length} numbers`)
  }
  const header = tensorHeader(descriptorOf(data), shape)
  const bytes = Buffer.alloc(header.length + data.byteLength)
  bytes.set(header)
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length)
  return bytes
}

interface Header {
  readonly shape: ReadonlyArray<number>
  readonly descriptor: Descriptor
  /** Where the numbers begin, in bytes. */
  readonly start: number
}

/** Header of .npy bytes, of which the first kilobyte is enough. Throws a TypeError for other formats, dtypes or orders. */
export const readTensorHeader = (bytes: Uint8Array): Header => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.toString("latin1", 0, 6) !== magic.slice(0, 6)) throw new TypeError("not a .npy file")
  const isFirst = view[6] === 1
  const start = (isFirst ? 10 : 12) + (isFirst ? view.readUInt16LE(8) : view.readUInt32LE(8))
  if (start > bytes.length) throw new TypeError(".npy ends within its header")
  const header = view.toString("latin1", isFirst ? 10 : 12, start)
  const descriptor = /'descr': '([^']*)'/.exec(header)?.[1] ?? "(structured)"
  if (!Object.hasOwn(arrayTypes, descriptor)) throw new TypeError(`.npy of dtype ${descriptor} is not supported`)
  if (!header.includes("'fortran_order': False")) throw new TypeError(".npy in Fortran order is not supported")
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? "").split(",").filter((each) => each.trim() !== "").map(
    Number
  )
  return { shape, descriptor: descriptor as Descriptor, start }
}

/**
 * The tensor in .npy bytes; it shares their memory where that is aligned.
 *
 * Failure: a TypeError for other formats, dtypes or orders, or when the bytes end early.
 *
 * @example
 * ```ts
 * import { readTensor, writeTensor } from "partita/format"
 * readTensor(writeTensor({ shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) })).shape // → [2, 2]
 * ```
 */
export const readTensor = (bytes: Uint8Array): TensorData => {
  const { descriptor, shape, start } = readTensorHeader(bytes)
  const numbers = arrayTypes[descriptor]
  const expected = countOf(shape) * numbers.BYTES_PER_ELEMENT
  if (bytes.length - start !== expected) {
    throw new TypeError(`.npy holds ${bytes.length - start} bytes of data; its shape needs ${expected}`)
  }
  return { shape, data: viewNumbers<TensorData["data"]>(bytes, start, expected, numbers) }
}
