import { readFileSync } from "node:fs"
import { describe, expect, it, vi } from "vitest"
import { decodeAudio } from "../../../src/music/audio/decode.ts"
import { endOfFrames } from "../../../src/music/audio/flac-end.ts"
import { measureTrack } from "../../../src/music/audio/measure-track.ts"
import { mpegStretches } from "../../../src/music/audio/mpeg-stretches.ts"
import { sniff } from "../../../src/music/audio/sniff.ts"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"
import { frameOf, streamInfo } from "./flac-bytes.ts"
import { chunk, format, wav } from "./wav-bytes.ts"

const file = (name: string): Buffer => readFileSync(new URL(`../../golden/audio/formats/${name}`, import.meta.url))
const [aiff, au, flac, mp3, m4a] = ["sine.aiff", "sine.au", "sine.flac", "sine.mp3", "sine.m4a"].map(file) as [
  Buffer,
  Buffer,
  Buffer,
  Buffer,
  Buffer
]
const wave = Buffer.from(encodeWav16(Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i / 10) / 2), 22_050))
const junk = (bytes: number): Buffer => Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => (i * 73 + 11) % 251))
const id3v1 = Buffer.concat([Buffer.from("TAG"), Buffer.alloc(125, "a")])
const decoded = async (...parts: ReadonlyArray<Uint8Array>) => {
  const { channels, sampleRateHz } = await decodeAudio(Buffer.concat(parts), "odd")
  return { channels, sampleRateHz }
}

/** A file with other bytes from the one at which `text` stands, so many behind it. */
const changed = (bytes: Buffer, text: string, behind: number, ...values: ReadonlyArray<number>): Buffer => {
  const copy = Buffer.from(bytes)
  copy.set(values, copy.indexOf(text, 0, "latin1") + behind)
  return copy
}
const all = [255, 255, 255, 255] as const
const none = [0, 0, 0, 0] as const

const shortAu = Buffer.concat([au.subarray(0, 24), au.subarray(au.readUInt32BE(4))]) // without a remark in its head

describe("sizes that are wrong", () => {
  it.each([
    ["AIFF whose sound is said to be 0 bytes", aiff, changed(aiff, "SSND", 4, ...none)],
    ["AIFF whose sound is said to be endless", aiff, changed(aiff, "SSND", 4, ...all)],
    ["AIFF whose form is said to be 0 bytes", aiff, changed(aiff, "FORM", 4, ...none)],
    ["AIFF of which neither is right", aiff, changed(changed(aiff, "FORM", 4, ...all), "SSND", 4, ...none)],
    ["AU of 0 bytes", au, changed(au, ".snd", 8, ...none)],
    ["AU whose sound is said to begin in its head", au, changed(shortAu, ".snd", 4, ...none)]
  ])("do not keep from being heard an %s", async (_, right, wrong) => {
    expect(wrong.equals(right)).toBe(false)
    expect((await decoded(wrong)).channels[0]!.subarray(0, 8000)).toEqual(
      (await decoded(right)).channels[0]!.subarray(0, 8000)
    )
  })

  it.each([
    ["a list", chunk("LIST", [...Buffer.from("INFOISFTxxxx")])],
    ["two chunks, one of odd size", [...chunk("id3 ", [1, 2, 3]), ...chunk("LIST", [...Buffer.from("INFO")])]],
    ["a tag", [...id3v1]]
  ])("do not make sound of what stands behind sound without a size: %s", async (_, behind) => {
    for (const size of [none, all]) {
      const open = changed(wave, "data", 4, ...size)

      expect(await decoded(open, Buffer.from(behind))).toEqual(await decoded(wave))
    }
  })

  it("are said to be a rate that makes no sense, where that is what is 0", async () => {
    await expect(decoded(changed(wave, "fmt ", 12, ...none))).rejects.toThrow("its sample rate makes no sense (0 Hz)")
  })
})

describe("Wave64", () => {
  const rest = [0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a]
  const piece = (id: string, size: bigint, body: Uint8Array): Buffer => {
    const sizeBytes = Buffer.alloc(8)
    sizeBytes.writeBigUInt64LE(size)
    const whole = Buffer.concat([Buffer.from(id), Buffer.from(rest), sizeBytes, body])
    return Buffer.concat([whole, Buffer.alloc((8 - whole.length % 8) % 8)])
  }
  const riff = Buffer.from("riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0", "latin1")
  const sound = wave.subarray(44)
  const of = (size: bigint, total = 0n): Buffer => {
    const totalBytes = Buffer.alloc(8)
    totalBytes.writeBigUInt64LE(total)
    const head = [riff, totalBytes, Buffer.from("wave"), Buffer.from(rest)]
    const fact = piece("fact", 24n + 3n, Buffer.from([1, 2, 3]))
    return Buffer.concat([
      ...head,
      fact,
      piece("fmt ", 40n, Buffer.from(format(1, 1, 16, 22_050))),
      piece("data", size, sound)
    ])
  }

  it.each([
    ["its size", of(BigInt(sound.length) + 24n, 9n)],
    ["no size", of(0n)],
    ["a size beyond the file", of(2n ** 62n, 2n ** 63n)],
    ["a tag in front", Buffer.concat([Buffer.from("ID3\x03\0\0\0\0\0\x05xxxxx"), of(0n)])]
  ])("is what it is as WAV, with %s", async (_, bytes) => {
    expect(await decoded(bytes)).toEqual(await decoded(wave))
  })
})

