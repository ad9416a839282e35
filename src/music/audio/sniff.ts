/** What a file holds, told by its first bytes and never by its name. */
import { findFrames, startsAdts, startsMpegAudio } from "./mpeg-frame.ts"
import { inMemory, type SoundFile } from "./sound-file.ts"

/** Containers and codecs that are recognised; `decode.ts` says which of them it can decode. */
export type SoundFormat =
  | "wav"
  | "w64"
  | "au"
  | "aiff"
  | "caf"
  | "flac"
  | "ogg"
  | "mp3"
  | "aac"
  | "mp4"
  | "webm"
  | "wma"
  | "amr"
  | "ac3"
  | "wavpack"
  | "musepack"
  | "ape"
  | "avi"
  | "tta"
  | "qoa"
  | "dsd"
  | "xm"
  | "it"
  | "s3m"
  | "mod"
  | "midi"

const signatures: ReadonlyArray<readonly [format: SoundFormat, offset: number, magic: string]> = [
  ["w64", 0, "riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0"],
  ["au", 0, ".snd"],
  ["aiff", 8, "AIFF"],
  ["aiff", 8, "AIFC"],
  ["caf", 0, "caff"],
  ["flac", 0, "fLaC"],
  ["ogg", 0, "OggS"],
  ["mp4", 4, "ftyp"],
  ["webm", 0, "\x1a\x45\xdf\xa3"],
  ["wma", 0, "\x30\x26\xb2\x75"],
  ["amr", 0, "#!AMR"],
  ["ac3", 0, "\x0b\x77"],
  ["wavpack", 0, "wvpk"],
  ["musepack", 0, "MPCK"],
  ["musepack", 0, "MP+"],
  ["ape", 0, "MAC "],
  ["avi", 8, "AVI "],
  ["tta", 0, "TTA1"],
  ["qoa", 0, "qoaf"],
  ["dsd", 0, "DSD "],
  ["dsd", 0, "FRM8"],
  ["xm", 0, "Extended Module: "],
  ["it", 0, "IMPM"],
  ["s3m", 44, "SCRM"],
  ["midi", 0, "MThd"]
]

/** Channel marks at byte 1080 of a ProTracker module and its descendants. */
const modMark = /^(M\.K\.|M!K!|FLT[48]|[4-8]CHN|[1-3]\dCH|OCTA|CD81)$/

/** A format and where its sound starts, in bytes. */
export interface Sniffed {
  readonly format: SoundFormat
  readonly offset: number
}

const windowBytes = 1 << 20
const junkBytes = 1 << 24 // what is looked through for a beginning: a damaged tag may hold a cover of many megabytes
const mostBeginningBytes = 1 << 14 // what has to be seen of one

/**
 * The format of `bytes` and where its sound starts, behind tags, zeros or junk; undefined when no known format begins there.
 */
export const sniff = (bytes: Uint8Array): Sniffed | undefined => sniffFile(inMemory(bytes))

/** The same of a file, of which 16 MiB are read at most, and one where its beginning is where it should be. */
export const sniffFile = (file: SoundFile): Sniffed | undefined => {
  const head = file.read(0, windowBytes)
  const plain = formatAt(head, 0)
  if (plain !== undefined) return { format: plain, offset: 0 }
  const start = behindTags(file)
  const bytes = start === 0 ? head : file.read(start, windowBytes)
  const here = formatAt(bytes, 0) ?? (startsAdts(bytes, 0) ? "aac" : startsMpegAudio(bytes, 0) ? "mp3" : undefined)
  if (here !== undefined) return { format: here, offset: start }
  return behindJunk(file, start) ?? (start === 0 ? undefined : behindJunk(file, 0)) // the tag's size may be what is wrong
}

/** The first beginning of a sound from `start` on. */
const behindJunk = (file: SoundFile, start: number): Sniffed | undefined => {
  for (let at = start; at < Math.min(file.sizeBytes, start + junkBytes); at += windowBytes) {
    const found = beginningIn(file.read(at, windowBytes + mostBeginningBytes))
    if (found !== undefined) return { format: found.format, offset: at + found.offset }
  }
  return undefined
}

