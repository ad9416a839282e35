/** A long FLAC file as many short ones, so that a decoder of whole files holds little of it. Next: codecs.ts. */
import { partOf, type SoundFile } from "./sound-file.ts"

const headBytes = 42 // "fLaC", one block header, STREAMINFO

/** What STREAMINFO says. Source: RFC 9639 §8.2. */
interface StreamInfo {
  readonly bytes: Uint8Array
  readonly channels: number
  /** 0 where it is unknown. */
  readonly samples: number
  /** Behind all metadata. */
  readonly soundAt: number
}

/** The head of a FLAC file, or undefined where it is not intact. */
export const readStreamInfo = (file: SoundFile): StreamInfo | undefined => {
  const bytes = file.read(0, headBytes)
  if (bytes.length < headBytes || (bytes[4]! & 0x7f) !== 0 || bytes[7] !== 34) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let soundAt = 4
  for (let isLast = false; !isLast;) {
    const head = file.read(soundAt, 4)
    if (head.length < 4) return undefined
    isLast = (head[0]! & 0x80) !== 0
    soundAt += 4 + head[1]! * 65_536 + head[2]! * 256 + head[3]!
  }
  return {
    bytes: Uint8Array.from(bytes),
    channels: ((bytes[20]! >> 1) & 7) + 1,
    samples: (bytes[21]! & 15) * 2 ** 32 + view.getUint32(22),
    soundAt
  }
}

const blockSizes = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768]

const crc8 = (bytes: Uint8Array, from: number, to: number): number => {
  let crc = 0
  for (let i = from; i < to; i++) {
    crc ^= bytes[i]!
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x80) === 0 ? crc << 1 & 0xff : (crc << 1 ^ 7) & 0xff
  }
  return crc
}

interface FrameHead {
  readonly samples: number
  /** The number of the frame, or of its first sample where sizes vary. */
  readonly number: number
  readonly isVariable: boolean
}

/** The frame header at `at` whose checksum holds. Source: RFC 9639 §9.1. */
const frameHeadAt = (bytes: Uint8Array, at: number): FrameHead | undefined => {
  if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xfe) !== 0xf8) return undefined
  const [sizeCode, rateCode] = [bytes[at + 2]! >> 4, bytes[at + 2]! & 15]
  if (sizeCode === 0 || rateCode === 15 || (bytes[at + 3]! & 1) !== 0) return undefined
  const lead = bytes[at + 4]!
  const more = lead < 0x80 ? 0 : Math.clz32(~(lead << 24)) - 1 // bytes that continue the number, as in UTF-8
  if (more > 6 || (lead >= 0x80 && more === 0)) return undefined
  let number = lead < 0x80 ? lead : lead & (0x3f >> more)
  for (let i = 1; i <= more; i++) number = number * 64 + (bytes[at + 4 + i]! & 0x3f)
  const sizeAt = at + 5 + more
  const sizeBytes = sizeCode === 6 ? 1 : sizeCode === 7 ? 2 : 0
  const end = sizeAt + sizeBytes + (rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0)
  if (crc8(bytes, at, end) !== bytes[end]) return undefined
  const samples = sizeBytes === 0
    ? blockSizes[sizeCode]!
    : (sizeBytes === 1 ? bytes[sizeAt]! : bytes[sizeAt]! * 256 + bytes[sizeAt + 1]!) + 1
  return { samples, number, isVariable: (bytes[at + 1]! & 1) === 1 }
}

const follows = (next: FrameHead, last: FrameHead): boolean =>
  next.isVariable === last.isVariable && next.number === last.number + (last.isVariable ? last.samples : 1)

const groupBytes = 1 << 20
const groupSamples = 1 << 20

/** A file of its own of whole frames: the head says how many samples follow. */
const groupOf = ({ bytes: head }: StreamInfo, frames: Uint8Array, samples: number): Uint8Array => {
  const group = new Uint8Array(headBytes + frames.length)
  group.set(head)
  group[4] = 0x80 // STREAMINFO is the only metadata
  group[21] = (group[21]! & 0xf0) | Math.floor(samples / 2 ** 32)
  new DataView(group.buffer).setUint32(22, samples % 2 ** 32)
  group.fill(0, 26, 42) // no digest of the whole
  group.set(frames, headBytes)
  return group
}

/**
 * Complete small FLAC files that make up a long one, each of about a mebibyte; frames are told by their checksums and
 * their numbers. Throws an Error where no frame follows the last one in its place: the file is damaged there.
 */
export function* flacGroups(file: SoundFile, info: StreamInfo): Generator<Uint8Array> {
  const sound = partOf(file, info.soundAt)
  for (let start = 0; start < sound.sizeBytes;) {
    const bytes = sound.read(start, 2 * groupBytes)
    const isLast = start + bytes.length >= sound.sizeBytes
    const { end, samples } = groupWithin(bytes, isLast)
    yield groupOf(info, bytes.subarray(0, end), samples)
    start += end
  }
}

const mostLost = 1 << 24 // frames or samples: a number further on was made by chance

/** How many bytes of whole frames `bytes` begins with, and their samples; over a damaged place, to the next frame. */
const groupWithin = (bytes: Uint8Array, isLast: boolean) => {
  let last = frameHeadAt(bytes, 0)
  if (last === undefined) throw new Error("no frame stands where one is due")
  let end = 0 // of the frames before `last`
  let samples = 0
  let later = 0 // where a frame stands, should none stand in its place
  for (let at = bytes.indexOf(0xff, 1); at > 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = frameHeadAt(bytes, at)
    if (next === undefined) continue
    if (!follows(next, last)) {
      if (later === 0 && next.number > last.number && next.number < last.number + mostLost) later = at
      continue
    }
    samples += last.samples
    end = at
    later = 0
    last = next
    if (end >= groupBytes || samples >= groupSamples) return { end, samples }
  }
  if (isLast && later === 0) return { end: bytes.length, samples: samples + last.samples }
  if (end > 0) return { end, samples }
  if (later === 0) throw new Error("a frame does not end")
  return { end: later, samples: last.samples }
}
