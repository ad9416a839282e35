/** WAV and Wave64 files, read leniently and written plainly. Chunks: wav-chunks.ts. Next: pcm.ts, decode.ts. */
import type { Audio } from "./audio.ts"
import { BadAudio } from "./bad-audio.ts"
import { fourLetters } from "./four-letters.ts"
import type { PcmEncoding } from "./pcm.ts"
import { MAX_CHANNELS, readPcm } from "./pcm.ts"
import { inMemory, type SoundFile } from "./sound-file.ts"
import { riffChunks, wave64Chunks } from "./wav-chunks.ts"

const tags = { pcm: 1, float: 3, aLaw: 6, muLaw: 7, extensible: 0xfffe }
const headerBytes = 44

interface Format {
  readonly encoding: PcmEncoding
  readonly channels: number
  readonly sampleRateHz: number
}

/** Where the sound of a WAV file lies, and how it is written; a tag alone where that is no PCM. */
export interface WavSound {
  readonly tag: number
  readonly offsetBytes: number
  readonly sizeBytes: number
  readonly littleEndian: boolean
  /** Throws BadAudio "no-channels", "damaged" or "unsupported". */
  readonly format: () => Format
}

/**
 * Finds the sound in a WAV or Wave64 file, of which only the chunks' heads are read.
 * Failure: BadAudio "truncated" without a format or any data.
 */
export const findWavSound = (file: SoundFile, name: string): WavSound => {
  const start = fourLetters(file.read(0, 4))
  const littleEndian = start !== "RIFX"
  const { data, format } = start === "riff" ? wave64Chunks(file) : riffChunks(file, littleEndian)
  if (format === undefined) throw new BadAudio("truncated", name, "it has no format chunk")
  if (data === undefined) throw new BadAudio("truncated", name, "it has no data chunk")
  if (data.size === 0 && data.declared > 0) {
    throw new BadAudio("truncated", name, `none of its ${data.declared} bytes of sound are there`)
  }
  return {
    tag: tagOf(format, littleEndian),
    offsetBytes: data.offset,
    sizeBytes: data.size,
    littleEndian,
    format: () => readFormat(format, littleEndian, name)
  }
}

/**
 * Decodes a WAV or Wave64 file: PCM of 8 to 32 bits, float of 32 or 64, µ-law and A-law, plain or WAVE_FORMAT_EXTENSIBLE.
 *
 * Chunks may come in any order, be unknown, or have an odd size with or without its pad byte; a data chunk may be cut
 * short or declare no size at all (0xFFFFFFFF, or 0 where sound follows): what is there is read, up to chunks at the end.
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
  const { format, littleEndian, offsetBytes, sizeBytes } = findWavSound(inMemory(bytes), name)
  const { channels, encoding, sampleRateHz } = format()
  return { channels: readPcm(bytes, { encoding, channels, littleEndian, offsetBytes, sizeBytes }), sampleRateHz }
}

/** The encoding's number; of an extensible format, the first two bytes of the sub-format id. */
const tagOf = (chunk: DataView, littleEndian: boolean): number => {
  const outer = chunk.getUint16(0, littleEndian)
  return outer === tags.extensible && chunk.byteLength >= 26 ? chunk.getUint16(24, littleEndian) : outer
}

const readFormat = (chunk: DataView, littleEndian: boolean, name: string): Format => {
  const tag = tagOf(chunk, littleEndian)
  const channels = chunk.getUint16(2, littleEndian)
  const blockBytes = chunk.getUint16(12, littleEndian)
  const bits = chunk.byteLength < 16 ? 0 : chunk.getUint16(14, littleEndian)
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
