/** Formats whose decoders are under the GPL, so that they do not come with this package: by what the user installed. */
import { spawn } from "node:child_process"
import type { Audio } from "./audio.ts"
import { BadAudio } from "./bad-audio.ts"
import type { SoundFormat } from "./sniff.ts"
import { decodeWav } from "./wav.ts"

/** What people call formats that need a decoder of the user's. */
const names = new Map<SoundFormat, string>([
  ["mp4", "AAC or another codec in MP4"],
  ["aac", "AAC"],
  ["ac3", "AC-3"],
  ["webm", "WebM or Matroska"],
  ["avi", "AVI"]
])

/** Whether a format is decoded by `decodeForeign` where it is decoded at all. */
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

interface Ended {
  readonly sound: Buffer
  readonly said: string
}

/** "cache:" lets ffmpeg seek in what it is piped, which MP4 needs whose tables stand at its end. */
const flags = [
  "-nostdin",
  "-v",
  "error",
  "-i",
  "cache:pipe:0",
  "-map",
  "0:a:0",
  "-f",
  "wav",
  "-c:a",
  "pcm_f32le",
  "pipe:1"
]

const runFfmpeg = (program: string, bytes: Uint8Array): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, flags, { stdio: ["pipe", "pipe", "pipe"] })
    const sound: Array<Buffer> = []
    let said = ""
    child.stdout.on("data", (chunk: Buffer) => sound.push(chunk))
    child.stderr.setEncoding("utf8").on("data", (text: string) => said = `${said}${text}`.slice(-4096))
    child.stdin.on("error", () => {}) // it may stop reading once it has enough; its exit says the rest
    child.on("error", reject)
    child.on("close", () => resolve({ sound: Buffer.concat(sound), said }))
    child.stdin.end(bytes)
  })

const lastLine = (said: string): string => said.trim().split("\n").findLast((line) => !line.startsWith("[cache")) ?? ""

/** At its own rate and with its own channels, as 32-bit floats. */
const byFfmpeg = async (program: string, bytes: Uint8Array, name: string, format: SoundFormat): Promise<Audio> => {
  const { said, sound } = await runFfmpeg(program, bytes).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BadAudio("no-decoder", name, `PIPELINE_FFMPEG=${program} cannot be started: ${why}`, { cause })
  })
  if (sound.length === 0) throw new BadAudio("damaged", name, `${format}: ffmpeg says ${lastLine(said)}`)
  return decodeWav(sound, name)
}

/**
 * Sound of a foreign format, by `ffmpeg` where a program is named, else by the package audio-decode where it is installed.
 * Failure: BadAudio "no-decoder" where there is neither, "damaged" for what they cannot decode.
 */
export const decodeForeign = (
  bytes: Uint8Array,
  name: string,
  { ffmpeg, format }: { readonly format: SoundFormat; readonly ffmpeg: string | undefined }
): Promise<Audio> =>
  ffmpeg === undefined || ffmpeg === "" ? byPackage(bytes, name, format) : byFfmpeg(ffmpeg, bytes, name, format)
