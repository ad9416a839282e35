import decodeByOther from "audio-decode"
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { BadAudio } from "../../../src/music/audio/bad-audio.ts"
import { decodeByCodec } from "../../../src/music/audio/codecs.ts"
import { decodeAudio } from "../../../src/music/audio/decode.ts"
import { tablesFirst } from "../../../src/music/audio/mp4-order.ts"
import { sniff } from "../../../src/music/audio/sniff.ts"
import { inMemory, piecesOf } from "../../../src/music/audio/sound-file.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"
import { xmOneNote } from "./xm-bytes.ts"

const formats = new URL("../../golden/audio/formats/", import.meta.url)
const file = (name: string): Uint8Array => readFileSync(new URL(name, formats))

let folder = ""
/** A program that answers as ffmpeg would; it is started as a program of the system is. */
const program = (name: string, body: string): string => {
  const at = join(folder, name)
  writeFileSync(at, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  return at
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "foreign-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe("formats that come with the package", () => {
  it.each([
    "sine.mp3",
    "sine-8s.ogg",
    "sine-opus.opus",
    "sine.flac",
    "sine-flac.ogg",
    "sine.aiff",
    "sine.wma",
    "sine-adpcm.wav",
    "sine-extensible-24.wav"
  ])("%s is decoded to the very samples that audio-decode gives", async (name) => {
    const bytes = file(name)

    const own = await decodeByCodec(bytes, sniff(bytes)!.format)
    const other = await decodeByOther(bytes)

    expect(own).toEqual({ channels: other.channelData, sampleRateHz: other.sampleRate })
  })

  it("a tracker module too", async () => {
    const own = await decodeByCodec(xmOneNote(), "xm")
    const { channelData } = await decodeByOther(xmOneNote())

    expect(own!.channels).toEqual(channelData)
  })
})

describe("formats that do not", () => {
  it("are decoded by the program that is named, from what it writes of them", async () => {
    const sound = encodeWav16(Float32Array.of(0, 0.5, -0.25), 32_000)
    writeFileSync(join(folder, "sound.wav"), sound)
    const ffmpeg = program("ffmpeg-good", `cat >'${folder}/got'; cat '${folder}/sound.wav'`)

    const { channels, sampleRateHz } = await decodeAudio(file("sine.m4a"), "song.m4a", ffmpeg)

    expect([sampleRateHz, [...channels[0]!].map((value) => value.toFixed(2))]).toEqual([
      32_000,
      ["0.00", "0.50", "-0.25"]
    ])
    expect(readFileSync(join(folder, "got"))).toEqual(
      Buffer.concat([...piecesOf(tablesFirst(inMemory(file("sine.m4a"))), 2 ** 16)])
    )
  })

  it("are damaged where that program says so, in its words", async () => {
    const ffmpeg = program("ffmpeg-bad", "echo 'pipe:0: Invalid data found' >&2; exit 1")

    await expect(decodeAudio(file("sine.m4a"), "song.m4a", ffmpeg)).rejects.toThrow(
      "song.m4a cannot be used: the decoder refused its contents (mp4: ffmpeg says pipe:0: Invalid data found)."
    )
  })

  it("name a program that is not there", async () => {
    const failed = await decodeAudio(file("sine.m4a"), "song.m4a", join(folder, "none")).catch((cause: unknown) =>
      cause
    )

    expect(failed).toBeInstanceOf(BadAudio)
    expect((failed as BadAudio).reason).toBe("no-decoder")
  })

  it("say what to install where nothing decodes them", () => {
    const hook = `import { registerHooks } from "node:module"
      registerHooks({ resolve: (name, context, next) => {
        if (name === "audio-decode") throw Object.assign(new Error("Cannot find package 'audio-decode' imported from x"), { code: "ERR_MODULE_NOT_FOUND" })
        return next(name, context)
      } })`
    const script = `import { decodeAudio } from ${
      JSON.stringify(new URL("../../../src/music/audio/decode.ts", import.meta.url).href)
    }
      import { readFileSync } from "node:fs"
      await decodeAudio(readFileSync(${JSON.stringify(new URL("sine.m4a", formats).pathname)}), "track.m4a")
        .catch((error) => console.log(error.reason, error.message))`

    const said = execFileSync(
      process.execPath,
      [
        "--import",
        `data:text/javascript;base64,${Buffer.from(hook).toString("base64")}`,
        "--input-type=module-typescript",
        "-e",
        script
      ],
      { encoding: "utf8" }
    )

    expect(said).toBe(
      "no-decoder track.m4a cannot be used: no decoder of its format is installed (it is AAC or another codec in MP4: " +
        "install ffmpeg and set PIPELINE_FFMPEG=ffmpeg, or npm install audio-decode@3.12.0, whose decoders of this format " +
        "are under the GPL). Or convert it to WAV, FLAC, MP3 or Ogg.\n"
    )
  })
})
