/** A file of any known sound format → samples. Next: listen.ts, resample.ts. */
import { withTrueSizes } from "./aiff-sizes.ts"
import { findAiffSound, imaAsCaf } from "./aiff.ts"
import { SILENCE_PEAK } from "./assert-clip.ts"
import { decodeAu } from "./au.ts"
import type { Audio } from "./audio.ts"
import { BadAudio, type BadAudioReason } from "./bad-audio.ts"
import { findCafSound, withTrueSize } from "./caf.ts"
import { blocksByCodec, isPieceable } from "./codecs.ts"
import type { Cut } from "./cut.ts"
import { declaredSamples } from "./declared-samples.ts"
import { ffmpegBlocks } from "./ffmpeg.ts"
import { endOfFrames } from "./flac-end.ts"
import { foreignBlocks, isForeign } from "./foreign.ts"
import { type Heard, listen, silentAsAWhole } from "./listen.ts"
import { brokenMp4Table } from "./mp4-tables.ts"
import { isOfOneKind } from "./ogg-links.ts"
import { MAX_CHANNELS } from "./pcm.ts"
import { sniffFile, type SoundFormat } from "./sniff.ts"
import { type Blocks, type FoundPcm, pcmBlocks } from "./sound-blocks.ts"
import { inMemory, partOf, type SoundFile } from "./sound-file.ts"
import { endBeforeTags } from "./tail-tags.ts"
import { findWavSound } from "./wav.ts"

/** Lowest and highest sample rate believed, in Hz. */
const rateLimitsHz = [1000, 384_000] as const

/** Loudest sample believed: a mix of floats overshoots full scale by 12 dB, or 20; this is 36. */
const mostPeak = 64

/** Loudest mean believed, in dB of full scale. */
const mostLoudnessDb = 20

/** Above this size a file that has to be held as a whole is left to ffmpeg, or, above the second, to nothing. */
const wholeBytes = { byChoice: 2 ** 25, atMost: 2 ** 28 }
const wholeSamples = { byChoice: 2 ** 25, atMost: 2 ** 26 } // of all channels: six and twelve minutes in stereo

/** What is kept of a sound, and a program that decodes what the packages here do not. */
export interface Hearing {
  /** The middle of it, or all. */
  readonly excerptSec: number
  /** That many seconds from the beginning, not from the middle. */
  readonly isFromStart?: boolean
  /** The stretch of the file that is the sound; without it all of it is. */
  readonly cut?: Cut | null
  readonly ffmpeg: string | undefined
}

/**
 * Decodes a sound file, whatever its name says: WAV and AU by our own readers, MP3, Ogg Vorbis, Opus, FLAC, AIFF, CAF, WMA,
 * AMR, WavPack, Musepack, TTA, QOA, DSD and tracker modules by a package each, loaded on first use; AAC and M4A, AC-3, WebM
 * and AVI, and whatever else is not understood, by the program `ffmpeg` where one is named, the former else by the package
 * audio-decode where the user has installed it. Tags and junk in front are skipped. Of a file cut short, the intact part is
 * returned if there is any.
 *
 * Shapes: → [channel][sample], all of one length ≥ 1. Units: full scale ±1.
 * Failure: BadAudio with one of its reasons; `name` is how the message calls the file.
 *
 * @example
 * ```ts
 * import { decodeAudio, encodeWav16 } from "partita/audio"
 * const { channels, sampleRateHz } = await decodeAudio(encodeWav16(Float32Array.of(0, 0.5, -0.5), 22050), "three.wav")
 * sampleRateHz // → 22050
 * channels.map((samples) => samples.length) // → [3]
 * ```
 */
export const decodeAudio = async (bytes: Uint8Array, name: string, ffmpeg?: string): Promise<Audio> =>
  (await hear(inMemory(bytes), name, { excerptSec: Infinity, ffmpeg })).audio

/** Failures behind which there may be sound all the same. */
const hopeful = new Set<BadAudioReason>([
  "not-audio",
  "unsupported",
  "no-decoder",
  "truncated",
  "damaged",
  "too-large"
])

