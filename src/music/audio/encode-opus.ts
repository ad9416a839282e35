/** Samples as Ogg Opus, which every browser plays. Encoder: libopus, as WebAssembly in the package opusscript. */
import { oggPages } from "./ogg-pages.ts"

const rateHz = 24_000
const frame = 480 // 20 ms
const setComplexity = 4010 // OPUS_SET_COMPLEXITY of libopus
const lookahead = 312 // of libopus, in samples at 48,000 Hz: what a player skips at the beginning

/** The rate at which `encodeOpus` takes samples. Units: Hz. */
export const opusRateHz = rateHz

const ascii = (text: string): Buffer => Buffer.from(text, "latin1")

/** Source: RFC 7845, section 5.1. */
const head = (): Buffer => {
  const bytes = Buffer.alloc(19)
  bytes.write("OpusHead", 0, "latin1")
  bytes.writeUInt8(1, 8) // version
  bytes.writeUInt8(1, 9) // channels
  bytes.writeUInt16LE(lookahead, 10)
  bytes.writeUInt32LE(rateHz, 12)
  return bytes
}

/** Source: RFC 7845, section 5.2. */
const tags = (): Buffer =>
  Buffer.concat([ascii("OpusTags"), Buffer.from([7, 0, 0, 0]), ascii("partita"), Buffer.alloc(4)])

const pcm16 = (samples: Float32Array): Buffer => {
  const bytes = Buffer.alloc(2 * frame)
  samples.forEach((sample, i) => bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 2 * i))
  return bytes
}

/**
 * One channel at 24,000 Hz as an Ogg Opus file; the same bytes for the same samples.
 *
 * Shapes: `samples` [sample], full scale ±1. Units: `kbps` in thousands of bits a second, on average.
 */
export const encodeOpus = async (samples: Float32Array, kbps: number): Promise<Uint8Array> => {
  const { default: Opus } = await import("opusscript")
  const encoder = new Opus(rateHz, 1, Opus.Application.AUDIO)
  try {
    encoder.setBitrate(1000 * kbps)
    encoder.encoderCTL(setComplexity, 3) // a quarter of the time of 10, the usual; at these rates no ear tells
    const frames = Math.ceil((samples.length + lookahead / 2) / frame)
    const end = lookahead + 2 * samples.length // positions count at 48,000 Hz, whatever the rate
    const packets = Array.from({ length: frames }, (_, i) => ({
      bytes: Uint8Array.from(encoder.encode(pcm16(samples.subarray(i * frame, (i + 1) * frame)), frame)),
      granule: Math.min(end, 2 * frame * (i + 1))
    }))
    return oggPages([{ bytes: head(), granule: 0 }, { bytes: tags(), granule: 0 }, ...packets])
  } finally {
    encoder.delete()
  }
}
