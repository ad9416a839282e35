/** Headers of FLAC frames: read, and written out in full where they refer to the file's head. Next: flac-frames.ts. */

const blockSizes = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768]
const ratesHz = [0, 88_200, 176_400, 192_000, 8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000]
const depths = [0, 8, 12, -1, 16, 20, 24, 32] // bits of a sample; −1 is reserved

const crc8 = (bytes: Uint8Array, from: number, to: number): number => {
  let crc = 0
  for (let i = from; i < to; i++) {
    crc ^= bytes[i]!
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x80) === 0 ? crc << 1 & 0xff : (crc << 1 ^ 7) & 0xff
  }
  return crc
}

const crc16Table = /*#__PURE__*/ Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 & 0xffff : (crc << 1 ^ 0x8005) & 0xffff
  return crc
})

/** The checksum of a frame with one more byte. */
export const crc16Step = (before: number, byte: number): number =>
  (before << 8 & 0xffff) ^ crc16Table[(before >> 8) ^ byte]!

/** The checksum of so many bytes: 0 of a whole frame. Source: RFC 9639 §9.3. */
const crc16 = (bytes: Uint8Array, to: number): number => {
  let crc = 0
  for (let i = 0; i < to; i++) crc = crc16Step(crc, bytes[i]!)
  return crc
}

/** Whether a whole frame is as its checksum says. Source: RFC 9639 §9.3. */
export const isIntact = (frame: Uint8Array): boolean => crc16(frame, frame.length) === 0

/** What a frame says of itself. */
export interface FrameHead {
  readonly samples: number
  /** The number of the frame, or of its first sample where sizes vary. */
  readonly number: number
  readonly isVariable: boolean
  /** Whether its rate or its depth is the one of STREAMINFO. */
  readonly isShort: boolean
  /** Bytes of the header, its checksum among them. */
  readonly sizeBytes: number
}

/** The frame header at `at` whose checksum holds. Source: RFC 9639 §9.1. */
export const frameHeadAt = (bytes: Uint8Array, at: number): FrameHead | undefined => {
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
  const isShort = rateCode === 0 || (bytes[at + 3]! & 14) === 0
  return { samples, number, isVariable: (bytes[at + 1]! & 1) === 1, isShort, sizeBytes: end + 1 - at }
}

/** The code of a rate, and the bytes it puts behind the header. */
const rateField = (hz: number): readonly [code: number, ...bytes: ReadonlyArray<number>] => {
  const known = ratesHz.indexOf(hz)
  if (known > 0) return [known]
  if (hz % 1000 === 0 && hz < 256_000) return [12, hz / 1000]
  if (hz < 65_536) return [13, hz >> 8, hz & 255]
  return hz % 10 === 0 ? [14, hz / 10 >> 8, hz / 10 & 255] : [0]
}

/** A whole frame that says its rate and depth itself, where a header can: decoders of frames alone need both. */
export const inFull = (
  frame: Uint8Array,
  head: FrameHead,
  { bits, rateHz }: { readonly rateHz: number; readonly bits: number }
): Uint8Array => {
  if (!head.isShort) return frame
  const isRateless = (frame[2]! & 15) === 0
  const [rateCode, ...rateBytes] = isRateless ? rateField(rateHz) : [frame[2]! & 15]
  const depthCode = (frame[3]! & 14) === 0 ? Math.max(0, depths.indexOf(bits)) << 1 : frame[3]! & 14
  const full = new Uint8Array(frame.length + rateBytes.length)
  const last = head.sizeBytes - 1 // of the header: its checksum
  full.set(frame.subarray(0, last))
  full[2] = (frame[2]! & 0xf0) | rateCode
  full[3] = (frame[3]! & 0xf1) | depthCode
  full.set(rateBytes, last)
  full[last + rateBytes.length] = crc8(full, 0, last + rateBytes.length)
  full.set(frame.subarray(head.sizeBytes), head.sizeBytes + rateBytes.length)
  const sum = crc16(full, full.length - 2)
  full[full.length - 2] = sum >> 8
  full[full.length - 1] = sum & 255
  return full
}
