/** One package per format, loaded for the first file that needs it. Licences: docs/decisions/0024-licences.md. */
import type { Audio } from "./audio.ts"
import { flacGroups, readStreamInfo } from "./flac-frames.ts"
import { frameHeadAt } from "./flac-header.ts"
import { MeasuredPieces } from "./measured-pieces.ts"
import { mpegStretches } from "./mpeg-stretches.ts"
import type { SoundFormat } from "./sniff.ts"
import { type Blocks, samplesOf } from "./sound-blocks.ts"
import { inMemory, piecesOf, type SoundFile } from "./sound-file.ts"

/** Sound as the packages hand it out; no channels where nothing could be decoded. */
interface Decoded {
  readonly channelData: ReadonlyArray<Float32Array>
  readonly sampleRate: number
  /** How many samples are sound, where a channel holds more. */
  readonly samplesDecoded?: number
}

interface Decoder {
  readonly decode: (bytes: Uint8Array) => Decoded | Promise<Decoded>
  /** What is left when the file has ended. */
  readonly flush?: () => Decoded | Promise<Decoded>
  readonly free: () => void
}

interface Codec {
  readonly load: () => Promise<{ readonly decoder: () => Decoder | Promise<Decoder> }>
  /** Whether it gives mono files as two equal channels. */
  readonly doublesMono?: boolean
  /** Whether it writes to the terminal what it finds between frames; to be removed when it no longer does. */
  readonly isTalkative?: boolean
}

const flac: Codec = { load: () => import("@audio/decode-flac"), isTalkative: true }
const vorbis: Codec = { load: () => import("@audio/decode-vorbis") }
const opus: Codec = { load: () => import("@audio/decode-opus") }
const tracker: Codec = { load: () => import("@audio/decode-mod") }

const codecs = new Map<SoundFormat, Codec>([
  ["mp3", { load: () => import("@audio/decode-mp3"), doublesMono: true, isTalkative: true }],
  ["flac", flac],
  ["aiff", { load: () => import("@audio/decode-aiff") }],
  ["caf", { load: () => import("@audio/decode-caf") }],
  ["wav", { load: () => import("@audio/decode-wav") }],
  ["wma", { load: () => import("@audio/decode-wma"), doublesMono: true }],
  ["amr", { load: () => import("@audio/decode-amr") }],
  ["wavpack", { load: () => import("@audio/decode-wavpack") }],
  ["musepack", { load: () => import("@audio/decode-mpc") }],
  ["tta", { load: () => import("@audio/decode-tta") }],
  ["qoa", { load: () => import("@audio/decode-qoa") }],
  ["dsd", { load: () => import("@audio/decode-dsd") }],
  ["xm", tracker],
  ["it", tracker],
  ["s3m", tracker],
  ["mod", tracker]
])

/** Whether `text` stands at `offset`. */
const stands = (bytes: Uint8Array, offset: number, text: string): boolean =>
  String.fromCharCode(...bytes.subarray(offset, offset + text.length)) === text

/** What an Ogg file holds, by its first packet. Sources: RFC 7845 §5.1; xiph.org, Ogg FLAC mapping 1.0. */
const inOgg = (bytes: Uint8Array): Codec =>
  stands(bytes, 28, "OpusHead") ? opus : stands(bytes, 28, "\x7fFLAC") ? flac : vorbis

const codecFor = (format: SoundFormat, bytes: Uint8Array): Codec | undefined =>
  format === "ogg" ? inOgg(bytes) : codecs.get(format)

/** Every 37th sample of two channels is the same: enough to tell a doubled channel from two. */
const areEqual = (a: Float32Array, b: Float32Array): boolean => {
  for (let i = 0; i < a.length; i += 37) if (a[i] !== b[i]) return false
  return true
}

