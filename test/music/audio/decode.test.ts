import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { BadAudio } from "../../../src/music/audio/bad-audio.ts"
import { decodeAudio } from "../../../src/music/audio/decode.ts"
import { toMono } from "../../../src/music/audio/resample.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"
import { chunk, format, int16, wav } from "./wav-bytes.ts"
import { xmOneNote } from "./xm-bytes.ts"

const file = (name: string): Uint8Array => readFileSync(new URL(`../../golden/audio/formats/${name}`, import.meta.url))

const reasonOf = async (bytes: Uint8Array, name = "track.bin"): Promise<string> => {
  try {
    await decodeAudio(bytes, name)
    return "accepted"
  } catch (error) {
    return error instanceof BadAudio ? error.reason : String(error)
  }
}

/** Frequency by counting upward zero crossings between 0.1 and 0.9 of the clip. */
const frequencyHz = (samples: Float32Array, sampleRateHz: number): number => {
  const [from, to] = [Math.floor(samples.length * 0.1), Math.floor(samples.length * 0.9)]
  let crossings = 0
  for (let i = from + 1; i < to; i++) if (samples[i - 1]! < 0 && samples[i]! >= 0) crossings++
  return (crossings * sampleRateHz) / (to - from)
}

describe("decodeAudio", () => {
  it.each([
    ["sine.mp3", 22050, 1],
    ["sine-vorbis.ogg", 22050, 1],
    ["sine-opus.opus", 48000, 1],
    ["sine.flac", 22050, 1],
    ["sine-flac.ogg", 22050, 1],
    ["sine.m4a", 22050, 1],
    ["sine.aiff", 11025, 1],
    ["sine.webm", 48000, 1],
    ["sine.wma", 22050, 1],
    ["sine.au", 8000, 1],
    ["sine-adpcm.wav", 22050, 1],
    ["sine-alaw.wav", 8000, 1],
    ["sine-mulaw.wav", 8000, 1],
    ["sine-extensible-24.wav", 8000, 2]
  ])("hears 440 Hz in %s, whatever its name says", async (name, sampleRateHz, channels) => {
    const audio = await decodeAudio(file(name), "no-extension")

    expect([audio.sampleRateHz, audio.channels.length]).toEqual([sampleRateHz, channels])
    expect(Math.abs(frequencyHz(audio.channels[0]!, sampleRateHz) - 440)).toBeLessThan(4)
  })

  it("plays a tracker module: one note of a 32-sample square wave at its pitch", async () => {
    const audio = await decodeAudio(xmOneNote(), "tune.xm")

    const mono = toMono(audio, 22050)
    const note = mono.subarray(0, 22050)

    expect(Math.abs(frequencyHz(note, 22050) - 8363 / 32)).toBeLessThan(3) // C-4 plays at 8363 Hz: FastTracker II
  })

  it("refuses an empty file, text named .mp3, a picture, and text in UTF-16", async () => {
    const text = Buffer.from("Dear listener,\n this is not a song.\n".repeat(50))
    const picture = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(500, 0x55)])
    const utf16 = Buffer.from(`\ufeff${"Hallo, das ist kein Lied. ".repeat(40)}`, "utf16le")

    const reasons = await Promise.all([
      reasonOf(new Uint8Array(0), "empty.wav"),
      reasonOf(text, "text.mp3"),
      reasonOf(picture, "cover.ogg"),
      reasonOf(utf16, "text16.mp3")
    ])

    expect(reasons).toEqual(["empty-file", "not-audio", "not-audio", "not-audio"])
  })

  it("decodes the intact part of a cut mp3, ogg and wav", async () => {
    const cut = async (bytes: Uint8Array, part: number): Promise<number> =>
      (await decodeAudio(bytes.subarray(0, Math.floor(bytes.length * part)), "cut")).channels[0]!.length

    const kept = [
      await cut(file("sine.mp3"), 0.5),
      await cut(file("sine-8s.ogg"), 0.7),
      await cut(file("sine-mulaw.wav"), 0.5)
    ]

    expect(kept.map((samples) => samples > 3000)).toEqual([true, true, true])
  })

  it("refuses what was cut before its first sound, and never hangs on it", async () => {
    const stub = (name: string, bytes: number) => reasonOf(file(name).subarray(0, bytes), name)

    expect(await stub("sine-8s.ogg", 1500)).toBe("truncated")
    expect(await stub("sine.mp3", 60)).toBe("truncated")
    expect(await stub("sine.flac", 200)).toBe("truncated")
    expect(await stub("sine-mulaw.wav", 50)).toBe("truncated")
    expect(await stub("sine.m4a", 900)).toBe("damaged")
  })

  it("refuses silence, no channels, no samples, NaN and an absurd rate, each by its name", async () => {
    const nan = Buffer.alloc(8)
    nan.writeFloatLE(0.5, 0)
    nan.writeFloatLE(NaN, 4)
    const pcm = chunk("fmt ", format(1, 1, 16))

    const reasons = await Promise.all([
      reasonOf(encodeWav16(new Float32Array(22050), 22050)),
      reasonOf(wav(chunk("fmt ", format(1, 0, 16)), chunk("data", int16(1)))),
      reasonOf(wav(pcm, chunk("data", []))),
      reasonOf(wav(chunk("fmt ", format(3, 1, 32)), chunk("data", [...nan]))),
      reasonOf(wav(chunk("fmt ", format(1, 1, 16, 3)), chunk("data", int16(99, 99))))
    ])

    expect(reasons).toEqual(["silent", "no-channels", "no-samples", "not-finite", "bad-rate"])
  })

  it("calls MIDI unsupported rather than unknown, and says what to do", async () => {
    const midi = Buffer.concat([Buffer.from("MThd"), Buffer.alloc(40)])

    expect(await reasonOf(midi)).toBe("unsupported")
    await expect(decodeAudio(midi, "song.mid")).rejects.toThrow(
      "song.mid cannot be used: its encoding cannot be decoded (MIDI holds notes, not sound: render it first)."
    )
  })

  it("calls a format it recognises but has no decoder for unsupported, without a word about this machine", async () => {
    const monkeysAudio = Buffer.concat([Buffer.from("MAC "), Buffer.alloc(200, 1)])

    await expect(decodeAudio(monkeysAudio, "song.ape")).rejects.toThrow(
      "song.ape cannot be used: its encoding cannot be decoded (ape). Convert it to WAV, FLAC, MP3 or Ogg."
    )
  })

  it("refuses an MP4 whose table claims four thousand million samples, before anything is allocated for them", async () => {
    const bytes = Uint8Array.from(file("sine.m4a"))
    const table = Buffer.from(bytes.buffer).indexOf("stsz")
    bytes.fill(0xff, table + 12, table + 16)

    await expect(decodeAudio(bytes, "song.m4a")).rejects.toThrow("its stsz table claims more than the file holds")
  })

  it("refuses an AU file that declares four thousand million channels", async () => {
    const bytes = Uint8Array.from(file("sine.au"))
    bytes.fill(0xff, 20, 24)

    expect(await reasonOf(bytes)).toBe("damaged")
  })

  it("throws nothing but BadAudio for 300 files with damaged bytes", async () => {
    const names = ["sine.mp3", "sine-vorbis.ogg", "sine.flac", "sine-adpcm.wav", "sine.m4a", "sine.au"]
    let state = 1
    const next = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const surprises: Array<string> = []

    for (let i = 0; i < 300; i++) {
      const bytes = Uint8Array.from(file(names[i % names.length]!))
      for (let hits = 0; hits < 8; hits++) bytes[next(bytes.length)] = next(256)
      const reason = await reasonOf(bytes)
      if (/Error|\s/.test(reason)) surprises.push(`${names[i % names.length]}: ${reason}`)
    }

    expect(surprises).toEqual([])
  })
})