/**
 * The middle of a sound file and what all of it is like, held in no more memory than the middle takes: decoded as
 * `decodeAudio` does, WAV, MP3, FLAC and Ogg of any size in pieces, and so is what ffmpeg decodes.
 * Failure: BadAudio; also for whatever else a decoder throws.
 */
export const hear = async (
  file: SoundFile,
  name: string,
  { cut, excerptSec, ffmpeg, isFromStart }: Hearing
): Promise<Heard> => {
  if (file.sizeBytes === 0) throw new BadAudio("empty-file", name)
  const asked = { ...(isFromStart === undefined ? {} : { isFromStart }), ...(cut === undefined ? {} : { cut }) }
  try {
    return checked(await listen(blocksOf(file, name, ffmpeg), name, excerptSec, asked), name)
  } catch (cause) {
    const refused = cause instanceof BadAudio ? cause : damaged(name, cause)
    if (ffmpeg === undefined || ffmpeg === "" || !hopeful.has(refused.reason) || isText(file)) throw refused
    const heard = await listen(ffmpegBlocks(file, name, { ffmpeg, isStrict: true }), name, excerptSec, asked)
      .catch(() => {
        throw refused // our own words say more than "Invalid data found"
      })
    return checked(heard, name)
  }
}

/** Whether a file begins as text does: a playlist that is called music has no sound, and ffmpeg would look for it. */
const isText = (file: SoundFile): boolean =>
  file.read(0, 512).every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)

const damaged = (name: string, cause: unknown, format?: string): BadAudio => {
  const said = cause instanceof Error ? cause.message : String(cause)
  const reason = /\bunsupported\b/i.test(said) ? "unsupported" : "damaged"
  return new BadAudio(reason, name, `${format === undefined ? "" : `${format}: `}${said.split("\n")[0]}`, { cause })
}

/** Sound of a file as its first bytes tell its format. Throws BadAudio for one that is known to hold none. */
const blocksOf = (file: SoundFile, name: string, ffmpeg: string | undefined): Blocks => {
  const found = sniffFile(file)
  if (found === undefined) throw new BadAudio("not-audio", name)
  const { format, offset } = found
  if (format === "midi") throw new BadAudio("unsupported", name, "MIDI holds notes, not sound: render it first")
  const sound = mended(partOf(file, offset), format)
  if (format === "wav" || format === "w64") return wavBlocks(sound, name, ffmpeg)
  const plain = format === "aiff" ? findAiffSound(sound) : format === "caf" ? findCafSound(sound) : undefined
  if (plain !== undefined) return plainBlocks(plain, sound, { format, name })
  const packets = format === "aiff" ? imaAsCaf(sound) : undefined
  if (packets !== undefined) return blocksOf(packets, name, ffmpeg)
  const hasFfmpeg = ffmpeg !== undefined && ffmpeg !== ""
  if (format === "ogg" && !isOfOneKind(sound)) {
    if (hasFfmpeg) return ffmpegBlocks(sound, name, { ffmpeg })
    throw new BadAudio("unsupported", name, "Ogg streams of several kinds, one behind another")
  }
  if (!isPieceable(sound, format)) {
    const samples = declaredSamples(sound, format)
    if (hasFfmpeg && (sound.sizeBytes > wholeBytes.byChoice || samples > wholeSamples.byChoice)) {
      return ffmpegBlocks(sound, name, { ffmpeg })
    }
    if (sound.sizeBytes > wholeBytes.atMost || samples > wholeSamples.atMost) {
      throw new BadAudio("too-large", name, `${format}, ${sound.sizeBytes} bytes`)
    }
  }
  if (format === "mp4") refuseBroken(sound, name)
  if (format === "au") return () => oneBlock(() => decodeAu(sound.read(0, sound.sizeBytes), name))
  if (isForeign(format)) return foreignBlocks(sound, name, { format, ffmpeg })
  return named(blocksByCodec(sound, format), { format, name, sizeBytes: sound.sizeBytes })
}

/** Samples that need no decoder. */
const plainBlocks = (
  { layout, sampleRateHz }: FoundPcm,
  sound: SoundFile,
  { format, name }: Pick<Named, "format" | "name">
): Blocks => {
  if (layout.channels > MAX_CHANNELS) throw new BadAudio("damaged", name, `it declares ${layout.channels} channels`)
  return named(pcmBlocks(sound, layout, sampleRateHz), { format, name, sizeBytes: sound.sizeBytes })
}

