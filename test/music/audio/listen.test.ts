import { describe, expect, it } from "vitest"
import { checkSound } from "../../../src/music/audio/check-sound.ts"
import { excerpt } from "../../../src/music/audio/excerpt.ts"
import { listen } from "../../../src/music/audio/listen.ts"
import type { Blocks } from "../../../src/music/audio/sound-blocks.ts"

const rateHz = 1000

/** A ramp in blocks of these lengths, in two channels of opposite sign. */
const ramp = (lengths: ReadonlyArray<number>, pulled: Array<number> = []): Blocks =>
  async function*() {
    let at = 0
    for (const length of lengths) {
      const left = Float32Array.from({ length }, (_, i) => ((at + i) % 1000) / 1000)
      yield { channels: [left, left.map((value) => -value)], sampleRateHz: rateHz }
      pulled.push(length)
      at += length
    }
  }

describe("listening to a sound", () => {
  it("keeps the middle, whatever pieces it comes in, and hears all of it", async () => {
    const whole = await listen(ramp([4321]), "ramp", 2)
    const pieces = await listen(ramp([1000, 1, 0, 2320, 1000]), "ramp", 2)

    expect(pieces.audio).toEqual(whole.audio)
    expect(pieces.sound).toEqual(whole.sound)
    expect(whole.audio.channels[0]).toEqual(
      excerpt(Float32Array.from({ length: 4321 }, (_, i) => (i % 1000) / 1000), 2000)
    )
  })

  it("of a sound that is too long to be kept decodes it twice, the second time to the stretch's end", async () => {
    const block = 2 ** 20
    const pulled: Array<number> = []

    const { audio, sound } = await listen(ramp(Array.from({ length: 16 }, () => block), pulled), "long", 3)

    const start = (16 * block - 3000) / 2
    expect([...audio.channels[0]!.subarray(0, 3)].map((value) => Math.round(value * 1000))).toEqual(
      [0, 1, 2].map((i) => (start + i) % 1000)
    )
    expect(sound.durationSec).toBe(16 * block / rateHz)
    expect(pulled.length).toBe(16 + 8)
  })

  it("counts a run at full scale once, and the blocks of silence, across pieces", async () => {
    const samples = Float32Array.from({ length: 1000 }, (_, i) => i < 500 ? 0 : i < 510 ? 1 : 0.5)
    const inPieces: Blocks = async function*() {
      for (const [from, to] of [[0, 503], [503, 504], [504, 1000]] as const) {
        yield { channels: [samples.subarray(from, to)], sampleRateHz: rateHz }
      }
    }

    const { sound } = await listen(inPieces, "clipped", Infinity)

    expect(sound).toEqual(checkSound({ channels: [samples], sampleRateHz: rateHz }))
    expect([sound.clippedShare, sound.silentShare]).toEqual([0.01, 0.5])
  })

  it("refuses a sound that never ends", async () => {
    const block = new Float32Array(2 ** 20)
    const endless: Blocks = async function*() {
      for (;;) yield { channels: [block], sampleRateHz: 10 }
    }

    await expect(listen(endless, "endless", 30)).rejects.toThrow("it is longer than twelve hours")
  })
})

describe("listening to a stretch of a sound", () => {
  const whole = Float32Array.from({ length: 4321 }, (_, i) => (i % 1000) / 1000)
  const after = (lengths: ReadonlyArray<number>, asked: Array<number>): Blocks =>
    Object.assign(ramp(lengths), {
      after: async function*(sec: number) {
        asked.push(sec)
        yield { channels: [whole.slice(sec * rateHz), whole.slice(sec * rateHz)], sampleRateHz: rateHz }
      }
    })

  it.each([[0, 1], [0.5, 2.25], [1, 1.5], [4, null], [4.3, 99]])(
    "hears %d s to %d s and nothing else, in any pieces",
    async (startSec, endSec) => {
      const expected = whole.slice(startSec * rateHz, endSec === null ? undefined : endSec * rateHz)
      for (const blocks of [ramp([4321]), ramp([1000, 1, 0, 2320, 1000]), after([4321], [])]) {
        const { audio, sound } = await listen(blocks, "cut", Infinity, { cut: { startSec, endSec } })

        expect(audio.channels[0]).toEqual(expected)
        expect(sound).toMatchObject({ durationSec: expected.length / rateHz, peak: Math.max(...expected) })
      }
    }
  )

  it("takes the middle of the stretch, and decodes nothing behind it", async () => {
    const pulled: Array<number> = []
    const { audio } = await listen(ramp([1000, 1000, 1000, 1000], pulled), "cut", 0.5, {
      cut: { startSec: 1, endSec: 2 }
    })

    expect(audio.channels[0]).toEqual(whole.slice(1250, 1750))
    expect(pulled).toEqual([1000]) // the second is the last that is asked for
  })

  it("seeks where the decoder can, and says where a stretch is behind the end", async () => {
    const asked: Array<number> = []
    await listen(after([4321], asked), "cut", 1, { cut: { startSec: 2, endSec: 3 } })

    expect(asked).toEqual([2])
    await expect(listen(ramp([4321]), "cut", 1, { cut: { startSec: 65, endSec: 70 } })).rejects.toThrow(
      "it lies behind the end of its file (it begins at 1:05)"
    )
  })
})