describe("sound behind something else", () => {
  it.each([
    ["AIFF", aiff, junk(300)],
    ["AIFF behind the head of MacBinary", aiff, Buffer.concat([Buffer.from("\0\x05a.aif"), Buffer.alloc(121)])],
    ["WAV behind a byte order mark", wave, Buffer.from("\uFEFF")],
    ["MP3 behind a picture", mp3.subarray(sniff(mp3)!.offset), Buffer.concat([Buffer.from([0xff, 0xd8]), junk(9000)])]
  ])("is heard: %s", async (_, bytes, front) => {
    expect(await decoded(front, bytes)).toEqual(await decoded(bytes))
  })

  it("is found where an MP4 begins, whose first bytes are zeros", () => {
    const tag = Buffer.from("ID3\x03\0\0\0\0\0\x05xxxxx")

    for (const front of [tag, Buffer.alloc(128), junk(77), Buffer.concat([tag, Buffer.alloc(9)])]) {
      expect(sniff(Buffer.concat([front, m4a]))).toEqual({ format: "mp4", offset: front.length })
    }
  })
})

/** A value whose third frame ends with 0. */
const lastByZero = (): number => Array.from({ length: 9999 }, (_, i) => i + 1).find((i) => frameOf(i, 2).at(-1) === 0)!
describe("more junk than a mebibyte", () => {
  const first = mp3.subarray(sniff(mp3)!.offset)

  it.each([
    ["mp3", first, 3 * 2 ** 20],
    ["mp3", first, 2 ** 21 - 100], // across the end of what is read at once
    ["flac", flac, 5_000_001]
  ])("does not hide the beginning of a sound: %s", (format, bytes, offset) => {
    expect(sniff(Buffer.concat([Buffer.alloc(offset, 1), bytes]))).toEqual({ format, offset })
  })

  it("is looked through up to 16 MiB", () => {
    const behind = (count: number) => sniff(Buffer.concat([Buffer.alloc(count, 1), flac]))

    expect(behind(2 ** 24 - 1)).toEqual({ format: "flac", offset: 2 ** 24 - 1 })
    expect(behind(2 ** 24 + 2 ** 20)).toBeUndefined()
  })
})

describe("a CAF of unknown size", () => {
  const caf = (size: bigint, ...chunks: ReadonlyArray<Buffer>): Buffer => {
    const head = Buffer.alloc(8 + 12 + 32 + 12 + 4)
    head.write("caff\0\x01\0\0desc")
    head.writeBigInt64BE(32n, 12)
    head.writeDoubleBE(22_050, 20)
    head.write("lpcm", 28)
    head.writeUInt32BE(2, 32) // little endian
    head.writeUInt32BE(2, 36)
    head.writeUInt32BE(1, 40)
    head.writeUInt32BE(1, 44)
    head.writeUInt32BE(16, 48)
    head.write("data", 52)
    head.writeBigInt64BE(size, 56)
    return Buffer.concat([head, wave.subarray(44), ...chunks])
  }

  it.each([0n, -1n, 4n, 2n ** 62n])("lasts to its end: %i", async (size) => {
    const right = await decoded(caf(BigInt(wave.length - 44 + 4)))

    expect(right.channels[0]).toHaveLength(4000)
    expect(await decoded(caf(size))).toEqual(right)
  })
})

