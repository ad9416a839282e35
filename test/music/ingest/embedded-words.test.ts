import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { mayHoldWords } from "../../../src/music/ingest/reader/embedded-words.ts"
import { readTags } from "../../../src/music/ingest/reader/tags.ts"

const sound = (name: string) => readFileSync(new URL(`../../golden/audio/formats/${name}`, import.meta.url))

/** A tag of ID3 version 2.2, 2.3 or 2.4 before the sound. */
const id3 = (version: 2 | 3 | 4, id: string, body: Uint8Array): Buffer => {
  const syncsafe = (n: number) => Buffer.from([n >> 21, n >> 14, n >> 7, n].map((part) => part & 127))
  const size = version === 2
    ? Buffer.from([body.length >> 16, body.length >> 8, body.length].map((part) => part & 255))
    : version === 3
    ? Buffer.from([body.length >> 24, body.length >> 16, body.length >> 8, body.length].map((part) => part & 255))
    : syncsafe(body.length)
  const frame = Buffer.concat([Buffer.from(id), size, version === 2 ? Buffer.alloc(0) : Buffer.alloc(2), body])
  const head = Buffer.from([0x49, 0x44, 0x33, version, 0, 0])
  return Buffer.concat([head, syncsafe(frame.length), frame, sound("sine.mp3")])
}
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")])
const uslt = (encoding: number, description: Uint8Array, text: Uint8Array) =>
  Buffer.concat([Buffer.from([encoding]), Buffer.from("eng"), description, text])
/** Lines with their times in milliseconds. */
const sylt = (lines: ReadonlyArray<readonly [text: string, atMs: number]>) =>
  Buffer.concat([
    Buffer.from([3]),
    Buffer.from("eng"),
    Buffer.from([2, 1, 0]), // milliseconds, lyrics, no description
    ...lines.map(([text, atMs]) => {
      const time = Buffer.alloc(4)
      time.writeUInt32BE(atMs)
      return Buffer.concat([Buffer.from(`${text}\0`), time])
    })
  ])

/** A FLAC file whose only comment is this. */
const flac = (field: string): Buffer => {
  const plain = sound("sine.flac")
  const u32 = (n: number) => Buffer.from(Uint32Array.of(n).buffer)
  const comment = Buffer.from(field)
  const body = Buffer.concat([u32(0), u32(1), u32(comment.length), comment])
  const streamInfo = Buffer.from(plain.subarray(4, 42))
  streamInfo[0] = 0
  let at = 4
  for (let isLast = false; !isLast;) {
    isLast = (plain[at]! & 0x80) !== 0
    at += 4 + plain.readUIntBE(at + 1, 3)
  }
  const head = Buffer.from([0x84, body.length >> 16, body.length >> 8, body.length].map((part) => part & 255))
  return Buffer.concat([Buffer.from("fLaC"), streamInfo, head, body, plain.subarray(at)])
}

/** An MP4 that holds words and no sound that matters. */
const mp4 = (text: string): Buffer => {
  const box = (type: string, ...parts: ReadonlyArray<Uint8Array>) => {
    const content = Buffer.concat(parts)
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + content.length)
    head.write(type, 4, "latin1")
    return Buffer.concat([head, content])
  }
  const data = box("data", Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), Buffer.from(text))
  const handler = Buffer.concat([Buffer.alloc(8), Buffer.from("mdirappl"), Buffer.alloc(9)])
  const meta = box("meta", Buffer.alloc(4), box("hdlr", handler), box("ilst", box("\xa9lyr", data)))
  return Buffer.concat([
    box("ftyp", Buffer.from("M4A \0\0\0\0M4A ")),
    box("moov", box("udta", meta)),
    box("mdat", Buffer.alloc(64))
  ])
}

const wordsOf = async (bytes: Uint8Array) => (await readTags(inMemory(bytes))).lyrics

