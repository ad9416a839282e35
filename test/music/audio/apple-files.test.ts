import { describe, expect, it } from "vitest"
import { findAiffSound } from "../../../src/music/audio/aiff.ts"
import { cafTablesFirst } from "../../../src/music/audio/caf.ts"
import { decodeAudio } from "../../../src/music/audio/decode.ts"
import { inMemory } from "../../../src/music/audio/sound-file.ts"

const samples = Array.from({ length: 2400 }, (_, i) => Math.round(20_000 * Math.sin(i / 9)))
const rate = Buffer.from("400ebb80000000000000", "hex") // 48 000 Hz in 80 bits

const piece = (id: string, body: Uint8Array): Buffer => {
  const head = Buffer.alloc(8)
  head.write(id, 0, "latin1")
  head.writeUInt32BE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}
const common = (bits: number, compression: string): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(1, 0)
  head.writeUInt32BE(samples.length, 2)
  head.writeUInt16BE(bits, 6)
  return piece(
    "COMM",
    Buffer.concat([head, rate, Buffer.from(compression === "" ? "" : `${compression}\0\0`, "latin1")])
  )
}
const aiff = (bits: number, compression: string, data: Uint8Array, isSoundFirst = false): Buffer => {
  const chunks = [common(bits, compression), piece("SSND", Buffer.concat([Buffer.alloc(8), data]))]
  const body = Buffer.concat([
    Buffer.from(compression === "" ? "AIFF" : "AIFC"),
    ...isSoundFirst ? chunks.reverse() : chunks
  ])
  return piece("FORM", body)
}
/** The samples as so many bytes each, scaled to as many bits. */
const written = (bytes: number, isLittle = false): Buffer =>
  Buffer.concat(samples.map((value) => {
    const word = Buffer.alloc(4)
    word.writeInt32BE(value * 65_536)
    const part = Buffer.from(word.subarray(0, bytes))
    return isLittle ? part.reverse() : part
  }))
const heard = async (bytes: Uint8Array) => {
  const { channels: [first], sampleRateHz } = await decodeAudio(bytes, "apple")
  return { sampleRateHz, first: first! }
}
const expected = (bits = 16) => samples.map((value) => Math.floor(value / 2 ** (16 - bits)) / 2 ** (bits - 1))

describe("AIFF", () => {
  it.each([
    ["of 8 bits, which are signed", aiff(8, "", written(1)), 8],
    ["of 12 bits", aiff(12, "", written(2)), 16],
    ["of 24 bits called in24", aiff(24, "in24", written(3)), 16],
    ["of 32 bits called in32", aiff(32, "in32", written(4)), 16],
    ["of 24 bits, the lowest byte first", aiff(24, "42ni", written(3, true)), 16],
    ["of 8 bits that are not signed", aiff(8, "raw ", written(1).map((byte) => byte ^ 0x80)), 8],
    ["whose sound stands in front of its description", aiff(16, "", written(2), true), 16],
    ["whose bytes are in the other order", aiff(16, "sowt", written(2, true)), 16]
  ])("is read %s", async (_, bytes, bits) => {
    const { first, sampleRateHz } = await heard(bytes)

    expect(sampleRateHz).toBe(48_000)
    expect([...first]).toEqual(expected(bits))
  })

  it("is no PCM where it says another compression", () => {
    expect(findAiffSound(inMemory(aiff(16, "QDM2", written(2))))).toBeUndefined()
  })

  it("of IMA 4:1 takes the lower half of a byte first", async () => {
    const packet = Buffer.concat([Buffer.from([0, 40]), Buffer.alloc(32, 0x70)]) // a step of 0, then the largest upwards
    const { first } = await heard(aiff(16, "ima4", packet))

    expect(first).toHaveLength(64)
    expect(first[1]! - first[0]!).toBeGreaterThan(10 * Math.abs(first[0]!))
  })
})

const chunk = (id: string, body: Uint8Array): Buffer => {
  const head = Buffer.alloc(12)
  head.write(id, 0, "latin1")
  head.writeBigUInt64BE(BigInt(body.length), 4)
  return Buffer.concat([head, body])
}
const described = (format: string, flags: number, bits: number): Buffer => {
  const body = Buffer.alloc(32)
  body.writeDoubleBE(48_000, 0)
  body.write(format, 8, "latin1")
  ;[flags, bits / 8, 1, 1, bits].forEach((value, i) => body.writeUInt32BE(value, 12 + 4 * i))
  return chunk("desc", body)
}
const start = Buffer.from("caff\0\x01\0\0", "latin1")
const caf = (format: string, flags: number, bits: number, data: Uint8Array): Buffer =>
  Buffer.concat([start, described(format, flags, bits), chunk("data", Buffer.concat([Buffer.alloc(4), data]))])

describe("CAF", () => {
  it.each([
    ["16 bits", caf("lpcm", 0, 16, written(2))],
    ["16 bits, the lower byte first", caf("lpcm", 2, 16, written(2, true))],
    ["24 bits", caf("lpcm", 0, 24, written(3))]
  ])("is read with %s", async (_, bytes) => {
    expect([...(await heard(bytes)).first]).toEqual(expected())
  })

  it.each([["ulaw", [0x00, 0x80], 32_124 / 32_768], ["alaw", [0x2a, 0xaa], 32_256 / 32_768]])(
    "is as loud as %s says",
    async (format, codes, loudest) => {
      const { first } = await heard(caf(format, 0, 8, Uint8Array.from({ length: 3000 }, (_, i) => codes[i % 2]!)))

      expect([first[0], first[1]].map((value) => Math.abs(value!))).toEqual([loudest, loudest])
    }
  )

  it("has its sound last for who reads it as it comes", () => {
    const [sound, table] = [chunk("data", Buffer.from("sound")), chunk("pakt", Buffer.from("table"))]
    const bytes = Buffer.concat([start, described("alac", 0, 16), sound, table])
    const turned = cafTablesFirst(inMemory(bytes))
    const whole = Buffer.from(turned.read(0, turned.sizeBytes))

    expect(whole.length).toBe(bytes.length)
    expect(whole.indexOf("pakt")).toBeLessThan(whole.indexOf("data"))
    expect(whole.subarray(-sound.length).equals(sound)).toBe(true)
  })
})
