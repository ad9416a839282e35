/** AIFF files whose sizes are wrong, as programs leave them that were stopped or write to a pipe. Next: decode.ts. */
import { fourLetters } from "./four-letters.ts"
import { inMemory, joined, partOf, type SoundFile } from "./sound-file.ts"

const formBytes = 12
const soundHeadBytes = 8 // offset and block size, in front of the samples

/**
 * The same file, its form as long as it needs to be and its sound up to the end where its size is 0 or more than there is; a
 * file whose sizes are right, or which has no sound, as it is. Source: Audio Interchange File Format 1989.
 */
export const withTrueSizes = (file: SoundFile): SoundFile => {
  for (let at = formBytes; at + 8 <= file.sizeBytes;) {
    const head = file.read(at, 8)
    const declared = new DataView(head.buffer, head.byteOffset, head.length).getUint32(4)
    const rest = file.sizeBytes - at - 8
    if (fourLetters(head) === "SSND") {
      const size = declared <= soundHeadBytes || declared > rest ? rest : declared
      const form = Uint8Array.from(file.read(0, formBytes))
      const view = new DataView(form.buffer)
      if (size === declared && view.getUint32(4) + 8 >= at + 8 + size) return file
      view.setUint32(4, file.sizeBytes - 8)
      const start = Uint8Array.from(head)
      new DataView(start.buffer).setUint32(4, size)
      return joined([inMemory(form), partOf(file, formBytes, at - formBytes), inMemory(start), partOf(file, at + 8)])
    }
    at += 8 + declared + declared % 2
  }
  return file
}
