/** Where the samples of an AIFF file lie: it is read as it comes, however long. Sources: AIFF 1989; AIFF-C draft 1991. */
import { aiffChunks, chunkHeadBytes, soundHeadBytes } from "./aiff-chunks.ts"
import { fourLetters } from "./four-letters.ts"
import type { PcmEncoding } from "./pcm.ts"
import type { FoundPcm } from "./sound-blocks.ts"
import { inMemory, joined, partOf, type SoundFile } from "./sound-file.ts"

const readBytes = 32 // of a chunk: all that is asked for stands there

/** A number of 80 bits, as rates are written. */
const extended = (view: DataView, at: number): number => {
  const exponent = (view.getUint16(at) & 0x7fff) - 16_383 - 63
  return (view.getUint32(at + 2) * 2 ** 32 + view.getUint32(at + 6)) * 2 ** exponent
}

// 12 bits stand in the upper ones of 16
const whole = (bits: number): PcmEncoding | undefined => (["s8", "s16", "s24", "s32"] as const)[Math.ceil(bits / 8) - 1]

/** How samples are written, by the compression of an AIFF-C and the bits of one; undefined for what is no PCM. */
const encodingOf = (compression: string, bits: number): readonly [PcmEncoding | undefined, isLittle: boolean] => {
  switch (compression.toLowerCase()) {
    case "none":
    case "twos":
      return [whole(bits), false]
    case "sowt":
      return [whole(bits), true]
    case "raw ":
      return [bits <= 8 ? "u8" : undefined, false]
    case "in24":
      return ["s24", false]
    case "42ni":
      return ["s24", true]
    case "in32":
      return ["s32", false]
    case "23ni":
      return ["s32", true]
    case "fl32":
      return ["f32", false]
    case "fl64":
      return ["f64", false]
    case "alaw":
      return ["alaw", false]
    case "ulaw":
      return ["mulaw", false]
    default:
      return [undefined, false]
  }
}

interface Chunks {
  common?: DataView
  sound?: { readonly at: number; readonly sizeBytes: number }
}

/** The chunk that describes the sound and the one that holds it, in either order. */
const chunksOf = (file: SoundFile): Chunks => {
  const found: Chunks = {}
  for (const { at, id, sizeBytes } of aiffChunks(file)) {
    const bytes = file.read(at + chunkHeadBytes, Math.min(sizeBytes, readBytes))
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    if (id === "COMM" && sizeBytes >= 18) found.common = view
    if (id === "SSND" && sizeBytes >= soundHeadBytes) {
      const start = soundHeadBytes + Math.min(view.getUint32(0), sizeBytes - soundHeadBytes)
      found.sound = { at: at + chunkHeadBytes + start, sizeBytes: sizeBytes - start }
    }
    if (found.common !== undefined && found.sound !== undefined) break
  }
  return found
}

const compressionOf = (file: SoundFile, common: DataView): string =>
  fourLetters(file.read(8, 4)) === "AIFC" && common.byteLength >= 22
    ? fourLetters(new Uint8Array(common.buffer, common.byteOffset), 18)
    : "NONE"

/** The samples of an AIFF or AIFF-C file; undefined where it holds something else than plain ones. */
export const findAiffSound = (file: SoundFile): FoundPcm | undefined => {
  const { common, sound } = chunksOf(file)
  if (common === undefined || sound === undefined) return undefined
  const channels = common.getUint16(0)
  const [encoding, littleEndian] = encodingOf(compressionOf(file, common), common.getUint16(6))
  const sampleRateHz = Math.round(extended(common, 8)) // old Macintosh files say 22254.5454… Hz
  if (encoding === undefined || channels === 0) return undefined
  const layout = { encoding, channels, littleEndian, offsetBytes: sound.at, sizeBytes: sound.sizeBytes }
  return { layout, sampleRateHz }
}

/**
 * AIFF-C of IMA 4:1 as CAF, which has the same packets: the package for AIFF takes their nibbles in the wrong order. Any other
 * file as it is. Source: Apple, QuickTime File Format, IMA 4:1; Core Audio Format specification.
 */
export const imaAsCaf = (file: SoundFile): SoundFile | undefined => {
  const { common, sound } = chunksOf(file)
  if (common === undefined || sound === undefined || compressionOf(file, common) !== "ima4") return undefined
  const channels = common.getUint16(0)
  const head = Buffer.alloc(68)
  head.write("caff\0\x01\0\0desc", 0, "latin1")
  head.writeBigUInt64BE(32n, 12)
  head.writeDoubleBE(Math.round(extended(common, 8)), 20)
  head.write("ima4", 28, "latin1")
  head.writeUInt32BE(34 * channels, 36)
  head.writeUInt32BE(64, 40)
  head.writeUInt32BE(channels, 44)
  head.write("data", 52, "latin1")
  head.writeBigUInt64BE(BigInt(4 + sound.sizeBytes), 56)
  return joined([inMemory(head), partOf(file, sound.at, sound.sizeBytes)])
}
