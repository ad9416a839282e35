/** What a file holds, told by its first bytes and never by its name. */

/** Containers and codecs that are recognised; `decode.ts` says which of them it can decode. */
export type SoundFormat =
  | "wav"
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

/**
 * The format of `bytes` and where its sound starts, or undefined when no known format begins there.
 *
 * @example
 * ```ts
 * import { encodeWav16, sniff } from "partita/audio"
 * sniff(encodeWav16(new Float32Array(8), 22050))?.format // → "wav"
 * sniff(new TextEncoder().encode("words")) // → undefined
 * ```
 */
export const sniff = (bytes: Uint8Array): { readonly format: SoundFormat; readonly offset: number } | undefined => {
  if (hasMagic(bytes, 8, "WAVE") && ["RIFF", "RIFX", "RF64"].some((magic) => hasMagic(bytes, 0, magic))) {
    return { format: "wav", offset: 0 }
  }
  const known = signatures.find(([, offset, magic]) => hasMagic(bytes, offset, magic))
  if (known !== undefined) return { format: known[0], offset: 0 }
  if (modMark.test(String.fromCharCode(...bytes.subarray(1080, 1084)))) return { format: "mod", offset: 0 }
  const offset = afterTagAndZeros(bytes)
  if (offset > 0) {
    const tagged = signatures.find(([format, at, magic]) =>
      (format === "flac" || format === "tta") && hasMagic(bytes, offset + at, magic)
    )
    if (tagged !== undefined) return { format: tagged[0], offset }
  }
  if (startsAdts(bytes, offset)) return { format: "aac", offset }
  return startsMpegAudio(bytes, offset) ? { format: "mp3", offset } : undefined
}

const hasMagic = (bytes: Uint8Array, offset: number, magic: string): boolean => {
  for (let i = 0; i < magic.length; i++) if (bytes[offset + i] !== magic.charCodeAt(i)) return false
  return true
}

/** Skips an ID3v2 tag and the zeros some encoders leave behind it. Source: id3.org, ID3v2.4 §3.1. */
const afterTagAndZeros = (bytes: Uint8Array): number => {
  let at = 0
  if (hasMagic(bytes, 0, "ID3") && bytes.length >= 10) {
    const size = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + (bytes[i]! & 0x7f), 0)
    at = 10 + size + ((bytes[5]! & 0x10) === 0 ? 0 : 10)
  }
  while (at < bytes.length && bytes[at] === 0) at++
  return at
}

/** ADTS: twelve sync bits, layer 0, and the next frame where the length field says. Source: ISO 13818-7 §6.2. */
const startsAdts = (bytes: Uint8Array, at: number): boolean => {
  if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xf6) !== 0xf0 || at + 7 > bytes.length) return false
  const frameBytes = ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5)
  const next = at + frameBytes
  return frameBytes > 7 && (next + 1 >= bytes.length || (bytes[next] === 0xff && (bytes[next + 1]! & 0xf6) === 0xf0))
}

const mpegRatesHz = [44100, 48000, 32000]
const mpegKbps = { // by layer, index 1 … 14; ISO 11172-3 §2.4.2.3 and ISO 13818-3 for the lower rates
  full: [
    [],
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448]
  ],
  low: [
    [],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256]
  ]
} as const

/** Bytes of the MPEG audio frame at `at`, or 0 when its header is not one. The layer code is 1 for III, 3 for I. */
const mpegFrameBytes = (bytes: Uint8Array, at: number): number => {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe0) !== 0xe0) return 0
  const version = (bytes[at + 1]! >> 3) & 3 // 3 is MPEG 1, 2 is MPEG 2, 0 is 2.5
  const layer = (bytes[at + 1]! >> 1) & 3
  const rateHz = mpegRatesHz[(bytes[at + 2]! >> 2) & 3]
  const kbps = mpegKbps[version === 3 ? "full" : "low"][layer as 0 | 1 | 2 | 3][(bytes[at + 2]! >> 4) - 1]
  if (version === 1 || rateHz === undefined || kbps === undefined) return 0
  const hz = version === 3 ? rateHz : version === 2 ? rateHz / 2 : rateHz / 4
  const padding = (bytes[at + 2]! >> 1) & 1
  if (layer === 3) return (Math.floor((12_000 * kbps) / hz) + padding) * 4
  return Math.floor(((layer === 1 && version !== 3 ? 72_000 : 144_000) * kbps) / hz) + padding
}

/** One valid header is common in text and pictures: a second one must follow where the first says, or the file ends. */
const startsMpegAudio = (bytes: Uint8Array, at: number): boolean => {
  const frameBytes = mpegFrameBytes(bytes, at)
  if (frameBytes === 0) return false
  return at + frameBytes + 4 > bytes.length || mpegFrameBytes(bytes, at + frameBytes) > 0
}