/** The format whose signature stands at `at`. */
const formatAt = (bytes: Uint8Array, at: number): SoundFormat | undefined => {
  if (hasMagic(bytes, at + 8, "WAVE") && ["RIFF", "RIFX", "RF64", "BW64"].some((magic) => hasMagic(bytes, at, magic))) {
    return "wav"
  }
  const known = signatures.find(([, offset, magic]) => hasMagic(bytes, at + offset, magic))
  if (known !== undefined) return known[0]
  return modMark.test(String.fromCharCode(...bytes.subarray(at + 1080, at + 1084))) ? "mod" : undefined
}

const hasMagic = (bytes: Uint8Array, offset: number, magic: string): boolean => {
  for (let i = 0; i < magic.length; i++) if (bytes[offset + i] !== magic.charCodeAt(i)) return false
  return true
}

/**
 * Beginnings so long that none is there by chance. `at` is where they stand behind it. Sources: FLAC
 * format, STREAMINFO; RFC 3533 §6, first page; AIFF-C specification 1991; CAF specification; ISO 14496-12 §4.3.
 */
const longSignatures: ReadonlyArray<readonly [format: SoundFormat, magic: string, at?: number]> = [
  ["flac", "fLaC\0\0\0\x22"],
  ["flac", "fLaC\x80\0\0\x22"],
  ["ogg", "OggS\0\x02\0\0"],
  ["aiff", "AIFFCOMM\0\0\0\x12", 8],
  ["aiff", "AIFCFVER\0\0\0\x04", 8],
  ["caf", "caff\0\x01\0\0desc"],
  ["mp4", "ftypM4A ", 4],
  ["mp4", "ftypisom", 4],
  ["mp4", "ftypmp42", 4]
]

const beginningIn = (bytes: Uint8Array): Sniffed | undefined => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const found = longSignatures
    .map(([format, magic, at = 0]) => ({ format, offset: text.indexOf(magic, at, "latin1") - at }))
    .filter(({ offset }) => offset >= 0)
  const wave = text.indexOf("WAVEfmt ", 8, "latin1") - 8
  if (wave >= 0 && formatAt(bytes, wave) === "wav") found.push({ format: "wav", offset: wave })
  const [first] = found.sort((a, b) => a.offset - b.offset)
  return first ?? findFrames(bytes, 0)
}

const mostTagBytes = 1 << 28 // an ID3v2 size has 28 bits

/** Skips tags in front, however many, and zeros that some encoders leave behind them. */
const behindTags = (file: SoundFile): number => {
  let at = 0
  while (at < Math.min(file.sizeBytes, 4 * mostTagBytes)) {
    const tag = tagBytes(file.read(at, 32))
    const next = at + tag
    const zeros = withoutBoxSize(file.read(next, windowBytes))
    if (tag + zeros === 0) return at
    at = next + zeros
  }
  return at
}

/** Zeros in front of a sound; those with which the size of an MP4's first box begins are a part of it. */
const withoutBoxSize = (bytes: Uint8Array): number => {
  const zeros = zerosIn(bytes)
  const back = [1, 2, 3].find((count) => count <= zeros && formatAt(bytes, zeros - count) === "mp4")
  return zeros - (back ?? 0)
}

const zerosIn = (bytes: Uint8Array): number => {
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++
  return zeros
}

/** Bytes of the tag that `head` begins, or 0. Sources: id3.org, ID3v2.4 §3.1; APEv2 tag specification, header. */
const tagBytes = (head: Uint8Array): number => {
  if (hasMagic(head, 0, "ID3") && head.length >= 10) {
    const size = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + (head[i]! & 0x7f), 0)
    return 10 + size + ((head[5]! & 0x10) === 0 ? 0 : 10)
  }
  if (hasMagic(head, 0, "APETAGEX") && head.length === 32) {
    return 32 + new DataView(head.buffer, head.byteOffset).getUint32(12, true)
  }
  if (hasMagic(head, 0, "TAG") && head.length === 32) return 128 // ID3v1 of a file that this one was joined to
  return 0
}
