/** Formats whose decoders are under the GPL, so that they do not come with this package: by what the user installed. */
import type { Audio } from "./audio.ts"
import { BadAudio } from "./bad-audio.ts"
import { ffmpegBlocks, isNoFfmpeg } from "./ffmpeg.ts"
import type { SoundFormat } from "./sniff.ts"
import type { Blocks } from "./sound-blocks.ts"
import type { SoundFile } from "./sound-file.ts"

/** What people call formats that need a decoder of the user's. */
const names = new Map<SoundFormat, string>([
  ["mp4", "AAC or another codec in MP4"],
  ["aac", "AAC"],
  ["ac3", "AC-3"],
  ["webm", "WebM or Matroska"],
  ["avi", "AVI"]
])

/** Whether a format is decoded by `foreignBlocks` where it is decoded at all. */
export const isForeign = (format: SoundFormat): boolean => names.has(format)

const package_ = "audio-decode@3.12.0"

const withoutDecoder = (name: string, format: SoundFormat, options?: ErrorOptions): BadAudio =>
  new BadAudio(
    "no-decoder",
    name,
    `it is ${
      names.get(format)
    }: install ffmpeg and set PIPELINE_FFMPEG=ffmpeg, or npm install ${package_}, whose decoders ` +
      "of this format are under the GPL",
    options
  )

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND" &&
  cause.message.includes("'audio-decode'")

const byPackage = async (bytes: Uint8Array, name: string, format: SoundFormat): Promise<Audio> => {
  const { default: decode } = await import("audio-decode").catch((cause: unknown) => {
    throw isMissing(cause) ? withoutDecoder(name, format, { cause }) : cause
  })
  try {
    const { channelData, sampleRate } = await decode(bytes)
    return { channels: channelData, sampleRateHz: Math.round(sampleRate) }
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new BadAudio("damaged", name, `${format}: ${said.split("\n")[0]}`, { cause })
  }
}

/**
 * Sound of a foreign format: by `ffmpeg` where a program is given and installed, else by the package audio-decode where
 * that is installed, which holds all of it.
 * Failure: BadAudio "no-decoder" where there is neither, "damaged" for what they cannot decode.
 */
export const foreignBlocks = (
  file: SoundFile,
  name: string,
  { ffmpeg, format }: { readonly format: SoundFormat; readonly ffmpeg: string | undefined }
): Blocks =>
  async function*() {
    if (ffmpeg !== undefined && ffmpeg !== "") {
      try {
        yield* ffmpegBlocks(file, name, { ffmpeg, what: `${format}: ` })()
        return
      } catch (cause) {
        if (!isNoFfmpeg(cause)) throw cause
      }
    }
    yield await byPackage(file.read(0, file.sizeBytes), name, format)
  }
