import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { decodeAudio } from "../../../src/music/audio/decode.ts"
import { sniff } from "../../../src/music/audio/sniff.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"
import { chunk, format } from "./wav-bytes.ts"

const file = (name: string): Buffer => readFileSync(new URL(`../../golden/audio/formats/${name}`, import.meta.url))
const mp3 = file("sine.mp3")
const flac = file("sine.flac")
const ogg = file("sine-8s.ogg")
const tone = Float32Array.from({ length: 22_050 }, (_, i) => Math.sin(i / 10) / 2)
const wave = Buffer.from(encodeWav16(tone, 22_050))
const samples = wave.subarray(44)

/** Bytes in which no frame begins. */
const junk = (bytes: number): Buffer => Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => (i * 73 + 11) % 251))

const id3 = (bytes: number, claimed = bytes): Buffer =>
  Buffer.concat([
    Buffer.from("ID3\x03\0\0"),
    Buffer.from([claimed >> 21, claimed >> 14, claimed >> 7, claimed].map((part) => part & 127)),
    Buffer.alloc(bytes)
  ])
const id3v1 = Buffer.concat([Buffer.from("TAG"), Buffer.alloc(125, "a")])
const ape = (): Buffer => {
  const head = Buffer.concat([Buffer.from("APETAGEX"), Buffer.alloc(24)])
  head.writeUInt32LE(2000, 8)
  head.writeUInt32LE(60, 12)
  head.writeUInt32LE(0xa000_0000, 20)
  return Buffer.concat([head, Buffer.alloc(60, "x")])
}
const lyrics = Buffer.from("LYRICSBEGININD00003110LYR00005hello000029LYRICS200")

const decoded = async (...parts: ReadonlyArray<Uint8Array>) => {
  const { channels, sampleRateHz } = await decodeAudio(Buffer.concat(parts), "odd")
  return { channels, sampleRateHz }
}
/** Header and samples of a WAV file whose RIFF and data chunks claim these sizes. */
const claiming = (riff: number, data: number): Buffer => {
  const bytes = Buffer.from(wave)
  bytes.writeUInt32LE(riff, 4)
  bytes.writeUInt32LE(data, 40)
  return bytes
}

describe("tags and junk around sound", () => {
  const bare = mp3.subarray(sniff(mp3)!.offset)

  it.each([
    ["an ID3v2 tag", [id3(300), bare]],
    ["three of them", [id3(300), id3(0), id3(2000), bare]],
    ["a tag longer than what is looked through", [id3(3_000_000), bare]],
    ["a tag that claims more than the file holds", [id3(300, 2 ** 28 - 1), bare]],
    ["a tag that claims too little", [id3(300, 100), junk(50), bare]],
    ["an APE tag in front", [ape(), bare]],
    ["an ID3v1 tag in front, of a file it was joined to", [id3v1, bare]],
    ["tags of every kind behind", [bare, lyrics, ape(), id3v1, id3v1]],
    ["a second ID3v2 tag behind", [id3(20), bare, id3(40)]],
    ["a server's words", [Buffer.from("HTTP/1.1 200 OK\r\nicy-name: radio\r\n\r\n"), bare]],
    ["junk", [junk(100_000), bare]],
    ["zeros and junk behind a tag", [id3(30), Buffer.alloc(5000), junk(77), bare]]
  ])("do not change what an MP3 with %s sounds like", async (_, parts) => {
    expect(await decoded(...parts)).toEqual(await decoded(bare))
  })

  it("leave the frame that was cut out of an MP3's beginning, and nothing else", async () => {
    const whole = await decoded(bare)
    const cut = await decoded(bare.subarray(30))

    expect(whole.channels[0]!.length - cut.channels[0]!.length).toBeLessThanOrEqual(2 * 1152)
  })

  it.each([
    ["FLAC", flac],
    ["Ogg", ogg],
    ["WAV", wave]
  ])("do not keep %s from being read", async (_, bytes) => {
    const clean = await decoded(bytes)

    expect(await decoded(id3(200), bytes)).toEqual(clean)
    expect(await decoded(id3(20), id3(20), bytes)).toEqual(clean)
    expect(await decoded(junk(999), bytes)).toEqual(clean)
    expect(await decoded(bytes, id3v1)).toEqual(clean)
  })

  it("do not make sound of noise: 300 kB without a frame", () => {
    expect(sniff(junk(300_000))).toBeUndefined()
  })
})

describe("WAV files whose sizes are wrong", () => {
  it.each([
    ["0", claiming(0, 0)],
    ["0xFFFFFFFF", claiming(0xffff_ffff, 0xffff_ffff)],
    ["more than there is", claiming(36, 2 ** 31)],
    [
      "0, and an empty list before the sound",
      Buffer.concat([
        wave.subarray(0, 36),
        Buffer.from(chunk("data", [])),
        Buffer.from(chunk("LIST", [...Buffer.from("INFO")])),
        Buffer.from(chunk("data", [...samples]))
      ])
    ]
  ])("are read to their end: %s", async (_, bytes) => {
    expect((await decoded(bytes)).channels).toEqual((await decoded(wave)).channels)
  })

  it("hold what the 64-bit size says, not the chunks behind the sound", async () => {
    const sizes = Buffer.alloc(28)
    sizes.writeBigUInt64LE(BigInt(samples.length), 8)
    const head = [Buffer.from("RF64\xff\xff\xff\xffWAVE", "latin1"), Buffer.from(chunk("ds64", [...sizes]))]
    const data = Buffer.concat([Buffer.from("data\xff\xff\xff\xff", "latin1"), samples])
    const list = Buffer.from(chunk("LIST", [...Buffer.from("INFOxxxxxxxx")]))

    const rf64 = await decoded(...head, Buffer.from(chunk("fmt ", format(1, 1, 16, 22_050))), data, list)

    expect(rf64).toEqual(await decoded(wave))
  })

  it("hold nothing where nothing follows", async () => {
    await expect(decoded(claiming(36, 0).subarray(0, 44))).rejects.toThrow("it holds no samples")
  })
})

describe("sound within another container", () => {
  const riff = (tag: number, inside: Uint8Array): Buffer => {
    const body = Buffer.concat([
      Buffer.from(chunk("fmt ", format(tag, 1, 0, 22_050))),
      Buffer.from(chunk("data", [...inside]))
    ])
    return Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVE"), body])
  }

  it.each([
    ["MP3 in RIFF", 0x55, mp3],
    ["MP3 under the number of MPEG layers I and II", 0x50, mp3],
    ["Ogg in RIFF", 0x674f, ogg],
    ["FLAC in RIFF", 0xf1ac, flac]
  ])("%s is what it is outside", async (_, tag, inside) => {
    expect(await decoded(riff(tag, inside))).toEqual(await decoded(inside))
  })

  it("MP3 in a RIFF form of its own too", async () => {
    const form = Buffer.concat([Buffer.from("RIFF\0\0\0\0RMP3data\0\0\0\0"), mp3.subarray(sniff(mp3)!.offset)])

    expect((await decoded(form)).channels[0]!.length).toBe((await decoded(mp3)).channels[0]!.length)
  })
})