/** Without what stands behind FLAC frames or what an AIFF or CAF says wrongly of its sizes: their decoders believe both. */
const mended = (sound: SoundFile, format: SoundFormat): SoundFile => {
  if (format === "aiff") return withTrueSizes(sound)
  if (format === "caf") return withTrueSize(sound)
  if (format !== "flac") return sound
  const tagged = partOf(sound, 0, endBeforeTags(sound))
  const end = endOfFrames(tagged)
  return end === sound.sizeBytes ? sound : partOf(tagged, 0, end)
}

async function* oneBlock(decode: () => Audio): AsyncGenerator<Audio> {
  yield decode()
}

const refuseBroken = (sound: SoundFile, name: string): void => {
  const broken = brokenMp4Table(sound.read(0, sound.sizeBytes))
  if (broken !== undefined) throw new BadAudio("damaged", name, `its ${broken} table claims more than the file holds`)
}

interface Named {
  readonly format: SoundFormat
  readonly name: string
  readonly sizeBytes: number
}

/** A decoder's blocks, its failures in our words; that it finds nothing is one. */
const named = (blocks: Blocks | undefined, { format, name, sizeBytes }: Named): Blocks => {
  if (blocks === undefined) throw new BadAudio("unsupported", name, format)
  const inOurWords = async function*(pieces: AsyncIterable<Audio>, mayBeNone: boolean): AsyncGenerator<Audio> {
    let hasSound = false
    try {
      for await (const block of pieces) {
        hasSound = true
        yield block
      }
    } catch (cause) {
      throw cause instanceof BadAudio ? cause : damaged(name, cause, format)
    }
    if (!hasSound && !mayBeNone) throw new BadAudio("truncated", name, `${format}, ${sizeBytes} bytes`)
  }
  const { after } = blocks
  const named = () => inOurWords(blocks(), false)
  return after === undefined ? named : Object.assign(named, { after: (sec: number) => inOurWords(after(sec), true) })
}

const isPcm = new Set([1, 3, 6, 7]) // integers, floats, A-law, µ-law

/** WAV is a container: what is not plain samples may be a file of another kind, or what a package knows. */
const wavBlocks = (file: SoundFile, name: string, ffmpeg: string | undefined): Blocks => {
  const { format, littleEndian, offsetBytes, sizeBytes, tag } = findWavSound(file, name)
  if (!isPcm.has(tag)) {
    const inside = partOf(file, offsetBytes, sizeBytes)
    const found = sniffFile(inside)
    if (found !== undefined && found.format !== "wav") return blocksOf(inside, name, ffmpeg)
  }
  try {
    const { channels, encoding, sampleRateHz } = format()
    return pcmBlocks(file, { encoding, channels, littleEndian, offsetBytes, sizeBytes }, sampleRateHz)
  } catch (error) {
    if (!(error instanceof BadAudio) || error.reason !== "unsupported" || file.sizeBytes > wholeBytes.atMost) {
      throw error
    }
    const blocks = blocksByCodec(file, "wav")!
    return async function*() {
      try {
        yield* blocks()
      } catch {
        throw error // the reader's own words say which encoding it is
      }
    }
  }
}

/** Lets through only what every later step may take for granted. */
const checked = (heard: Heard, name: string): Heard => {
  const { audio: { sampleRateHz }, sound: { loudnessDb, peak } } = heard
  if (!(sampleRateHz >= rateLimitsHz[0] && sampleRateHz <= rateLimitsHz[1])) {
    throw new BadAudio("bad-rate", name, `${sampleRateHz} Hz`)
  }
  if (!Number.isFinite(peak)) throw new BadAudio("not-finite", name)
  if (peak > mostPeak || loudnessDb > mostLoudnessDb) {
    throw new BadAudio("too-loud", name, `its loudest is ${Number(peak.toPrecision(3))}, and full scale is 1`)
  }
  if (peak < SILENCE_PEAK) throw silentAsAWhole(name, peak)
  return heard
}
