/** Interleaved samples of any encoding a WAV or AU file can hold → one Float32Array per channel. */

/** How one sample is written. */
export type PcmEncoding = "u8" | "s8" | "s16" | "s24" | "s32" | "f32" | "f64" | "mulaw" | "alaw"

/** Bytes of one sample. */
export const PCM_BYTES: Readonly<Record<PcmEncoding, number>> = {
  u8: 1,
  s8: 1,
  s16: 2,
  s24: 3,
  s32: 4,
  f32: 4,
  f64: 8,
  mulaw: 1,
  alaw: 1
}

/** More channels than any real recording: a header that declares more is damaged, and would exhaust memory. */
export const MAX_CHANNELS = 256

/** Where the samples lie and how they are written. */
export interface PcmLayout {
  readonly encoding: PcmEncoding
  readonly channels: number
  readonly littleEndian: boolean
  readonly offsetBytes: number
  readonly sizeBytes: number
}

/**
 * Reads every complete frame of `layout`; a partial last frame is dropped.
 *
 * Shapes: → [channel][sample]. Units: integers are divided by 2^(bits − 1), so full scale is ±1; floats stay as they are.
 */
export const readPcm = (bytes: Uint8Array, layout: PcmLayout): ReadonlyArray<Float32Array> => {
  const { encoding, channels, littleEndian, offsetBytes, sizeBytes } = layout
  const view = new DataView(bytes.buffer, bytes.byteOffset + offsetBytes, sizeBytes)
  const step = PCM_BYTES[encoding]
  const frames = Math.floor(sizeBytes / (step * channels))
  const read = sampleReaders[encoding]
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames)
    for (let i = 0, at = channel * step; i < frames; i++, at += step * channels) {
      samples[i] = read(view, at, littleEndian)
    }
    return samples
  })
}

type SampleReader = (view: DataView, at: number, littleEndian: boolean) => number

const sampleReaders: Readonly<Record<PcmEncoding, SampleReader>> = {
  u8: (view, at) => (view.getUint8(at) - 128) / 128,
  s8: (view, at) => view.getInt8(at) / 128,
  s16: (view, at, littleEndian) => view.getInt16(at, littleEndian) / 2 ** 15,
  s24: (view, at, littleEndian) =>
    (littleEndian
      ? view.getUint16(at, true) + view.getInt8(at + 2) * 2 ** 16
      : view.getInt8(at) * 2 ** 16 + view.getUint16(at + 1, false)) / 2 ** 23,
  s32: (view, at, littleEndian) => view.getInt32(at, littleEndian) / 2 ** 31,
  f32: (view, at, littleEndian) => view.getFloat32(at, littleEndian),
  f64: (view, at, littleEndian) => view.getFloat64(at, littleEndian),
  mulaw: (view, at) => muLaw(view.getUint8(at)),
  alaw: (view, at) => aLaw(view.getUint8(at))
}

/** ITU-T G.711 µ-law: 14-bit logarithmic, bits inverted on the wire, bias 33. */
const muLaw = (code: number): number => {
  const bits = ~code & 0xff
  const size = (((bits & 15) * 2 + 33) << ((bits >> 4) & 7)) - 33
  return ((bits & 0x80) === 0 ? size : -size) / 2 ** 13
}

/** ITU-T G.711 A-law: 13-bit logarithmic, even bits inverted on the wire. */
const aLaw = (code: number): number => {
  const bits = code ^ 0x55
  const exponent = (bits >> 4) & 7
  const mantissa = (bits & 15) * 2 + 1
  const size = exponent === 0 ? mantissa : (mantissa + 32) << (exponent - 1)
  return ((bits & 0x80) === 0 ? -size : size) / 2 ** 12
}
