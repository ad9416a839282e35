/** Chunks of WAV files, whose sizes may be wrong, and of Wave64. Next: wav.ts. */
import { fourLetters } from "./four-letters.ts"
import type { SoundFile } from "./sound-file.ts"
import { endBeforeTags } from "./tail-tags.ts"

const unknownSize = 0xffffffff // written by programs that stream to a pipe

/** The format as it stands in the file, and where the sound is; each absent where it is not found. */
export interface Chunks {
  format?: DataView
  data?: { readonly offset: number; readonly size: number; readonly declared: number }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const formatBytes = { least: 14, most: 64 } // 14: the bits of a sample follow from those of a frame

const isFound = (found: Chunks): boolean => found.format !== undefined && (found.data?.size ?? 0) > 0

/** Chunks of RIFF, RIFX, RF64 and BW64, of which only the heads are read. */
export const riffChunks = (file: SoundFile, littleEndian: boolean): Chunks => {
  const found: Chunks = {}
  let wholeSize: number | undefined // of the data, as an RF64 file tells it apart
  let at = 12
  while (at + 8 <= file.sizeBytes && !isFound(found)) {
    const head = file.read(at, 8 + formatBytes.most)
    if (head.length < 8) break
    const view = viewOf(head)
    const id = fourLetters(head)
    const declared = view.getUint32(4, littleEndian)
    const offset = at + 8
    const rest = file.sizeBytes - offset
    const isOpen = id === "data" && (declared === unknownSize || (declared === 0 && !startsChunk(file, offset)))
    const size = Math.min(isOpen ? wholeSize ?? endOfSound(file, offset, littleEndian) - offset : declared, rest)
    if (id === "ds64" && head.length >= 24) wholeSize = Number(view.getBigUint64(16, littleEndian)) || undefined
    if (id === "fmt " && size >= formatBytes.least) {
      found.format = new DataView(head.buffer, head.byteOffset + 8, Math.min(size, head.length - 8))
    }
    if (id === "data") found.data = { offset, size, declared }
    at = offset + size + (size % 2 === 1 && !startsChunk(file, offset + size) ? 1 : 0)
  }
  return found
}

const chunkIds = new Set(
  ["fmt ", "data", "LIST", "fact", "bext", "cue ", "smpl", "inst", "PEAK", "iXML", "id3 ", "ID3 ", "JUNK", "junk"]
)

/** Whether a known chunk begins here: some writers leave out the pad byte after an odd chunk. */
const startsChunk = (file: SoundFile, at: number): boolean => chunkIds.has(fourLetters(file.read(at, 4)))

const tailBytes = 1 << 16

/** Where sound without a size ends: before the tags and chunks that fill the file's end to the byte. */
const endOfSound = (file: SoundFile, offset: number, littleEndian: boolean): number => {
  let end = Math.max(offset, endBeforeTags(file))
  const from = Math.max(offset, end - tailBytes)
  const tail = file.read(from, end - from)
  for (let at = tail.length - 8; at >= 0; at--) {
    if (!chunkIds.has(fourLetters(tail, at))) continue
    const size = viewOf(tail).getUint32(at + 4, littleEndian)
    const past = end - (from + at + 8 + size)
    if (past === 0 || (past === 1 && size % 2 === 1)) end = from + at
  }
  return end
}

const guidBytes = 16
const guidRest = "\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a" // behind the four letters of every chunk but "riff"

/** Chunks of Wave64, whose sizes have 64 bits and count the chunk's head. Source: Sonic Foundry, Wave64 file format. */
export const wave64Chunks = (file: SoundFile): Chunks => {
  const found: Chunks = {}
  let at = guidBytes + 8 + guidBytes // "riff", its size, "wave"
  while (at + guidBytes + 8 <= file.sizeBytes && !isFound(found)) {
    const head = file.read(at, guidBytes + 8 + formatBytes.most)
    if (String.fromCharCode(...head.subarray(4, guidBytes)) !== guidRest) break
    const id = fourLetters(head)
    const offset = at + guidBytes + 8
    const rest = file.sizeBytes - offset
    const declared = Number(viewOf(head).getBigUint64(guidBytes, true)) - guidBytes - 8
    const size = id === "data" && declared <= 0 ? rest : Math.min(Math.max(0, declared), rest)
    if (id === "fmt " && size >= formatBytes.least) {
      found.format = new DataView(head.buffer, head.byteOffset + guidBytes + 8, Math.min(size, formatBytes.most))
    }
    if (id === "data") found.data = { offset, size, declared: Math.max(0, declared) }
    at = offset + size + (8 - size % 8) % 8
  }
  return found
}
