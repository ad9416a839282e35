/** Core Audio files: where their samples lie, and their tables in front of the sound. Source: Apple, CAF specification 1.0. */
import { fourLetters } from "./four-letters.ts"
import type { PcmEncoding } from "./pcm.ts"
import type { FoundPcm } from "./sound-blocks.ts"
import { inMemory, joined, partOf, type SoundFile } from "./sound-file.ts"

const fileHeadBytes = 8
const chunkHeadBytes = 12
const editCountBytes = 4 // in front of the samples

interface Chunk {
  readonly id: string
  readonly at: number
  /** As the chunk's head says. */
  readonly declared: number
  /** Of what follows the chunk's head, as far as the file goes. */
  readonly sizeBytes: number
}

/** The chunks, each read when it is asked for: in sound without a size every few bytes may look like one. */
function* chunksOf(file: SoundFile): Generator<Chunk> {
  for (let at = fileHeadBytes; at + chunkHeadBytes <= file.sizeBytes;) {
    const head = file.read(at, chunkHeadBytes)
    const declared = Number(new DataView(head.buffer, head.byteOffset, head.length).getBigInt64(4))
    const rest = file.sizeBytes - at - chunkHeadBytes
    const sizeBytes = declared < 0 ? rest : Math.min(declared, rest) // −1: up to the end
    yield { id: fourLetters(head), at, declared, sizeBytes }
    at += chunkHeadBytes + sizeBytes
  }
}

const encodingOf = (format: string, bits: number, isFloat: boolean): PcmEncoding | undefined => {
  if (format === "ulaw") return "mulaw"
  if (format === "alaw") return "alaw"
  if (format !== "lpcm") return undefined
  if (isFloat) return bits === 32 ? "f32" : bits === 64 ? "f64" : undefined
  return bits % 8 === 0 ? (["s8", "s16", "s24", "s32"] as const)[bits / 8 - 1] : undefined
}

/** The samples of a CAF file; undefined where it holds something else than plain ones. */
export const findCafSound = (file: SoundFile): FoundPcm | undefined => {
  const chunks = [...chunksOf(file)]
  const described = chunks.find(({ id, sizeBytes }) => id === "desc" && sizeBytes >= 32)
  const data = chunks.find(({ id, sizeBytes }) => id === "data" && sizeBytes > editCountBytes)
  if (described === undefined || data === undefined) return undefined
  const bytes = file.read(described.at + chunkHeadBytes, 32)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const flags = view.getUint32(12)
  const channels = view.getUint32(24)
  const encoding = encodingOf(fourLetters(bytes, 8), view.getUint32(28), (flags & 1) !== 0)
  if (encoding === undefined || channels === 0) return undefined
  return {
    sampleRateHz: Math.round(view.getFloat64(0)),
    layout: {
      encoding,
      channels,
      littleEndian: (flags & 2) !== 0,
      offsetBytes: data.at + chunkHeadBytes + editCountBytes,
      sizeBytes: data.sizeBytes - editCountBytes
    }
  }
}

/**
 * The same file, its sound up to the end where its size is 0, as programs leave it that were stopped; any other as it is, for a
 * size of -1, which means that too, is understood. Source: the same, "Audio Data Chunk".
 */
export const withTrueSize = (file: SoundFile): SoundFile => {
  for (const { at, declared, id } of chunksOf(file)) {
    if (id !== "data") continue
    if (declared < 0 || declared > editCountBytes) return file
    const open = Uint8Array.from(file.read(at, chunkHeadBytes)).fill(0xff, 4)
    return joined([partOf(file, 0, at), inMemory(open), partOf(file, at + chunkHeadBytes)])
  }
  return file
}

/** The same file with its sound behind all tables, which who reads it as it comes needs first; one in that order as it is. */
export const cafTablesFirst = (file: SoundFile): SoundFile => {
  const chunks = [...chunksOf(file)]
  const data = chunks.find(({ id }) => id === "data")
  if (data === undefined || data === chunks.at(-1)) return file
  const part = ({ at, sizeBytes }: Chunk): SoundFile => partOf(file, at, chunkHeadBytes + sizeBytes)
  const others = chunks.filter(({ id }) => id !== "data").map(part)
  return joined([inMemory(Uint8Array.from(file.read(0, fileHeadBytes))), ...others, part(data)])
}