describe("words within a file", () => {
  it.each(
    [
      [
        "USLT in Latin-1",
        id3(3, "USLT", uslt(0, Buffer.from("\0"), Buffer.from("caf\xe9 at night\nwalking", "latin1"))),
        "café at night\nwalking"
      ],
      ["USLT in UTF-16", id3(3, "USLT", uslt(1, utf16("\0"), utf16("夜の歌\r\nもう一度"))), "夜の歌\nもう一度"],
      ["USLT in UTF-8", id3(4, "USLT", uslt(3, Buffer.from("words\0"), Buffer.from("naïve words"))), "naïve words"],
      ["ULT of ID3v2.2", id3(2, "ULT", uslt(0, Buffer.from("\0"), Buffer.from("old words"))), "old words"],
      [
        "USLT that holds LRC",
        id3(4, "USLT", uslt(3, Buffer.from("\0"), Buffer.from("[00:05.00]two\n[00:01.00]one"))),
        "one\ntwo"
      ],
      ["SYLT", id3(3, "SYLT", sylt([["one", 0], ["two", 2000]])), "one\ntwo"],
      ["SYLT whose lines begin with breaks", id3(4, "SYLT", sylt([["one", 0], ["\ntwo", 2000]])), "one\ntwo"],
      ["SYLT out of order", id3(4, "SYLT", sylt([["two", 2000], ["one", 500]])), "one\ntwo"],
      ["LYRICS of Vorbis", flac("LYRICS=walking home\nalone"), "walking home\nalone"],
      ["lyrics in small letters", flac("lyrics=walking home"), "walking home"],
      ["UNSYNCEDLYRICS", flac("UNSYNCEDLYRICS=walking\r\nhome"), "walking\nhome"],
      ["LRC in LYRICS", flac("LYRICS=[00:01.00]one\n[00:02.00]two"), "one\ntwo"],
      ["©lyr", mp4("walking home"), "walking home"],
      ["©lyr with carriage returns", mp4("walking\rhome"), "walking\nhome"],
      ["©lyr that holds LRC", mp4("[00:01.00]one\n[00:02.50]two"), "one\ntwo"]
    ] as const
  )("are read: %s", async (_, bytes, words) => {
    expect(await wordsOf(bytes)).toBe(words)
    expect(mayHoldWords(inMemory(bytes))).toBe(true)
  })

  it("are none where the field is empty or not there, which is told before tags are read", async () => {
    expect(await wordsOf(flac("LYRICS= "))).toBeNull()
    expect(await wordsOf(mp4(""))).toBeNull()
    expect(mayHoldWords(inMemory(flac("TITLE=lyrical")))).toBe(false)
    expect(["sine.mp3", "sine.flac", "sine.m4a"].map((name) => mayHoldWords(inMemory(sound(name))))).toEqual([
      false,
      false,
      false
    ])
  })

  it("are not told by letters that turn up in sound", () => {
    const chance = Buffer.from("\0USLT\0 sylt ULT\0 slt\0 \xa9lyr lyr=", "latin1")
    for (const name of ["sine.mp3", "sine.flac", "sine-vorbis.ogg", "sine-alaw.wav"]) {
      expect(mayHoldWords(inMemory(Buffer.concat([sound(name), chance])))).toBe(false)
    }
  })
})

describe("words in a field of a program's own", () => {
  it.each([
    ["UTF-8", Buffer.from("\x03LYRICS\0walking home")],
    ["UTF-16", Buffer.concat([Buffer.of(1), utf16("Lyrics"), Buffer.alloc(2), utf16("walking home")])]
  ])("are read in %s", async (_, body) => {
    const file = inMemory(id3(4, "TXXX", body))

    expect(mayHoldWords(file)).toBe(true)
    expect((await readTags(file)).lyrics).toBe("walking home")
  })

  it("are no words in a field of another name", async () => {
    expect((await readTags(inMemory(id3(4, "TXXX", Buffer.from("\x03COMMENT\0walking home"))))).lyrics).toBeNull()
  })
})
