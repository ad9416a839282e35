import { describe, expect, it } from "vitest"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { embeddedCue } from "../../../src/music/ingest/reader/embedded-cue.ts"

const text =
  `TITLE "Lamps"\nFILE "x.wav" WAVE\nTRACK 01 AUDIO\nTITLE "One"\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 01:30:00`

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const comments = (...each: ReadonlyArray<string>): Buffer =>
  Buffer.concat([
    u32(3),
    Buffer.from("ven"),
    u32(each.length),
    ...each.flatMap((one) => [u32(Buffer.byteLength(one)), Buffer.from(one)])
  ])

const info = Buffer.alloc(34)
info.writeUInt32BE(44_100 * 4096 + 0x2f0, 10) // rate, two channels, 16 bits

const flac = (...blocks: ReadonlyArray<readonly [kind: number, body: Buffer]>): Buffer =>
  Buffer.concat([
    Buffer.from("fLaC"),
    ...[[0, info] as const, ...blocks].flatMap(([kind, body], i) => [
      Buffer.of(kind | (i === blocks.length ? 0x80 : 0), body.length >> 16, body.length >> 8 & 255, body.length & 255),
      body
    ])
  ])

const block = (
  tracks: ReadonlyArray<readonly [number: number, sample: number, gap: number, isData?: boolean]>
): Buffer =>
  Buffer.concat([
    Buffer.alloc(395),
    Buffer.of(tracks.length),
    ...tracks.map(([number, sample, gap, isData = false]) => {
      const track = Buffer.alloc(36 + 12)
      track.writeBigUInt64BE(BigInt(sample), 0)
      track[8] = number
      track[21] = isData ? 0x80 : 0
      track[35] = 1
      track.writeBigUInt64BE(BigInt(gap), 36)
      track[44] = 1
      return track
    })
  ])

const ogg = (packets: ReadonlyArray<Buffer>): Buffer =>
  Buffer.concat(packets.flatMap((packet) => {
    const lacing = [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255]
    const head = Buffer.alloc(27)
    head.write("OggS")
    head[26] = lacing.length
    return [head, Buffer.from(lacing), packet]
  }))

const ape = (name: string, value: string): Buffer => {
  const item = Buffer.concat([u32(Buffer.byteLength(value)), u32(0), Buffer.from(`${name}\0${value}`)])
  const footer = Buffer.concat([
    Buffer.from("APETAGEX"),
    u32(2000),
    u32(item.length + 32),
    u32(1),
    u32(0),
    Buffer.alloc(8)
  ])
  return Buffer.concat([Buffer.from("MAC "), Buffer.alloc(200), item, footer])
}

const found = (bytes: Buffer) => {
  const sheet = embeddedCue(inMemory(bytes))
  return sheet === undefined || "fault" in sheet
    ? sheet
    : sheet.tracks.map(({ endSec, startSec, title }) => [title, startSec, endSec])
}
const both = [["One", 0, 90], [null, 90, null]]

describe("a sheet in a file", () => {
  it.each([
    ["a comment of FLAC", flac([4, comments("TITLE=x", `cuesheet=${text}`)])],
    [
      "a comment of FLAC behind its own block",
      flac([5, block([[1, 0, 0], [170, 999, 0]])], [4, comments(`CUESHEET=${text}`)])
    ],
    [
      "a comment of Ogg Vorbis",
      ogg([
        Buffer.alloc(30),
        Buffer.concat([Buffer.from("\x03vorbis"), comments(`CueSheet=${text}`, "a=" + "x".repeat(600))])
      ])
    ],
    [
      "a comment of Opus",
      ogg([Buffer.from("OpusHead"), Buffer.concat([Buffer.from("OpusTags"), comments(`CUESHEET=${text}`)])])
    ],
    ["an APEv2 tag", ape("Cuesheet", text)],
    ["an APEv2 tag in front of ID3v1", Buffer.concat([ape("CUESHEET", text), Buffer.from("TAG"), Buffer.alloc(125)])]
  ])("is found as %s", (_, bytes) => {
    expect(found(bytes)).toEqual(both)
  })

  it("is FLAC's own block, in samples, without the lead-out and data", () => {
    expect(found(flac([5, block([[1, 0, 0], [2, 44_100, 22_050], [3, 441_000, 0, true], [170, 882_000, 0]])]))).toEqual(
      [
        [null, 0, 1.5],
        [null, 1.5, 10]
      ]
    )
  })

  it("that is none is told by its line", () => {
    expect(found(flac([4, comments("CUESHEET=FILE a WAVE\nTRACK x AUDIO")]))).toEqual({
      line: 2,
      fault: "TRACK has no number and kind: \"x AUDIO\""
    })
  })

  it("is nowhere in files without one, and in no beginning of a file with one", () => {
    for (
      const bytes of [
        Buffer.alloc(0),
        Buffer.from("fLaC"),
        flac([4, comments("TITLE=x")]),
        ape("Title", "x"),
        flac([5, block([])])
      ]
    ) {
      expect(found(bytes)).toBeUndefined()
    }
    for (
      const bytes of [
        flac([4, comments(`CUESHEET=${text}`)]),
        ape("Cuesheet", text),
        ogg([Buffer.alloc(30), Buffer.from("\x03vorbis")])
      ]
    ) {
      for (let end = 0; end < bytes.length; end += 7) expect(() => found(bytes.subarray(0, end))).not.toThrow()
    }
    expect(found(flac([5, block([[1, 10, 0], [2, 5, 0], [170, 20, 0]])]))).toBeUndefined()
  })
})
