import { describe, expect, it } from "vitest"
import { measureTrack } from "../../../src/music/audio/measure-track.ts"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { chunk, format, wav } from "./wav-bytes.ts"

const rateHz = 22_050

/** A 32-bit float WAV of two seconds, by channel. */
const floats = (channels: number, value: (channel: number, i: number) => number, hz = rateHz) => {
  const data = Buffer.alloc(2 * hz * channels * 4)
  for (let i = 0; i < 2 * hz * channels; i++) data.writeFloatLE(value(i % channels, Math.floor(i / channels)), 4 * i)
  return inMemory(wav(chunk("fmt ", format(3, channels, 32, hz)), chunk("data", [...data])))
}
const measure = (file: ReturnType<typeof floats>) =>
  measureTrack(file, "the file", { profile: "librosa", excerptSec: 30 })
const tone = (i: number, hz = 440, rate = rateHz) => Math.sin(2 * Math.PI * hz * i / rate) / 2

describe("a track that would spoil what the others measure", () => {
  it.each([1e30, 3e38, 32_767, 65])("is set aside: a sample of %s among floats", async (size) => {
    await expect(measure(floats(1, (_, i) => i === 999 ? size : tone(i)))).rejects.toThrow("its samples are no sound")
  })

  it.each([Infinity, -Infinity, NaN])("is set aside: a sample of %s", async (value) => {
    await expect(measure(floats(1, (_, i) => i === 999 ? value : tone(i)))).rejects.toThrow("NaN or infinite")
  })

  it("is none for being 12 dB over full scale", async () => {
    const { sound } = await measure(floats(1, (_, i) => 8 * tone(i)))

    expect(sound.peak).toBeCloseTo(4, 1)
  })
})

describe("channels that cancel each other", () => {
  it.each([
    ["exactly", 0],
    ["but for their rounding", 2 ** -15]
  ])("are called that, and not silent: %s", async (_, rounding) => {
    const file = floats(2, (channel, i) => channel === 0 ? tone(i) : rounding * (i * 7 % 3 - 1) - tone(i))

    await expect(measure(file)).rejects.toThrow(
      "the file cannot be used: its channels cancel each other when they are mixed to mono."
    )
  })

  it("do not when one is half as loud, nor when all the sound is above the rate of the features", async () => {
    const half = await measure(floats(2, (channel, i) => channel === 0 ? tone(i) : -tone(i) / 2))
    const high = floats(2, (_, i) => tone(i, 15_000, 44_100) + tone(i) / 500, 44_100)

    expect(half.sound.silentShare).toBe(0)
    expect((await measure(high)).sound.peak).toBeCloseTo(0.5, 1)
  })

  it("are silent where both are", async () => {
    await expect(measure(floats(2, () => 0))).rejects.toThrow("it is silent")
  })
})

describe("a sound that is silent in its middle", () => {
  const heard = async (isSounding: (i: number) => boolean) => {
    const { features } = await measureTrack(floats(1, (_, i) => isSounding(i) ? tone(i) : 0), "the file", {
      profile: "librosa",
      excerptSec: 0.5
    })
    return features.values[features.names.indexOf("rms_mean")]!
  }

  it.each([
    ["at the beginning", (i: number) => i < 11_025],
    ["at the end", (i: number) => i >= 3 * 11_025],
    ["at both ends", (i: number) => i < 11_025 || i >= 3 * 11_025]
  ])("is measured where it sounds: %s", async (_, isSounding) => {
    expect(await heard(isSounding)).toBeGreaterThan(0.8 * await heard(() => true))
  })

  it("is none where it stands still, however far from zero", async () => {
    await expect(measure(floats(2, () => 0.5))).rejects.toThrow("it is silent (one value, that of its offset)")
  })

  it("is no sound where all of it is louder than any mix", async () => {
    await expect(measure(floats(2, (_, i) => 30 + tone(i)))).rejects.toThrow("its samples are no sound")
  })
})
