import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { declaredSamples } from "../../../src/music/audio/declared-samples.ts"
import { decodeAudio } from "../../../src/music/audio/decode.ts"
import { frameHeadAt } from "../../../src/music/audio/flac-header.ts"
import { MeasuredPieces } from "../../../src/music/audio/measured-pieces.ts"
import { isOfOneKind } from "../../../src/music/audio/ogg-links.ts"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { chunk, format, wav } from "./wav-bytes.ts"

const file = (name: string): Buffer => readFileSync(new URL(`../../golden/audio/formats/${name}`, import.meta.url))
const [vorbis, opus, flac] = ["sine-vorbis.ogg", "sine-opus.opus", "sine.flac"].map(file) as [Buffer, Buffer, Buffer]

describe("what is held of a sound", () => {
  it("does not grow with what its bytes hold: pieces are small where they hold much", () => {
    const sizesOf = (samplesOfByte: number) => {
      const pieces = new MeasuredPieces(inMemory(new Uint8Array(1 << 18)))
      const sizes: Array<number> = []
      for (const { length } of pieces) {
        sizes.push(length)
        pieces.heard(length * samplesOfByte)
      }
      return sizes
    }

    expect(Math.max(...sizesOf(10_000).slice(8))).toBe(512)
    expect(Math.max(...sizesOf(2))).toBe(1 << 16)
    expect([10_000, 400, 2].map((dense) => sizesOf(dense).reduce((sum, size) => sum + size, 0))).toEqual(
      Array.from({ length: 3 }, () => 1 << 18)
    )
  })

  it.each(
    [
      ["wavpack", 12, 10_000_000, 20_000_000],
      ["qoa", 0, 0, 0]
    ] as const
  )("is told by the head of %s", (kind, at, samples, all) => {
    const head = Buffer.alloc(32)
    head.writeUInt32LE(samples, at)

    expect(declaredSamples(inMemory(head), kind)).toBe(all)
  })

  it("refuses what would have to be held, and says what to do", async () => {
    const head = Buffer.alloc(64)
    head.write("wvpk")
    head.writeUInt32LE(2 ** 30, 12)

    await expect(decodeAudio(head, "bomb.wv")).rejects.toThrow("Convert it to WAV, FLAC, MP3 or Ogg.")
  })
})

describe("a FLAC file with a damaged frame", () => {
  it.each([1, 3])("loses that frame alone: %s", async (which) => {
    const frames = Array.from({ length: flac.length }, (_, at) => at).filter((at) =>
      frameHeadAt(flac, at) !== undefined
    )
    const whole = (await decodeAudio(flac, "whole.flac")).channels[0]!
    const broken = Buffer.from(flac)
    broken[frames[which]! + 40]! ^= 0x10
    const { channels: [left] } = await decodeAudio(broken, "broken.flac")
    const lost = frameHeadAt(flac, frames[which]!)!.samples

    expect(left).toHaveLength(whole.length - lost)
    expect(left!.subarray(-100)).toEqual(whole.subarray(-100))
  })
})

describe("Ogg streams one behind another", () => {
  it("are gone on with where they are of one kind, and nothing else", async () => {
    expect([vorbis, Buffer.concat([vorbis, vorbis]), opus].map((bytes) => isOfOneKind(inMemory(bytes)))).toEqual(
      [true, true, true]
    )
    expect(isOfOneKind(inMemory(Buffer.concat([vorbis, opus])))).toBe(false)
    await expect(decodeAudio(Buffer.concat([vorbis, opus]), "radio.ogg")).rejects.toThrow(
      "Ogg streams of several kinds, one behind another"
    )
  })

  it("of another rate are of another kind", () => {
    const other = Buffer.from(vorbis)
    other.writeUInt32LE(11_025, other.indexOf("\x01vorbis", 0, "latin1") + 12)

    expect(isOfOneKind(inMemory(Buffer.concat([vorbis, other])))).toBe(false)
  })
})

describe("a WAV whose format leaves out the bits of a sample", () => {
  it("has them told by the bytes of a frame", async () => {
    const data = Array.from({ length: 64 }, (_, i) => i)
    const whole = wav(chunk("fmt ", format(1, 2, 16)), chunk("data", data))
    const short = wav(chunk("fmt ", format(1, 2, 16).slice(0, 14)), chunk("data", data))

    expect(await decodeAudio(short, "short.wav")).toEqual(await decodeAudio(whole, "whole.wav"))
  })
})
