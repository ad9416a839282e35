/** safetensors: a JSON header of named tensors, then their numbers. Source: huggingface/safetensors, format section. */
import { viewNumbers } from "./view-numbers.ts"

/** Tensors by name, in stated order; float32 or float64 by their array type. */
export type Weights = Readonly<
  Record<string, { readonly shape: ReadonlyArray<number>; readonly data: Float32Array | Float64Array }>
>

interface Entry {
  readonly dtype: string
  readonly shape: ReadonlyArray<number>
  readonly data_offsets: readonly [number, number]
}

const headerAlignment = 8

/**
 * Weights and text metadata as safetensors bytes.
 *
 * @example
 * ```ts
 * import { writeWeights } from "partita/format"
 * import { writeFileSync } from "node:fs"
 * writeFileSync("w.safetensors", writeWeights({ bias: { shape: [2], data: Float32Array.of(1, 2) } }, {}))
 * ```
 */
export const writeWeights = (weights: Weights, metadata: Readonly<Record<string, string>>): Uint8Array => {
  const header: Record<string, unknown> = { __metadata__: metadata }
  let offset = 0
  for (const [name, { data, shape }] of Object.entries(weights)) {
    const dtype = data instanceof Float32Array ? "F32" : "F64"
    header[name] = { dtype, shape, data_offsets: [offset, offset + data.byteLength] }
    offset += data.byteLength
  }
  const json = Buffer.from(JSON.stringify(header))
  const headerLength = Math.ceil(json.length / headerAlignment) * headerAlignment
  const bytes = Buffer.alloc(8 + headerLength + offset, " ")
  bytes.writeBigUInt64LE(BigInt(headerLength), 0)
  bytes.set(json, 8)
  let at = 8 + headerLength
  for (const { data } of Object.values(weights)) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    at += data.byteLength
  }
  return bytes
}

/**
 * Weights and metadata of safetensors bytes. Throws a TypeError for a broken header or other dtypes.
 *
 * @example
 * ```ts
 * import { readWeights, writeWeights } from "partita/format"
 * const bytes = writeWeights({ bias: { shape: [2], data: Float32Array.of(1, 2) } }, { made: "by hand" })
 * readWeights(bytes).metadata // → { made: "by hand" }
 * ```
 */
export const readWeights = (
  bytes: Uint8Array
): { readonly tensors: Weights; readonly metadata: Readonly<Record<string, string>> } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerLength = bytes.length < 8 ? Number.NaN : Number(view.getBigUint64(0, true))
  if (!(8 + headerLength <= bytes.length)) {
    throw new TypeError("not a safetensors file: its header is longer than the file")
  }
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))
  const { __metadata__: metadata, ...entries } = JSON.parse(text) as Record<string, unknown>
  const start = 8 + headerLength
  const tensors = Object.entries(entries as Record<string, Entry>).map(([name, { data_offsets, dtype, shape }]) => {
    const [from, to] = data_offsets
    const numbers = dtype === "F32" ? Float32Array : dtype === "F64" ? Float64Array : undefined
    if (numbers === undefined) throw new TypeError(`tensor "${name}" has dtype ${dtype}; only F32 and F64 are read`)
    const expected = shape.reduce((product, length) => product * length, numbers.BYTES_PER_ELEMENT)
    if (to - from !== expected || from < 0 || start + to > bytes.length) {
      throw new TypeError(`tensor "${name}" needs ${expected} bytes; the file gives it ${from} to ${to}`)
    }
    const data: Float32Array | Float64Array = viewNumbers<Float32Array | Float64Array>(
      bytes,
      start + from,
      expected,
      numbers
    )
    return [name, { shape, data }] as const
  })
  return { tensors: Object.fromEntries(tensors), metadata: (metadata ?? {}) as Readonly<Record<string, string>> }
}
