/** AIFF files whose sizes are wrong, as programs leave them that were stopped or write to a pipe. Next: decode.ts. */
import { aiffChunks, chunkHeadBytes, formBytes, soundHeadBytes } from "./aiff-chunks.ts"
import { inMemory, joined, partOf, type SoundFile } from "./sound-file.ts"

/**
 * The same file, its form as long as it needs to be and its sound up to the end where its size is 0 or more than there is; a
 * file whose sizes are right, or which has no sound, as it is. Source: Audio Interchange File Format 1989.
 */
export const withTrueSizes = (file: SoundFile): SoundFile => {
  for (const { at, declared, id } of aiffChunks(file)) {
    if (id !== "SSND") continue
    const rest = file.sizeBytes - at - chunkHeadBytes
    const size = declared <= soundHeadBytes || declared > rest ? rest : declared
    const form = Uint8Array.from(file.read(0, formBytes))
    const view = new DataView(form.buffer)
    if (size === declared && view.getUint32(4) + 8 >= at + chunkHeadBytes + size) return file
    view.setUint32(4, file.sizeBytes - 8)
    const start = Uint8Array.from(file.read(at, chunkHeadBytes))
    new DataView(start.buffer).setUint32(4, size)
    const front = partOf(file, formBytes, at - formBytes)
    return joined([inMemory(form), front, inMemory(start), partOf(file, at + chunkHeadBytes)])
  }
  return file
}
