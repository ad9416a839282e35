/**
 * The part of a file that is sound: what is left when somebody writes other tags into it. Measurements look at nothing else, so
 * that its digest stands for the file. What is not surely recognised is a part of the sound.
 */
import { digestOfPieces } from "../../format/digest.ts"
import { withoutAsides } from "./chunk-sound.ts"
import { readStreamInfo } from "./flac-frames.ts"
import { frameHeadAt } from "./flac-header.ts"
import { mp4Sound } from "./mp4-sound.ts"
import { oggSound } from "./ogg-sound.ts"
import { type Sniffed, sniffFile, type SoundFormat } from "./sniff.ts"
import { inMemory, joined, partOf, piecesOf, type SoundFile } from "./sound-file.ts"
import { endBeforeTags } from "./tail-tags.ts"

const streamInfoBytes = 34

/** STREAMINFO and the frames: the only block of metadata that is needed, marked as the last. */
const flacSound = (file: SoundFile): SoundFile | undefined => {
  const info = readStreamInfo(file)
  if (info === undefined || frameHeadAt(file.read(info.soundAt, 32), 0) === undefined) return undefined
  const head = Uint8Array.of(0x66, 0x4c, 0x61, 0x43, 0x80, 0, 0, streamInfoBytes) // "fLaC"
  return joined([inMemory(head), partOf(file, 8, streamInfoBytes), partOf(file, info.soundAt)])
}

/** Formats whose tags stand before and behind the sound. */
const framed = new Set<SoundFormat>(["mp3", "aac", "tta", "wavpack", "musepack", "ape"])

const stripped = (file: SoundFile, { format, offset }: Sniffed): SoundFile | undefined => {
  if (format === "wav" || format === "aiff") return withoutAsides(partOf(file, offset))
  if (format === "ogg") return oggSound(partOf(file, offset))
  if (format === "mp4") return offset === 0 ? mp4Sound(file) : undefined // its tables count from the file's beginning
  if (format !== "flac" && !framed.has(format)) return undefined
  const end = endBeforeTags(file)
  if (end <= offset) return undefined
  const sound = partOf(file, offset, end - offset)
  return format === "flac" ? flacSound(sound) : sound
}

/**
 * A file without its tags, in the format it has; the file itself where it has none, and where that is not sure.
 *
 * @example
 * ```ts
 * import { encodeWav16, soundOf } from "partita/audio"
 * const bytes = encodeWav16(new Float32Array(8), 22050)
 * const file = { sizeBytes: bytes.length, read: (from: number, count: number) => bytes.subarray(from, from + count) }
 * soundOf(file).sizeBytes // → 60
 * ```
 */
export const soundOf = (file: SoundFile): SoundFile => {
  const found = sniffFile(file)
  const sound = found === undefined ? undefined : stripped(file, found)
  if (found === undefined || sound === undefined) return file
  const again = sniffFile(sound) // it has to read as what it is
  return again?.format === found.format && again.offset === 0 ? sound : file
}

const pieceBytes = 1 << 20

/** SHA-256 of what `soundOf` gives. */
export const soundDigest = (file: SoundFile): string => digestOfPieces(piecesOf(soundOf(file), pieceBytes))