describe("MP3s joined to one file", () => {
  const other = file("sine-48000.mp3")
  /** How often a tone crosses zero in a second, from one time to another. */
  const crossings = (samples: Float32Array, rate: number, [from, to]: readonly [number, number]): number => {
    const part = samples.subarray(from * rate, to * rate)
    return part.filter((value, i) => i > 0 && value < 0 !== part[i - 1]! < 0).length / (to - from)
  }

  it.each([
    ["the lower first", [mp3, other], 22_050],
    ["the higher first", [other, mp3], 48_000],
    ["a tag between", [mp3, Buffer.concat([id3v1, junk(700), other])], 22_050]
  ])("keep their speed where their rates differ: %s", async (_, parts, rate) => {
    const { channels: [samples], sampleRateHz } = await decoded(...parts)

    expect(sampleRateHz).toBe(rate)
    expect(samples!.length / rate).toBeCloseTo(2, 0)
    expect(crossings(samples!, rate, [0.2, 0.8])).toBeCloseTo(880, -1)
    expect(crossings(samples!, rate, [1.3, 1.9])).toBeCloseTo(880, -1)
  })

  it("are one stretch where their rates are one, whatever looks like a frame of another in between", () => {
    const stray = Buffer.concat([Buffer.from([0xff, 0xfb, 0x94, 0x64]), Buffer.alloc(200)])
    const same = inMemory(Buffer.concat([mp3, stray, id3v1, mp3]))

    expect(mpegStretches(same)).toEqual([same])
    expect(mpegStretches(inMemory(junk(5000)))).toHaveLength(1)
    expect(mpegStretches(inMemory(new Uint8Array()))).toHaveLength(1)
  })
})

describe("what stands behind the last frame", () => {
  it.each([
    ["a tag", id3v1],
    ["junk", junk(5000)],
    ["zeros", Buffer.alloc(300)],
    ["an ID3v2 tag", Buffer.from("ID3\x03\0\0\0\0\0\x05xxxxx")],
    ["a page", Buffer.from("<html>".repeat(99))]
  ])("does not cost a FLAC file that frame: %s", async (_, behind) => {
    expect(endOfFrames(inMemory(Buffer.concat([flac, behind])))).toBe(flac.length)
    expect(await decoded(flac, behind)).toEqual(await decoded(flac))
  })

  it("begins behind a checksum whose second byte is 0", async () => {
    const values = [1000, -2000, lastByZero()]
    const constant = Buffer.concat([streamInfo(values.length), ...values.map(frameOf)])
    expect(constant.at(-1)).toBe(0)

    for (const behind of ["", "x", "ID3", "\n\0\0"]) {
      const sound = await decoded(constant, Buffer.from(behind))
      expect([0, 1, 2].map((i) => Math.round(sound.channels[0]![i * 256 + 200]! * 32_767))).toEqual(values)
      expect(sound.channels[0]).toHaveLength(768)
    }
  })

  it("is left alone in a FLAC file that is cut within a frame", () => {
    const cut = flac.subarray(0, flac.length - 100)

    expect(endOfFrames(inMemory(cut))).toBe(cut.length)
    expect(endOfFrames(inMemory(junk(999)))).toBe(999)
  })

  it("is no message on the terminal", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue(undefined)

    await decoded(mp3, junk(5000))
    await decoded(streamInfo(3), ...[1, 2, lastByZero()].map(frameOf))
    await decoded(mp3.subarray(0, 2000), junk(900), mp3.subarray(2000))

    expect(said).not.toHaveBeenCalled()
    said.mockRestore()
  })
})

describe("channels that cancel", () => {
  const floats = (...channels: ReadonlyArray<(i: number) => number>): Uint8Array => {
    const data = Buffer.alloc(4 * channels.length * 22_050)
    for (let i = 0; i < 22_050; i++) {
      channels.forEach((at, c) => data.writeFloatLE(at(i), 4 * (channels.length * i + c)))
    }
    return wav(chunk("fmt ", format(3, channels.length, 32, 22_050)), chunk("data", [...data]))
  }
  const tone = (i: number) => 0.4 * Math.sin(i / 9)
  const against = (i: number) => -tone(i)
  const judged = (bytes: Uint8Array) =>
    measureTrack(inMemory(bytes), "it", { profile: "librosa", excerptSec: 30 }).then(
      () => "measured",
      (cause: Error) => cause.message.split(". ")[0]
    )

  it.each<[string, ReadonlyArray<(i: number) => number>]>([
    ["turned over", [tone, against]],
    ["turned over and shifted", [(i) => tone(i) + 0.1, (i) => against(i) + 0.1]],
    ["turned over in pairs", [tone, against, tone, against]],
    ["with rounding left over", [tone, (i) => against(i) + 1e-5 * Math.sin(i * i)]]
  ])("are said to: %s", async (_, channels) => {
    expect(await judged(floats(...channels))).toBe(
      "it cannot be used: its channels cancel each other when they are mixed to mono"
    )
  })

  it("are measured where something is left", async () => {
    expect(await judged(floats(tone, (i) => 0.97 * against(i)))).toBe("measured")
    expect(await judged(floats(tone, () => 0))).toBe("measured")
  })

  it.each([1e38, Number.POSITIVE_INFINITY, Number.NaN, -1e30, 65])(
    "are no sound with one sample of %d",
    async (value) => {
      expect(await judged(floats((i) => i === 99 ? value : tone(i)))).toMatch(
        /NaN or infinite|no sound \(its loudest is \S{1,5},/
      )
    }
  )
})
