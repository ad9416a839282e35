/** A sound file read by ranges, so that what is held of it does not grow with its size. */

/** Bytes at rest; `read` gives fewer than asked for at the end, and none behind it. */
export interface SoundFile {
  readonly sizeBytes: number
  readonly read: (from: number, count: number) => Uint8Array
}

/** A file that is in memory already; what is read of it are views. */
export const inMemory = (bytes: Uint8Array): SoundFile => ({
  sizeBytes: bytes.length,
  read: (from, count) => bytes.subarray(from, Math.max(from, from + count))
})

/** The part of a file from `from` on, at most `count` bytes of it. */
export const partOf = (file: SoundFile, from: number, count = Infinity): SoundFile => {
  const sizeBytes = Math.max(0, Math.min(count, file.sizeBytes - from))
  return {
    sizeBytes,
    read: (at, most) => file.read(from + at, Math.max(0, Math.min(most, sizeBytes - at)))
  }
}

/** Files one behind another. */
export const joined = (parts: ReadonlyArray<SoundFile>): SoundFile => ({
  sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  read: (from, count) => {
    const found: Array<Uint8Array> = []
    let start = 0
    for (const part of parts) {
      const [first, last] = [Math.max(0, from - start), Math.min(part.sizeBytes, from + count - start)]
      if (first < last) found.push(part.read(first, last - first))
      start += part.sizeBytes
    }
    return found.length === 1 ? found[0]! : Buffer.concat(found)
  }
})

/** A file in pieces of `size` bytes, the last one up to twice as long. */
export function* piecesOf(file: SoundFile, size: number): Generator<Uint8Array> {
  for (let at = 0; at < file.sizeBytes;) {
    const isLast = file.sizeBytes - at < 2 * size
    const piece = file.read(at, isLast ? file.sizeBytes - at : size)
    if (piece.length === 0) return // it has become shorter
    yield piece
    at += piece.length
  }
}
