/** Whatever the program ffmpeg can decode, piece by piece and without a file between. */
import { spawn } from "node:child_process"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { BadAudio } from "./bad-audio.ts"
import { cafTablesFirst } from "./caf.ts"
import { fourLetters } from "./four-letters.ts"
import { tablesFirst } from "./mp4-order.ts"
import { PCM_BYTES, readPcm } from "./pcm.ts"
import type { Blocks } from "./sound-blocks.ts"
import { inMemory, piecesOf, type SoundFile } from "./sound-file.ts"
import { decodeWav, findWavSound } from "./wav.ts"

/** The program as the system finds it, used where none is named: it need not be installed. */
export const SYSTEM_FFMPEG = "ffmpeg"

/** How a file is decoded: `isStrict` refuses what the program itself calls a failure, `what` begins its words. */
export interface ByFfmpeg {
  readonly ffmpeg: string
  readonly what?: string
  readonly isStrict?: boolean
}

/** Thrown where the system has no ffmpeg and the user named none. */
const noFfmpeg = "no ffmpeg is installed"

/** Whether a failure means only that the system has no ffmpeg. */
export const isNoFfmpeg = (cause: unknown): boolean => cause instanceof BadAudio && cause.detail === noFfmpeg

/** Pipes alone are open to it: a playlist that calls itself music names files and addresses that are not its to open. */
const flags = ("-nostdin -v error -protocol_whitelist pipe -i pipe:0 -map 0:a:0 -f wav -c:a pcm_f32le pipe:1")
  .split(" ")

const silenceMs = 20_000 // a program that says nothing for so long hangs
const pieceBytes = 1 << 18
const mostHeadBytes = 4096 // of the WAV it writes; its head takes less

const lastLine = (said: string): string => said.trim().split("\n").at(-1) ?? ""

interface Running {
  readonly output: AsyncIterable<Buffer>
  /** Exit status and last words, once it has ended. */
  readonly ended: Promise<{ readonly status: number | null; readonly said: string }>
  readonly stop: () => void
}

/** As it can be read from a pipe, in which nothing is sought. */
const inOrder = (file: SoundFile): SoundFile => {
  const head = file.read(0, 8)
  if (fourLetters(head, 4) === "ftyp") return tablesFirst(file)
  return fourLetters(head) === "caff" ? cafTablesFirst(file) : file
}

/** Starts the program on a file. Rejects with the system's error where it cannot be started. */
const start = async (program: string, file: SoundFile): Promise<Running> => {
  const child = spawn(program, flags, { stdio: ["pipe", "pipe", "pipe"] })
  let said = ""
  child.stderr.setEncoding("utf8").on("data", (text: string) => said = `${said}${text}`.slice(-4096))
  const ended = new Promise<{ status: number | null; said: string }>((resolve) => {
    child.on("close", (status) => resolve({ status, said }))
  })
  await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject))
  // it may stop reading once it has enough, or be stopped; its exit says the rest
  pipeline(Readable.from(piecesOf(inOrder(file), pieceBytes)), child.stdin).catch(() => child.stdin.destroy())
  return { output: child.stdout, ended, stop: () => child.kill("SIGKILL") }
}

/** What a program writes, until it is silent for too long, when it is stopped. */
async function* heard({ output, stop }: Running): AsyncGenerator<Buffer> {
  let timer = setTimeout(stop, silenceMs)
  try {
    for await (const chunk of output) {
      clearTimeout(timer)
      yield chunk
      timer = setTimeout(stop, silenceMs)
    }
  } finally {
    clearTimeout(timer)
    stop()
  }
}

/** Whether anything stands behind the head that the program writes even where it has found no sound. */
const holdsSamples = (bytes: Buffer): boolean => {
  const at = bytes.indexOf("data", 0, "latin1")
  return at >= 0 && at + 8 < bytes.length
}

/** Sound of the WAV file that arrives in chunks. */
async function* soundOf(chunks: AsyncIterable<Buffer>, name: string) {
  let rest: Buffer = Buffer.alloc(0)
  let format: ReturnType<ReturnType<typeof findWavSound>["format"]> | undefined
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk])
    if (format === undefined) {
      if (rest.length < mostHeadBytes) continue
      const found = findWavSound(inMemory(rest), name)
      format = found.format()
      rest = rest.subarray(found.offsetBytes)
    }
    const frameBytes = PCM_BYTES[format.encoding] * format.channels
    const sizeBytes = rest.length - rest.length % frameBytes
    const channels = readPcm(rest, { ...format, littleEndian: true, offsetBytes: 0, sizeBytes })
    yield { channels, sampleRateHz: format.sampleRateHz }
    rest = rest.subarray(sizeBytes)
  }
  if (format === undefined && holdsSamples(rest)) yield decodeWav(rest, name)
}

/**
 * Sound of any file that ffmpeg decodes, at its own rate and with its own channels, as 32-bit floats.
 * Failure: BadAudio "no-decoder" where the program cannot be started, "damaged" in its words where it finds no sound.
 */
export const ffmpegBlocks = (
  file: SoundFile,
  name: string,
  { ffmpeg, isStrict = false, what = "" }: ByFfmpeg
): Blocks =>
  async function*() {
    const running = await start(ffmpeg, file).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause)
      const isAbsent = ffmpeg === SYSTEM_FFMPEG && cause instanceof Error && "code" in cause && cause.code === "ENOENT"
      const detail = isAbsent ? noFfmpeg : `PIPELINE_FFMPEG=${ffmpeg} cannot be started: ${why}`
      throw new BadAudio("no-decoder", name, detail, { cause })
    })
    let hasSound = false
    for await (const audio of soundOf(heard(running), name)) {
      hasSound = true
      yield audio
    }
    const { said, status } = await running.ended
    if (!hasSound || (isStrict && status !== 0)) {
      throw new BadAudio(
        "damaged",
        name,
        `${what}ffmpeg ${said.trim() === "" ? "finds no sound" : `says ${lastLine(said)}`}`
      )
    }
  }
