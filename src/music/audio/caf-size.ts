/** CAF files whose sound is said to be nothing, as programs leave them that were stopped. Next: decode.ts. */
import { fourLetters } from "./four-letters.ts"
import { inMemory, joined, partOf, type SoundFile } from "./sound-file.ts"

const headBytes = 8
const chunkHeadBytes = 12
const editCountBytes = 4 // the first of the sound's chunk

/**
 * The same file, its sound up to the end where its size is 0; any other as it is, for a size of -1, which means that too, is
 * understood. Source: Apple Core Audio Format Specification 1.0, "Audio Data Chunk".
 */
export const withTrueSize = (file: SoundFile): SoundFile => {
  for (let at = headBytes; at + chunkHeadBytes <= file.sizeBytes;) {
    const head = file.read(at, chunkHeadBytes)
    const size = Number(new DataView(head.buffer, head.byteOffset, head.length).getBigInt64(4))
    if (fourLetters(head) === "data") {
      if (size < 0 || size > editCountBytes) return file
      const open = Uint8Array.from(head).fill(0xff, 4)
      return joined([partOf(file, 0, at), inMemory(open), partOf(file, at + chunkHeadBytes)])
    }
    if (size < 0) return file
    at += chunkHeadBytes + size
  }
  return file
}
