/** Bytes of any known sound format → samples. Next: resample.ts. */
import { peakOf, SILENCE_PEAK } from "./assert-clip.ts"
import { decodeAu } from "./au.ts"
import type { Audio } from "./audio.ts"
import { BadAudio } from "./bad-audio.ts"
import { decodeByCodec } from "./codecs.ts"
import { decodeForeign, isForeign } from "./foreign.ts"
import { brokenMp4Table } from "./mp4-tables.ts"
import { sniff, type SoundFormat } from "./sniff.ts"
import { decodeWav } from "./wav.ts"

/** Lowest and highest sample rate believed, in Hz. */
const rateLimitsHz = [1000, 384_000] as const

/**
 * Decodes a sound file, whatever its name says: WAV and AU by our own readers, MP3, Ogg Vorbis, Opus, FLAC, AIFF, CAF, WMA,
 * AMR, WavPack, Musepack, TTA, QOA, DSD and tracker modules by a package each, loaded on first use; AAC and M4A, AC-3, WebM
 * and AVI by the program `ffmpeg` where one is named, else by the package audio-decode where the user has installed it. Of a
 * file cut short, the intact part is returned if there is any.
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
export const decodeAudio = async (bytes: Uint8Array, name: string, ffmpeg?: string): Promise<Audio> => {
  if (bytes.length === 0) throw new BadAudio("empty-file", name)
  const found = sniff(bytes)
  if (found === undefined) throw new BadAudio("not-audio", name)
  if (found.format === "midi") throw new BadAudio("unsupported", name, "MIDI holds notes, not sound: render it first")
  const broken = found.format === "mp4" ? brokenMp4Table(bytes) : undefined
  if (broken !== undefined) throw new BadAudio("damaged", name, `its ${broken} table claims more than the file holds`)
  if (found.format === "au") return checked(decodeAu(bytes, name), name)
  if (found.format === "wav") return checked(await decodeWavOrAdpcm(bytes, name), name)
  const sound = bytes.subarray(found.offset)
  const audio = isForeign(found.format)
    ? await decodeForeign(sound, name, { format: found.format, ffmpeg })
    : await decodeByLibrary(sound, name, found.format)
  if (audio.channels.length === 0) throw new BadAudio("truncated", name, `${found.format}, ${sound.length} bytes`)
  return checked(audio, name)
}

/** WAV is a container: what our reader does not know (ADPCM, say) the library may. */
const decodeWavOrAdpcm = async (bytes: Uint8Array, name: string): Promise<Audio> => {
  try {
    return decodeWav(bytes, name)
  } catch (error) {
    if (!(error instanceof BadAudio) || error.reason !== "unsupported") throw error
    return decodeByLibrary(bytes, name, "wav").catch(() => {
      throw error // the reader's own words say which encoding it is
    })
  }
}

const decodeByLibrary = async (bytes: Uint8Array, name: string, format: SoundFormat): Promise<Audio> => {
  const audio = await decodeByCodec(bytes, format).catch((cause: unknown) => {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new BadAudio("damaged", name, `${format}: ${said.split("\n")[0]}`, { cause })
  })
  if (audio === undefined) throw new BadAudio("unsupported", name, format)
  return audio
}

/** Lets through only what every later step may take for granted. */
const checked = (audio: Audio, name: string): Audio => {
  const { channels, sampleRateHz } = audio
  const sampleCount = channels[0]?.length
  if (sampleCount === undefined) throw new BadAudio("no-channels", name)
  if (channels.some((channel) => channel.length !== sampleCount)) {
    throw new BadAudio("damaged", name, "its channels differ in length")
  }
  if (sampleCount === 0) throw new BadAudio("no-samples", name)
  if (!(sampleRateHz >= rateLimitsHz[0] && sampleRateHz <= rateLimitsHz[1])) {
    throw new BadAudio("bad-rate", name, `${sampleRateHz} Hz`)
  }
  const peak = peakOf(channels)
  if (!Number.isFinite(peak)) throw new BadAudio("not-finite", name)
  if (peak < SILENCE_PEAK) throw new BadAudio("silent", name, `its loudest sample is ${peak}`)
  return audio
}
