/** Where the sound of a FLAC file ends when something stands behind it: a decoder takes that for a part of the last frame. */
import { crc16Step, frameHeadAt } from "./flac-header.ts"
import type { SoundFile } from "./sound-file.ts"

const lookedBytes = 1 << 22 // what stands behind the last frame is hardly longer
const mostFrameBytesAt = 15 // of STREAMINFO: 24 bits, 0 where unknown

/**
 * Bytes up to the end of the last frame, told by its checksum; the size of the file where no frame ends in it.
 * Source: RFC 9639 §9.3: the checksum of a frame and its own checksum is 0; §8.2: the most bytes of a frame.
 */
export const endOfFrames = (file: SoundFile): number => {
  const from = Math.max(0, file.sizeBytes - lookedBytes)
  const bytes = file.read(from, lookedBytes)
  let at = bytes.lastIndexOf(0xff)
  while (at > 0 && frameHeadAt(bytes, at) === undefined) at = bytes.lastIndexOf(0xff, at - 1)
  if (at < 0 || frameHeadAt(bytes, at) === undefined) return file.sizeBytes
  const [high = 0, middle = 0, low = 0] = file.read(mostFrameBytesAt, 3)
  const most = high * 65_536 + middle * 256 + low
  const last = most === 0 ? bytes.length : Math.min(bytes.length, at + most)
  let crc = 0
  let end: number | undefined
  for (let i = at; i < last; i++) {
    crc = crc16Step(crc, bytes[i]!)
    if (crc !== 0) continue
    end = i + 1 // a later end is one too: this one can be by chance
    // from here on zeros change nothing: one of them is the checksum's second byte, more stand behind
    while (bytes[i + 1] === 0) i++
    if (i === end) end = i + 1
  }
  return end === undefined ? file.sizeBytes : from + end
}
