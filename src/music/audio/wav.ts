/** WAV files, read leniently and written plainly. Next: pcm.ts, decode.ts. */
import type { Audio } from "./audio.ts"
import { BadAudio } from "./bad-audio.ts"
import type { PcmEncoding } from "./pcm.ts"
import { MAX_CHANNELS, readPcm } from "./pcm.ts"

const tags = { pcm: 1, float: 3, aLaw: 6, muLaw: 7, extensible: 0xfffe }
const unknownSize = 0xffffffff // written by programs that stream to a pipe
const headerBytes = 44

/** The four letters at `offset`. */
const letters = (bytes: Uint8Array, offset: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + 4))

interface Format {
  readonly encoding: PcmEncoding
  readonly channels: number
  readonly sampleRateHz: number
}

/**
 * Decodes a WAV file: PCM of 8 to 32 bits, float of 32 or 64, µ-law and A-law, plain or WAVE_FORMAT_EXTENSIBLE.
 *
 * Chunks may come in any order, be unknown, or have an odd size with or without its pad byte; a data chunk may be cut
 * short or declare no size at all (0xFFFFFFFF): what is there is read.
 * Failure: BadAudio "truncated" without a format or any data, "no-channels", "damaged" above
 * 256 channels, "unsupported" for another codec.
 * Source: Microsoft RIFF specification 1991 and multiple-channel addendum 2007.
 *
 * @example
 * ```ts
 * import { decodeWav, encodeWav16 } from "partita/audio"
 * decodeWav(encodeWav16(Float32Array.of(0, 0.5), 8000), "half.wav").sampleRateHz // → 8000
 * ```
 */
export const decodeWav = (bytes: Uint8Array, name: string): Audio => {
  const littleEndian = letters(bytes, 0) !== "RIFX"
  const chunks = findChunks(bytes, littleEndian)
  if (chunks.format === undefined) throw new BadAudio("truncated", name, "it has no format chunk")
  if (chunks.data === undefined) throw new BadAudio("truncated", name, "it has no data chunk")
  const { encoding, channels, sampleRateHz } = readFormat(chunks.format, littleEndian, name)
  const { offset, size, declared } = chunks.data
  if (size === 0 && declared > 0) {
    throw new BadAudio("truncated", name, `none of its ${declared} bytes of sound are there`)
  }
  const samples = readPcm(bytes, { encoding, channels, littleEndian, offsetBytes: offset, sizeBytes: size })
  return { channels: samples, sampleRateHz }
}

interface Chunks {
  format?: DataView
  data?: { readonly offset: number; readonly size: number; readonly declared: number }
}

const findChunks = (bytes: Uint8Array, littleEndian: boolean): Chunks => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Chunks = {}
  let at = 12
  while (at + 8 <= bytes.length && (found.format === undefined || found.data === undefined)) {
    const id = letters(bytes, at)
    const declared = view.getUint32(at + 4, littleEndian)
    const offset = at + 8
    const size = Math.min(declared === unknownSize ? Infinity : declared, bytes.length - offset)
    if (id === "fmt " && size >= 16) found.format = new DataView(bytes.buffer, bytes.byteOffset + offset, size)
    if (id === "data") found.data = { offset, size, declared }
    at = offset + size + (size % 2 === 1 && !startsChunk(bytes, offset + size) ? 1 : 0)
  }
  return found
}

/** Whether a known chunk begins here: some writers leave out the pad byte after an odd chunk. */
const startsChunk = (bytes: Uint8Array, at: number): boolean =>
  ["fmt ", "data", "LIST", "fact"].includes(letters(bytes, at))

const readFormat = (chunk: DataView, littleEndian: boolean, name: string): Format => {
  const outerTag = chunk.getUint16(0, littleEndian)
  const isExtensible = outerTag === tags.extensible && chunk.byteLength >= 26
  const tag = isExtensible ? chunk.getUint16(24, littleEndian) : outerTag // the first two bytes of the sub-format id
  const channels = chunk.getUint16(2, littleEndian)
  const blockBytes = chunk.getUint16(12, littleEndian)
  const bits = chunk.getUint16(14, littleEndian)
  if (channels === 0) throw new BadAudio("no-channels", name)
  if (channels > MAX_CHANNELS) throw new BadAudio("damaged", name, `it declares ${channels} channels`)
  const container = blockBytes % channels === 0 && blockBytes > 0 ? (blockBytes / channels) * 8 : bits // 20 bits sit in 24
  const encoding = encodingOf(tag, container)
  if (encoding === undefined) throw new BadAudio("unsupported", name, `WAV format ${tag} with ${bits} bits`)
  return { encoding, channels, sampleRateHz: chunk.getUint32(4, littleEndian) }
}

const encodingOf = (tag: number, bits: number): PcmEncoding | undefined => {
  if (tag === tags.muLaw && bits === 8) return "mulaw"
  if (tag === tags.aLaw && bits === 8) return "alaw"
  if (tag === tags.float) return bits === 32 ? "f32" : bits === 64 ? "f64" : undefined
  if (tag !== tags.pcm) return undefined
  return bits === 8 ? "u8" : bits === 16 ? "s16" : bits === 24 ? "s24" : bits === 32 ? "s32" : undefined
}

/**
 * A mono 16-bit WAV file of `samples`, clipped to ±1; reading it back gives each sample to within 2⁻¹⁶.
 * Failure: RangeError for a sample that is not a number.
 *
 * @example
 * ```ts
 * import { encodeWav16 } from "partita/audio"
 * import { writeFileSync } from "node:fs"
 * const tone = Float32Array.from({ length: 22050 }, (_, i) => 0.5 * Math.sin(2 * Math.PI * 440 * i / 22050))
 * writeFileSync("a4.wav", encodeWav16(tone, 22050))
 * ```
 */
export const encodeWav16 = (samples: Float32Array, sampleRateHz: number): Uint8Array => {
  const dataBytes = samples.length * 2
  const bytes = new Uint8Array(headerBytes + dataBytes)
  const view = new DataView(bytes.buffer)
  const write = (at: number, text: string) => bytes.set(Uint8Array.from(text, (letter) => letter.charCodeAt(0)), at)
  write(0, "RIFF")
  view.setUint32(4, headerBytes - 8 + dataBytes, true)
  write(8, "WAVEfmt ")
  view.setUint32(16, 16, true)
  view.setUint16(20, tags.pcm, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRateHz, true)
  view.setUint32(28, sampleRateHz * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  write(36, "data")
  view.setUint32(40, dataBytes, true)
  for (let i = 0; i < samples.length; i++) {
    const step = Math.round(samples[i]! * 2 ** 15)
    if (Number.isNaN(step)) throw new RangeError(`encodeWav16: sample ${i} is not a number. Check what computed it.`)
    view.setInt16(headerBytes + 2 * i, Math.max(-(2 ** 15), Math.min(2 ** 15 - 1, step)), true)
  }
  return bytes
}
