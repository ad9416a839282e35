/** Ogg files that are several streams one behind another, as recordings of web radio are. Source: RFC 3533 §4. */
import { fourLetters } from "./four-letters.ts"
import type { SoundFile } from "./sound-file.ts"

const headBytes = 27
const mostLacing = 255
const startBytes = headBytes + 1 + 64 // a first page and what its packet begins with
const isFirst = 2 // flag of a stream's first page

/** Codec, channels and rate that a stream's first packet tells; empty for streams without sound. Sources: Vorbis I §4.2.2; RFC 7845 §5.1. */
const kindOf = (packet: Uint8Array): string => {
  const text = String.fromCharCode(...packet.subarray(0, 16))
  if (text.startsWith("\x01vorbis")) return `vorbis ${packet.subarray(11, 16).join(" ")}`
  if (text.startsWith("OpusHead")) return `opus ${packet[9]}`
  return text.startsWith("\x7fFLAC") ? `flac ${packet.subarray(27, 30).join(" ")}` : ""
}

/**
 * Whether the streams that follow one another in the file are of one codec, rate and number of channels: what decodes one goes on
 * with the next. Pages are looked at up to the first that is not where the one before it ends.
 */
export const isOfOneKind = (file: SoundFile): boolean => {
  let first: string | undefined
  for (let at = 0; at + headBytes <= file.sizeBytes;) {
    const head = file.read(at, headBytes + mostLacing)
    if (fourLetters(head) !== "OggS") return true
    const count = head[26]!
    const lacing = head.subarray(headBytes, headBytes + count)
    if ((head[5]! & isFirst) !== 0) {
      const kind = kindOf(file.read(at, startBytes).subarray(headBytes + count))
      first ??= kind === "" ? undefined : kind
      if (kind !== "" && kind !== first) return false
    }
    at += headBytes + count + lacing.reduce((sum, length) => sum + length, 0)
  }
  return true
}
