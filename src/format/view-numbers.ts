/** Numbers that lie within bytes. */

interface NumberArray<T> {
  readonly BYTES_PER_ELEMENT: number
  new(buffer: ArrayBufferLike, byteOffset: number, length: number): T
}

/**
 * `byteLength` bytes from `start` as numbers: a view where memory is aligned for them, else a copy.
 * Never trust `bytes.slice().buffer` for this: Node's Buffer shares its memory with others.
 */
export const viewNumbers = <T>(bytes: Uint8Array, start: number, byteLength: number, numbers: NumberArray<T>): T => {
  const size = numbers.BYTES_PER_ELEMENT
  const offset = bytes.byteOffset + start
  if (offset % size === 0) return new numbers(bytes.buffer, offset, byteLength / size)
  const copy = new Uint8Array(byteLength)
  copy.set(bytes.subarray(start, start + byteLength))
  return new numbers(copy.buffer, 0, byteLength / size)
}
