/** A long FLAC file as many short ones, so that a decoder of whole files holds little of it. Next: codecs.ts. */
import { type FrameHead, frameHeadAt, inFull, isIntact } from "./flac-header.ts"
import { partOf, type SoundFile } from "./sound-file.ts"

const headBytes = 42 // "fLaC", one block header, STREAMINFO

/** What STREAMINFO says. Source: RFC 9639 §8.2. */
interface StreamInfo {
  readonly bytes: Uint8Array
  readonly channels: number
  /** 0 where it is unknown. */
  readonly samples: number
  readonly rateHz: number
  /** Bits of a sample. */
  readonly bits: number
  /** Behind all metadata. */
  readonly soundAt: number
  /** Whether frames leave out what is said in the head. */
  readonly isDeferred: boolean
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
    rateHz: bytes[18]! * 4096 + bytes[19]! * 16 + (bytes[20]! >> 4),
    bits: ((bytes[20]! & 1) << 4 | bytes[21]! >> 4) + 1,
    soundAt,
    isDeferred: frameHeadAt(file.read(soundAt, 32), 0)?.isShort === true
  }
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

/** Frames that are as their checksums say; all of them where none is, for the decoder to judge. */
const intact = (frames: ReadonlyArray<Uint8Array>): ReadonlyArray<Uint8Array> => {
  const found = frames.filter(isIntact)
  return found.length === 0 ? frames : found
}

/**
 * Complete small FLAC files that make up one file, each of about a mebibyte; frames are told by their checksums and
 * their numbers, and damaged ones left out: a decoder ends at the first. Throws an Error where no frame follows the last one in
 * its place and none later.
 */
export function* flacGroups(file: SoundFile, info: StreamInfo): Generator<Uint8Array> {
  const rest = partOf(file, info.soundAt)
  for (let start = 0; start < rest.sizeBytes;) {
    const bytes = rest.read(start, 2 * groupBytes)
    const isLast = start + bytes.length >= rest.sizeBytes
    const { end, frames } = groupWithin(bytes, isLast)
    const kept = intact(frames)
    const heads = kept.map((frame) => frameHeadAt(frame, 0)!)
    const isAsItWas = !info.isDeferred && kept.length === frames.length
    const sound = isAsItWas
      ? bytes.subarray(0, end)
      : Buffer.concat(info.isDeferred ? kept.map((frame, i) => inFull(frame, heads[i]!, info)) : kept)
    yield groupOf(info, sound, heads.reduce((sum, { samples }) => sum + samples, 0))
    start += end
  }
}

const mostLost = 1 << 24 // frames or samples: a number further on was made by chance

interface Group {
  readonly end: number
  readonly frames: ReadonlyArray<Uint8Array>
}

/** The whole frames that `bytes` begins with, and where they end; over a damaged place, to the next frame. */
const groupWithin = (bytes: Uint8Array, isLast: boolean): Group => {
  let last = frameHeadAt(bytes, 0)
  if (last === undefined) throw new Error("no frame stands where one is due")
  let end = 0 // of the frames before `last`
  let samples = 0
  let later = 0 // where a frame stands, should none stand in its place
  const frames: Array<Uint8Array> = []
  for (let at = bytes.indexOf(0xff, 1); at > 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = frameHeadAt(bytes, at)
    if (next === undefined) continue
    if (!follows(next, last)) {
      if (later === 0 && next.number > last.number && next.number < last.number + mostLost) later = at
      continue
    }
    samples += last.samples
    frames.push(bytes.subarray(end, at))
    end = at
    later = 0
    last = next
    if (end >= groupBytes || samples >= groupSamples) return { end, frames }
  }
  if (isLast && later === 0) {
    return { end: bytes.length, frames: [...frames, bytes.subarray(end)] }
  }
  if (end > 0) return { end, frames }
  if (later === 0) throw new Error("a frame does not end")
  return { end: later, frames: [bytes.subarray(0, later)] }
}
