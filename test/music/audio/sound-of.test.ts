import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { decodeAudio } from "../../../src/music/audio/decode.ts"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { soundDigest, soundOf } from "../../../src/music/audio/sound-of.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"

let root: string
beforeAll(() => void (root = fs.mkdtempSync(path.join(os.tmpdir(), "sound-of-"))))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

const ffmpeg = (...words: ReadonlyArray<string>): void => {
  const { status, stderr } = spawnSync("ffmpeg", ["-v", "error", "-y", ...words], { encoding: "utf8" })
  if (status !== 0) throw new Error(stderr)
}
const read = (file: string): Uint8Array => fs.readFileSync(path.join(root, file))
const digestOf = (bytes: Uint8Array): string => soundDigest(inMemory(bytes))
const ascii = (text: string) => Buffer.from(text, "latin1")

/** A tone in this format, under a title, and under words that take pages and blocks of their own. */
const tagged = (name: string, codec: ReadonlyArray<string>): ReadonlyArray<Uint8Array> => {
  const ending = path.extname(name)
  const [first, long] = ["1", "2"].map((each) => path.join(root, `${each}${ending}`)) as [string, string]
  ffmpeg("-f", "lavfi", "-i", "sine=frequency=330:duration=1", ...codec, path.join(root, name))
  const again = [
    "-i",
    path.join(root, name),
    "-c",
    "copy",
    ...codec.filter((word) => word.includes("id3v2") || word === "1")
  ]
  ffmpeg(...again, "-metadata", "title=One", first)
  ffmpeg(...again, "-metadata", `lyrics=${"la ".repeat(22_000)}`, long)
  return [first, long].map((file) => fs.readFileSync(file))
}

describe("a file with other tags", () => {
  it.each(
    [
      ["a.wav", []],
      ["a.aiff", ["-write_id3v2", "1"]],
      ["a.mp3", ["-b:a", "64k"]],
      ["a.flac", []],
      ["a.ogg", ["-c:a", "libvorbis"]],
      ["a.opus", ["-c:a", "libopus"]],
      ["a.m4a", ["-c:a", "aac"]],
      ["a.wv", []],
      ["a.tta", []]
    ] as const
  )("holds the same sound, which is what is heard of it: %s", async (name, codec) => {
    const files = tagged(name, codec)

    const sound = soundOf(inMemory(files[1]!))
    const [heard, whole] = await Promise.all(
      [sound.read(0, sound.sizeBytes), files[0]!].map(async (bytes) =>
        (await decodeAudio(bytes, name, "ffmpeg")).channels[0]!
      )
    )

    expect(new Set(files.map(digestOf)).size).toBe(1)
    expect([heard!.length, heard!.findIndex((value, i) => value !== whole![i])]).toEqual([whole!.length, -1])
  })

  it("holds another sound where the sound is another", () => {
    const [one, two] = [440, 441].map((hz) => {
      ffmpeg(
        "-f",
        "lavfi",
        "-i",
        `sine=frequency=${hz}:duration=1`,
        "-metadata",
        "title=Same",
        path.join(root, "x.flac")
      )
      return read("x.flac")
    })

    expect(digestOf(one!)).not.toBe(digestOf(two!))
  })
})

describe("tags behind MP3", () => {
  const frames = (): Uint8Array => {
    ffmpeg(
      "-f",
      "lavfi",
      "-i",
      "sine=duration=1",
      "-write_id3v1",
      "0",
      "-id3v2_version",
      "0",
      path.join(root, "plain.mp3")
    )
    return read("plain.mp3")
  }
  const id3v1 = Buffer.concat([ascii("TAG"), Buffer.alloc(125)])
  const ape = (hasHeader: boolean) => {
    const item = Buffer.concat([Buffer.from([3, 0, 0, 0, 0, 0, 0, 0]), ascii("Title\0One")])
    const block = Buffer.alloc(32)
    block.write("APETAGEX")
    block.writeUInt32LE(2000, 8)
    block.writeUInt32LE(item.length + 32, 12)
    block.writeUInt32LE(1, 16)
    block.writeUInt32LE(hasHeader ? 0x8000_0000 : 0, 20)
    return Buffer.concat([...hasHeader ? [block] : [], item, block])
  }
  const lyrics = (() => {
    const words = ascii("LYRICSBEGINLYR00005la la")
    return Buffer.concat([words, ascii(String(words.length).padStart(6, "0")), ascii("LYRICS200")])
  })()

  it.each(
    [
      ["ID3v1", [id3v1]],
      ["extended ID3v1", [ascii(`TAG+${"x".repeat(223)}`), id3v1]],
      ["APE with a header", [ape(true)]],
      ["APE without a header before ID3v1", [ape(false), id3v1]],
      ["Lyrics3 before ID3v1", [lyrics, id3v1]]
    ] as const
  )("are no sound: %s", (_, tags) => {
    const plain = frames()

    expect(digestOf(Buffer.concat([plain, ...tags]))).toBe(digestOf(plain))
  })
})

describe("what is not surely a tag", () => {
  const wav = Buffer.from(encodeWav16(Float32Array.from({ length: 100 }, (_, i) => Math.sin(i)), 22_050))
  const chunk = (id: string, size: number, bytes: number) => {
    const made = Buffer.alloc(8 + bytes, 7)
    made.write(id, "latin1")
    made.writeUInt32LE(size, 4)
    return made
  }

  it("is a part of the sound: an unknown chunk, one that leads out of the file, a second one of data", () => {
    const odd = [chunk("what", 4, 4), chunk("LIST", 400, 4), chunk("data", 4, 4)].map((each) =>
      Buffer.concat([wav, each])
    )

    expect(new Set([wav, ...odd].map(digestOf)).size).toBe(4)
    expect(digestOf(Buffer.concat([wav, chunk("LIST", 4, 4)]))).toBe(digestOf(wav))
  })

  it("is a part of the sound: an Ogg page whose checksum is wrong, and a second stream", () => {
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "libvorbis", path.join(root, "sum.ogg"))
    const bytes = Buffer.from(read("sum.ogg"))
    const damaged = Buffer.from(bytes)
    damaged[bytes.length - 3]! ^= 1

    for (const odd of [damaged, Buffer.concat([bytes, bytes])]) {
      expect(soundOf(inMemory(odd)).sizeBytes).toBe(odd.length)
    }
  })

  it("is the whole of a text, of nothing, and of an MP4 in pieces", () => {
    ffmpeg(
      "-f",
      "lavfi",
      "-i",
      "sine=duration=1",
      "-c:a",
      "aac",
      "-movflags",
      "frag_keyframe+empty_moov",
      path.join(root, "f.m4a")
    )

    for (const bytes of [ascii("words"), new Uint8Array(0), read("f.m4a")]) {
      expect(soundOf(inMemory(bytes)).sizeBytes).toBe(bytes.length)
    }
  })

  it("survives any byte being another", () => {
    const files = ["a.flac", "a.ogg", "a.m4a", "a.mp3", "a.wav"].map(read)

    for (const bytes of files) {
      for (let at = 0; at < Math.min(bytes.length, 600); at += 7) {
        const other = Uint8Array.from(bytes)
        other[at]! ^= 0xff
        expect(digestOf(other)).toMatch(/^[0-9a-f]{64}$/)
      }
    }
  })
})
