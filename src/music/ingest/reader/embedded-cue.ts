/**
 * CUE sheets within sound files: Vorbis comments of FLAC and Ogg, FLAC's own block, APEv2 tags. Sources: RFC 9639 §8.2, §8.6, §8.7;
 * RFC 3533 §6; Vorbis I §5; RFC 7845 §5.2; APEv2 specification.
 */
import type { SoundFile } from "../../audio/sound-file.ts"
import { type CueFault, type CueSheet, parseCue } from "./cue.ts"

const mostBytes = 2 ** 24 // of comments: what is longer is no sheet but a picture
const mostBlocks = 1024

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  String.fromCharCode(...bytes.subarray(0, text.length)) === text

/** The text of the comment CUESHEET, from behind the magic of the comments. */
const inComments = (bytes: Uint8Array): string | undefined => {
  const view = viewOf(bytes)
  const sizeAt = (at: number): number => at + 4 <= bytes.length ? view.getUint32(at, true) : Infinity
  let at = 4 + sizeAt(0)
  let left = sizeAt(at)
  at += 4
  for (; left > 0 && at + 4 <= bytes.length; left--) {
    const end = at + 4 + sizeAt(at)
    if (end > bytes.length) return undefined
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 13))
    if (name.toUpperCase() === "CUESHEET=") return new TextDecoder().decode(bytes.subarray(at + 13, end))
    at = end
  }
  return undefined
}

const trackBytes = 36
const indexBytes = 12

/** FLAC's own block, which has no names: all tracks are of this file. Undefined where it is cut short. */
const ofBlock = (bytes: Uint8Array, rateHz: number): CueSheet | undefined => {
  const found: Array<{ readonly number: number; readonly isAudio: boolean; readonly sec: number }> = []
  const view = viewOf(bytes)
  let at = 396
  for (let left = bytes[395] ?? 0; left > 0; left--) {
    if (at + trackBytes > bytes.length) return undefined
    const indices = bytes[at + 35]!
    const end = at + trackBytes + indices * indexBytes
    if (end > bytes.length) return undefined
    let gap = 0
    for (let index = at + trackBytes; index < end; index += indexBytes) {
      if (bytes[index + 8] === 1) gap = Number(view.getBigUint64(index))
    }
    const sec = (Number(view.getBigUint64(at)) + gap) / rateHz
    found.push({ number: bytes[at + 8]!, isAudio: (bytes[at + 21]! & 0x80) === 0, sec })
    at = end
  }
  const leadOut = found.pop() // the last one is where the disc ends
  if (leadOut === undefined || found.some(({ sec }, i) => !(sec < (found[i + 1]?.sec ?? Infinity)))) return undefined
  const tracks = found.flatMap(({ isAudio, number, sec }, i) => {
    const endSec = found[i + 1]?.sec ?? null
    return isAudio ? [{ file: "", number, title: null, performer: null, startSec: sec, endSec }] : []
  })
  return { album: null, performer: null, genre: null, year: null, tracks }
}

const inFlac = (file: SoundFile): CueSheet | CueFault | undefined => {
  let block: CueSheet | undefined
  let rateHz = 0
  let at = 4
  for (let left = mostBlocks; left > 0; left--) {
    const head = file.read(at, 4)
    if (head.length < 4) break
    const size = head[1]! * 65_536 + head[2]! * 256 + head[3]!
    const kind = head[0]! & 0x7f
    if (kind === 0) {
      const info = file.read(at + 4, 34)
      if (info.length === 34) rateHz = info[10]! * 4096 + info[11]! * 16 + (info[12]! >> 4)
    }
    if (kind === 4) {
      const text = inComments(file.read(at + 4, size))
      if (text !== undefined) return parseCue(text) // it has names, which the block has not
    }
    if (kind === 5 && rateHz > 0) block = ofBlock(file.read(at + 4, size), rateHz)
    if ((head[0]! & 0x80) !== 0) break
    at += 4 + size
  }
  return block
}

const pageBytes = 27

/** The second packet of an Ogg stream, which is its comments. */
const secondPacket = (file: SoundFile): Uint8Array | undefined => {
  const parts: Array<Uint8Array> = []
  let packet = 0
  for (let at = 0, taken = 0; taken < mostBytes;) {
    const head = file.read(at, pageBytes + 255)
    if (head.length < pageBytes || !startsWith(head, "OggS")) return undefined
    let from = at + pageBytes + head[26]!
    for (const length of head.subarray(pageBytes, pageBytes + head[26]!)) {
      if (packet === 1) parts.push(file.read(from, length))
      from += length
      taken += length
      if (length === 255) continue
      if (packet === 1) return Buffer.concat(parts)
      packet++
    }
    at = from
  }
  return undefined
}

const inOgg = (file: SoundFile): CueSheet | CueFault | undefined => {
  const packet = secondPacket(file)
  const magic = packet === undefined ? undefined : ["\x03vorbis", "OpusTags"].find((each) => startsWith(packet, each))
  const text = magic === undefined ? undefined : inComments(packet!.subarray(magic.length))
  return text === undefined ? undefined : parseCue(text)
}

const footerBytes = 32

/** The item Cuesheet of the APEv2 tag at the end, in front of an ID3v1 tag. */
const inApe = (file: SoundFile): CueSheet | CueFault | undefined => {
  const end = [file.sizeBytes, file.sizeBytes - 128].find((at) =>
    at >= footerBytes && startsWith(file.read(at - footerBytes, footerBytes), "APETAGEX")
  )
  if (end === undefined) return undefined
  const footer = file.read(end - footerBytes, footerBytes)
  const size = viewOf(footer).getUint32(12, true)
  if (size > mostBytes || size > end) return undefined
  const items = file.read(end - size, size - footerBytes)
  const view = viewOf(items)
  for (let at = 0; at + 8 < items.length;) {
    const length = view.getUint32(at, true)
    const nameEnd = items.indexOf(0, at + 8)
    if (nameEnd < 0 || nameEnd + 1 + length > items.length) return undefined
    if (String.fromCharCode(...items.subarray(at + 8, Math.min(nameEnd, at + 40))).toLowerCase() === "cuesheet") {
      return parseCue(new TextDecoder().decode(items.subarray(nameEnd + 1, nameEnd + 1 + length)))
    }
    at = nameEnd + 1 + length
  }
  return undefined
}

/** Extensions of files that may hold a sheet. */
export const cueHolders: ReadonlySet<string> = new Set("flac ogg oga opus ape wv tak tta mpc".split(" "))

/** The sheet that a file holds, or what is wrong with it; undefined where it holds none, whatever else it is. */
export const embeddedCue = (file: SoundFile): CueSheet | CueFault | undefined => {
  const head = file.read(0, 4)
  if (startsWith(head, "fLaC")) return inFlac(file)
  return startsWith(head, "OggS") ? inOgg(file) : inApe(file)
}
