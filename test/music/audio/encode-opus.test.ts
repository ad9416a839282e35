import { expect, it } from "vitest"
import { decodeAudio } from "../../../src/music/audio/decode.ts"
import { encodeOpus, opusRateHz } from "../../../src/music/audio/encode-opus.ts"
import { oggPages } from "../../../src/music/audio/ogg-pages.ts"
import { previewOf } from "../../../src/music/audio/preview.ts"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"

const tone = (hz: number, rateHz: number, seconds: number): Float32Array =>
  Float32Array.from({ length: rateHz * seconds }, (_, i) => 0.5 * Math.sin(2 * Math.PI * hz * i / rateHz))

/** Likeness of two sounds, 1 for the same but for loudness. */
const likeness = (a: Float32Array, b: Float32Array): number => {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

it("what another decoder reads is as long as what was given, in step with it, and alike", async () => {
  const given = tone(440, opusRateHz, 1)

  const { channels: [heard], sampleRateHz } = await decodeAudio(await encodeOpus(given, 24), "tone.opus")

  expect([sampleRateHz, heard!.length]).toEqual([48_000, 48_000])
  expect(likeness(heard!, tone(440, 48_000, 1))).toBeGreaterThan(0.98)
})

it("the same samples give the same bytes, and a shorter sound than a frame is a sound", async () => {
  const short = tone(440, opusRateHz, 1).subarray(0, 100)

  expect(await encodeOpus(short, 24)).toEqual(await encodeOpus(short, 24))
  expect((await decodeAudio(await encodeOpus(short, 24), "short.opus")).channels[0]).toHaveLength(200)
})

it("a preview is of the middle of the track, and 20 kbit/s are 20 kbit/s", async () => {
  const [low, high] = [tone(300, 22_050, 10), tone(900, 22_050, 10)]
  const track = Float32Array.from(low, (value, i) => i > 3 * 22_050 && i < 7 * 22_050 ? high[i]! : value)

  const bytes = await previewOf(inMemory(encodeWav16(track, 22_050)), "track.wav", { seconds: 3, kbps: 20 })
  const { channels: [heard] } = await decodeAudio(bytes, "preview.opus")
  const crossings = heard!.slice(4800, -4800).filter((value, i, all) => i > 0 && value >= 0 && all[i - 1]! < 0).length

  expect(heard).toHaveLength(3 * 48_000)
  expect(crossings / 2.8).toBeCloseTo(900, -1)
  expect(bytes.length * 8 / 3).toBeGreaterThan(15_000)
  expect(bytes.length * 8 / 3).toBeLessThan(25_000)
})

it("bytes that are no sound are refused by the file's name", async () => {
  await expect(previewOf(inMemory(Buffer.from("no sound")), "x.wav", { seconds: 3, kbps: 20 })).rejects.toThrow("x.wav")
})

it("Ogg pages hold whole packets in at most 255 segments, with the checksum that RFC 3533 asks for", () => {
  const packets = [3, 255, 40_000, ...Array.from({ length: 80 }, () => 60)].map((length, i) => ({
    bytes: new Uint8Array(length).fill(i),
    granule: 960 * i
  }))

  const stream = Buffer.from(oggPages(packets))
  const starts = [...stream.toString("latin1").matchAll(/OggS/g)].map(({ index }) => index)

  expect(starts.map((at) => stream.readUInt32LE(at + 18))).toEqual(starts.map((_, i) => i))
  expect(starts.map((at) => stream[at + 26])).toEqual([1, 2, 157 + 49, 31])
  expect(starts.map((at) => stream[at + 5])).toEqual([2, 0, 0, 4])
  expect(stream.length).toBe(packets.reduce((sum, { bytes }) => sum + bytes.length, 0) + 4 * 27 + 3 + 206 + 31)
})
