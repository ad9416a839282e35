/** Frames of MPEG audio and of AAC in ADTS: told from bytes that only look like one. Next: sniff.ts. */

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

/** Bytes of the ADTS frame at `at`, or 0: twelve sync bits, layer 0, a rate, a length. Source: ISO 13818-7 §6.2. */
const adtsFrameBytes = (bytes: Uint8Array, at: number): number => {
  if (at + 7 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xf6) !== 0xf0) return 0
  const frameBytes = ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5)
  return frameBytes > 7 ? frameBytes : 0
}

/** ADTS: the next frame stands where the length field says, or the file ends. */
export const startsAdts = (bytes: Uint8Array, at: number): boolean => {
  const next = at + adtsFrameBytes(bytes, at)
  return next > at && (next + 1 >= bytes.length || (bytes[next] === 0xff && (bytes[next + 1]! & 0xf6) === 0xf0))
}

/** One valid header is common in text and pictures: a second one must follow where the first says, or the file ends. */
export const startsMpegAudio = (bytes: Uint8Array, at: number): boolean => {
  const frameBytes = mpegFrameBytes(bytes, at)
  if (frameBytes === 0) return false
  return at + frameBytes + 4 > bytes.length || mpegFrameBytes(bytes, at + frameBytes) > 0
}

/** What says that two frames are of one stream: version, layer and rate. */
const kinOf = (bytes: Uint8Array, at: number): number => (bytes[at + 1]! & 0x1e) << 8 | (bytes[at + 2]! & 0x0c)

const chain = 4 // frames: in a mebibyte of noise, two stand in a row once in 256 times, four once in 10¹²

/** Whether frames of one stream follow each other from `at`: four, or at least two up to the end of the bytes. */
const isChain = (bytes: Uint8Array, at: number, frameBytes: typeof mpegFrameBytes): boolean => {
  let next = at
  for (let frames = 0; frames < chain; frames++) {
    if (frames >= 2 && (next === bytes.length || isTagAt(bytes, next))) return true
    const size = frameBytes(bytes, next)
    if (size === 0 || kinOf(bytes, next) !== kinOf(bytes, at)) return false
    next += size
  }
  return true
}

/** Bytes of the MPEG audio frame whose header stands at `at`, 0 where none does. */
export const frameBytesAt = mpegFrameBytes

/** Version, layer and rate of `count` MPEG frames that follow each other from `at`, as one number; undefined where they do not. */
export const chainKind = (bytes: Uint8Array, at: number, count: number): number | undefined => {
  let next = at
  for (let frames = 0; frames < count; frames++) {
    const size = mpegFrameBytes(bytes, next)
    if (size === 0 || kinOf(bytes, next) !== kinOf(bytes, at)) return undefined
    next += size
  }
  return kinOf(bytes, at)
}

const isTagAt = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x54 && bytes[at + 1] === 0x41 && bytes[at + 2] === 0x47 // "TAG": ID3v1 stands at the end

/** Where, behind bytes that are something else, the first frames stand whose successors follow in their places. */
export const findFrames = (
  bytes: Uint8Array,
  from: number
): { readonly format: "mp3" | "aac"; readonly offset: number } | undefined => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (isChain(bytes, at, mpegFrameBytes)) return { format: "mp3", offset: at }
    if (isChain(bytes, at, adtsFrameBytes)) return { format: "aac", offset: at }
  }
  return undefined
}