const joined = (parts: ReadonlyArray<Float32Array>): Float32Array => {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

const trimmed = (part: Decoded): Decoded => ({
  ...part,
  channelData: part.channelData.map((samples) => samples.subarray(0, part.samplesDecoded ?? samples.length))
})

/** Parts of a sound that follow each other; where one of them has fewer channels, those are repeated. */
const merged = (parts: ReadonlyArray<Decoded>): Audio => {
  const heard = parts.filter(({ channelData }) => (channelData[0]?.length ?? 0) > 0)
  const [first, ...others] = heard
  if (first === undefined) return { channels: [], sampleRateHz: 0 }
  // old Macintosh files say 22254.5454… Hz: rounding shifts the pitch by 0.04 cents and keeps the ratio of rates exact
  const sampleRateHz = Math.round(first.sampleRate)
  if (others.length === 0) return { channels: [...first.channelData], sampleRateHz }
  const channels = Array.from(
    { length: Math.max(...heard.map(({ channelData }) => channelData.length)) },
    (_, i) => joined(heard.map(({ channelData }) => channelData[i % channelData.length]!))
  )
  return { channels, sampleRateHz }
}

/** Its first channel alone, where every part is one channel twice. */
const halved = (parts: ReadonlyArray<Decoded>): ReadonlyArray<Decoded> => {
  let isDoubled = true
  return parts.map((part) => {
    const [left, right, ...more] = part.channelData
    if (left === undefined || right === undefined || more.length > 0) return part
    isDoubled &&= areEqual(left, right)
    return isDoubled ? { ...part, channelData: [left] } : part
  })
}

/** Does work that begins at once, and keeps from the terminal what it says there meanwhile. */
const quietly = <A>(work: () => A): A => {
  const { error } = console
  console.error = () => undefined
  try {
    return work()
  } finally {
    console.error = error
  }
}

/** Hands a file to a decoder in pieces, and gives back its memory whatever happens. */
async function* decoded(codec: Codec, pieces: Iterable<Uint8Array>): AsyncGenerator<Decoded> {
  const { decoder } = await codec.load()
  const open = await decoder()
  try {
    const said = codec.isTalkative === true ? quietly : <A>(work: () => A): A => work()
    for (const piece of pieces) yield trimmed(await said(() => open.decode(piece)))
    if (open.flush !== undefined) yield trimmed(await said(() => open.flush!()))
  } finally {
    open.free() // gives back its WebAssembly memory
  }
}

/**
 * Sound of a format that one of the packages here decodes; no channels where none of it was intact, undefined where there
 * is no package. Rejects with the decoder's own error for what it cannot make sense of.
 */
export const decodeByCodec = async (bytes: Uint8Array, format: SoundFormat): Promise<Audio | undefined> => {
  const codec = codecFor(format, bytes)
  if (codec === undefined) return undefined
  const all: Array<Decoded> = []
  for await (const part of decoded(codec, [bytes])) all.push(part)
  return merged(codec.doublesMono === true ? halved(all) : all)
}

const pieceBytes = 1 << 16
const pieceable = new Set<Codec>([codecs.get("mp3")!, vorbis, opus, flac])
const oneGoBytes = 1 << 20 // of MP3, which has no frame so small that the sound of as many would be too much

/** Files that are sound by themselves, one after another, of a FLAC file; undefined for any other, and where no frame begins it. */
const flacFiles = (file: SoundFile, format: SoundFormat): (() => Iterable<Uint8Array>) | undefined => {
  const info = format === "flac" ? readStreamInfo(file) : undefined
  if (info === undefined || frameHeadAt(file.read(info.soundAt, 32), 0) === undefined) return undefined
  return () => flacGroups(file, info)
}

/** Whether a file of this format is decoded without being held as a whole. */
export const isPieceable = (file: SoundFile, format: SoundFormat): boolean => {
  const codec = codecFor(format, file.read(0, 64))
  return codec !== undefined && pieceable.has(codec)
}

/**
 * The same in pieces: MP3 and Ogg as they come, FLAC in groups of frames, other formats as one.
 * Undefined where there is no package.
 */
export const blocksByCodec = (file: SoundFile, format: SoundFormat): Blocks | undefined => {
  const codec = codecFor(format, file.read(0, 64))
  if (codec === undefined) return undefined
  const groups = flacFiles(file, format)
  if (groups !== undefined) {
    const after = (sec: number) => partsAfter(sec, codec, groups())
    return Object.assign(() => after(0), { after })
  }
  if (format === "ogg" && isPieceable(file, format)) return () => partsOfOgg(codec, file)
  const stretches = format === "mp3" ? mpegStretches(file) : [file]
  if (stretches.length > 1) return () => stretchParts(codec, stretches)
  if (file.sizeBytes > oneGoBytes && format === "mp3") return () => parts(decoded(codec, piecesOf(file, pieceBytes)))
  return async function*() {
    const audio = await decodeByCodec(file.read(0, file.sizeBytes), format)
    if (audio !== undefined && audio.channels.length > 0) yield audio
  }
}

async function* partsOfOgg(codec: Codec, file: SoundFile): AsyncGenerator<Audio> {
  const pieces = new MeasuredPieces(file)
  for await (const part of decoded(codec, pieces)) {
    pieces.heard(part.channelData.reduce((sum, { length }) => sum + length, 0))
    if ((part.channelData[0]?.length ?? 0) > 0) yield merged([part])
  }
}

const joinedSamples = 1 << 20 // of a stretch: it may have to be resampled, which is heard where parts meet

/** Sound of stretches of which each is a file of its own kind; one that is no sound is left out, as it is within a file. */
async function* stretchParts(codec: Codec, stretches: ReadonlyArray<SoundFile>): AsyncGenerator<Audio> {
  for (const stretch of stretches) {
    let held: ReadonlyArray<Decoded> = []
    let samples = 0
    for await (const part of decoded(codec, piecesOf(stretch, pieceBytes))) {
      held = [...held, part]
      samples += part.channelData[0]?.length ?? 0
      if (samples < joinedSamples) continue
      yield merged(held)
      ;[held, samples] = [[], 0]
    }
    if (samples > 0) yield merged(held)
  }
}

/** Parts of files that follow each other, from a time on: files that end before it are not decoded. */
async function* partsAfter(sec: number, codec: Codec, files: Iterable<Uint8Array>): AsyncGenerator<Audio> {
  let at = 0 // of the file's first sample among all
  for (const file of files) {
    const { rateHz, samples } = readStreamInfo(inMemory(file))!
    let skip = Math.max(0, samplesOf(sec, rateHz) - at)
    at += samples
    if (skip > 0 && skip >= samples) continue
    for await (const { channels, sampleRateHz } of parts(decoded(codec, [file]))) {
      const { length } = channels[0]!
      if (skip < length) {
        yield { channels: skip === 0 ? channels : channels.map((each) => each.slice(skip)), sampleRateHz }
      }
      skip = Math.max(0, skip - length)
    }
  }
}

async function* parts(of: AsyncIterable<Decoded>): AsyncGenerator<Audio> {
  for await (const part of of) {
    if ((part.channelData[0]?.length ?? 0) > 0) yield merged([part])
  }
}
