/** Sun and NeXT .au files. Next: pcm.ts, decode.ts. */
import type { Audio } from "./audio.ts"
import { BadAudio } from "./bad-audio.ts"
import type { PcmEncoding } from "./pcm.ts"
import { MAX_CHANNELS, readPcm } from "./pcm.ts"

const encodings: Readonly<Record<number, PcmEncoding>> = {
  1: "mulaw",
  2: "s8",
  3: "s16",
  4: "s24",
  5: "s32",
  6: "f32",
  7: "f64",
  27: "alaw"
}

const headerBytes = 24

/**
 * Decodes an .au file; a data size that is unknown, 0 or larger than the file means "to the end".
 * Failure: BadAudio "truncated", "no-channels", "damaged" above 256 channels, or "unsupported" for another encoding.
 * Source: Sun Microsystems, audio_filehdr(5).
 */
export const decodeAu = (bytes: Uint8Array, name: string): Audio => {
  if (bytes.length < headerBytes) {
    throw new BadAudio("truncated", name, `${bytes.length} bytes, its header takes ${headerBytes}`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [offset, declared, code, sampleRateHz, channels] = [4, 8, 12, 16, 20].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
    number
  ]
  if (channels === 0) throw new BadAudio("no-channels", name)
  if (channels > MAX_CHANNELS) throw new BadAudio("damaged", name, `it declares ${channels} channels`)
  const encoding = encodings[code]
  if (encoding === undefined) throw new BadAudio("unsupported", name, `AU encoding ${code}`)
  if (offset >= bytes.length && declared > 0) throw new BadAudio("truncated", name, "it ends before its sound starts")
  const offsetBytes = Math.min(Math.max(offset, headerBytes), bytes.length)
  const sizeBytes = Math.min(declared || bytes.length, bytes.length - offsetBytes)
  return { channels: readPcm(bytes, { encoding, channels, littleEndian: false, offsetBytes, sizeBytes }), sampleRateHz }
}
