import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { decodeAudio, hear } from "../../../src/music/audio/decode.ts"
import { flacGroups, readStreamInfo } from "../../../src/music/audio/flac-frames.ts"
import { frameHeadAt } from "../../../src/music/audio/flac-header.ts"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { crc } from "./flac-bytes.ts"

const flac = readFileSync(new URL("../../golden/audio/formats/sine.flac", import.meta.url))
const soundAt = readStreamInfo(inMemory(flac))!.soundAt

/** Where frames begin, by their numbers. */
const starts = (): ReadonlyArray<number> => {
  const found: Array<number> = []
  for (let at = soundAt; at < flac.length; at++) if (frameHeadAt(flac, at)?.number === found.length) found.push(at)
  return found
}

/** The same file whose frames leave rate and depth to its head. */
const deferring = (): Buffer => {
  const bytes = Buffer.from(flac)
  const frames = starts()
  frames.forEach((at, i) => {
    const { sizeBytes } = frameHeadAt(flac, at)!
    const end = frames[i + 1] ?? bytes.length
    bytes[at + 2]! &= 0xf0
    bytes[at + 3]! &= 0xf1
    bytes[at + sizeBytes - 1] = crc(bytes.subarray(at, at + sizeBytes - 1), 8, 0x07)
    bytes.writeUInt16BE(crc(bytes.subarray(at, end - 2), 16, 0x8005), end - 2)
  })
  return bytes
}

describe("a FLAC file", () => {
  it("whose frames defer to STREAMINFO sounds as one whose frames say all", async () => {
    const short = deferring()

    expect(short.equals(flac)).toBe(false)
    expect(await decodeAudio(short, "short.flac")).toEqual(await decodeAudio(flac, "full.flac"))
  })

  it("is heard from a time on as it is when all of it is decoded", async () => {
    const { channels: [whole], sampleRateHz } = await decodeAudio(flac, "full.flac")
    for (const bytes of [flac, deferring()]) {
      for (const [startSec, endSec] of [[0, 0.1], [0.05, null], [0.1, 0.2]] as const) {
        const { audio } = await hear(inMemory(bytes), "cut", { excerptSec: 9, ffmpeg: "", cut: { startSec, endSec } })
        const [from, to] = [startSec * sampleRateHz, endSec === null ? undefined : endSec * sampleRateHz].map((at) =>
          at === undefined ? at : Math.round(at)
        )

        expect(audio.channels[0]).toEqual(whole!.slice(from, to))
      }
      const behind = hear(inMemory(bytes), "cut", { excerptSec: 9, ffmpeg: "", cut: { startSec: 999, endSec: null } })
      await expect(behind).rejects.toThrow("it lies behind the end of its file (it begins at 16:39)")
    }
  })

  it("is parted into files that hold all of its frames, and each says how many samples it has", async () => {
    const groups = [...flacGroups(inMemory(flac), readStreamInfo(inMemory(flac))!)]

    const lengths = await Promise.all(groups.map(async (group) => (await decodeAudio(group, "g")).channels[0]!.length))

    expect(lengths).toEqual(groups.map((group) => readStreamInfo(inMemory(group))!.samples))
    expect(lengths.reduce((sum, each) => sum + each, 0)).toBe(readStreamInfo(inMemory(flac))!.samples)
  })

  it("loses the frame that is damaged and no other", async () => {
    const { channels: [whole] } = await decodeAudio(flac, "full.flac")
    const frames = starts()
    for (const damaged of [1, 4, 8]) {
      const [from, to] = [damaged * 2304, (damaged + 1) * 2304]
      const others = [...whole!.subarray(0, from), ...whole!.subarray(to)]
      const bytes = Buffer.from(flac)
      bytes.fill(0x55, frames[damaged]! + 20, frames[damaged]! + 40)
      const longer = Buffer.concat([
        flac.subarray(0, frames[damaged]! + 20),
        Buffer.alloc(999),
        flac.subarray(frames[damaged]! + 20)
      ])

      for (const file of [bytes, longer]) {
        expect([...(await hear(inMemory(file), "damaged.flac", { excerptSec: 9, ffmpeg: "" })).audio.channels[0]!])
          .toEqual(others)
      }
    }
  })
})
