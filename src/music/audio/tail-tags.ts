/** Tags behind the sound: ID3v1 and its extension, APEv2, Lyrics3. Sources: id3.org; APEv2 specification; Lyrics3 v2.00. */
import type { SoundFile } from "./sound-file.ts"

const text = (file: SoundFile, at: number, count: number): string =>
  at < 0 ? "" : String.fromCharCode(...file.read(at, count))

const number = (file: SoundFile, at: number): number => {
  const bytes = file.read(at, 4)
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0, true)
}

/** Bytes of the tag that ends at `end`, or 0. */
const tagBefore = (file: SoundFile, end: number): number => {
  if (text(file, end - 128, 3) === "TAG") return text(file, end - 355, 4) === "TAG+" ? 355 : 128
  if (text(file, end - 32, 8) === "APETAGEX") {
    const hasHeader = (number(file, end - 12) & 0x8000_0000) !== 0
    return number(file, end - 20) + (hasHeader ? 32 : 0) // its size counts the footer, not the header
  }
  if (text(file, end - 9, 9) === "LYRICS200") {
    const size = text(file, end - 15, 6)
    return /^\d{6}$/.test(size) ? Number(size) + 15 : 0
  }
  return 0
}

/** Where the tags behind a sound begin, however many there are; a size that leads out of the file is none. */
export const endBeforeTags = (file: SoundFile): number => {
  let end = file.sizeBytes
  for (let tag = tagBefore(file, end); tag > 0 && tag < end; tag = tagBefore(file, end)) end -= tag
  return end
}
