/** Where the sound of a FLAC file ends when something stands behind it: a decoder takes that for a part of the last frame. */
import { crc16Step, frameHeadAt } from "./flac-header.ts"
import type { SoundFile } from "./sound-file.ts"

const lookedBytes = 1 << 22 // what stands behind the last frame is hardly longer

/**
 * Bytes up to the end of the last frame, told by its checksum; the size of the file where no frame ends in it.
 * Source: RFC 9639 §9.3: the checksum of a frame and its own checksum is 0.
 */
export const endOfFrames = (file: SoundFile): number => {
  const from = Math.max(0, file.sizeBytes - lookedBytes)
  const bytes = file.read(from, lookedBytes)
  let at = bytes.lastIndexOf(0xff)
  while (at > 0 && frameHeadAt(bytes, at) === undefined) at = bytes.lastIndexOf(0xff, at - 1)
  if (at < 0 || frameHeadAt(bytes, at) === undefined) return file.sizeBytes
  let crc = 0
  let end: number | undefined
  for (let i = at; i < bytes.length; i++) {
    const wasEnd = crc === 0 && end === i
    crc = crc16Step(crc, bytes[i]!)
    // zeros behind an end change nothing; a later end is one too, made by chance out of what stands behind
    if (crc === 0 && !(wasEnd && bytes[i] === 0)) end = i + 1
    else if (wasEnd && crc === 0) return from + i
  }
  return end === undefined ? file.sizeBytes : from + end
}
