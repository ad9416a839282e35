import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"
import { type Tagged, underTags } from "../../../src/music/ingest/dataset/tag-labels.ts"
import { readTags, type Tags } from "../../../src/music/ingest/reader/tags.ts"
import { xmOneNote } from "../audio/xm-bytes.ts"

const mp3 = readFileSync(new URL("../../golden/audio/formats/sine.mp3", import.meta.url))
const wave = Buffer.from(encodeWav16(Float32Array.of(0, 0.5, -0.5), 22_050))

const syncsafe = (size: number) => Buffer.from([size >> 21, size >> 14, size >> 7, size].map((part) => part & 127))
/** One text frame of ID3v2.4, in UTF-8. */
const frame = (id: string, text: string): Buffer => {
  const body = Buffer.concat([Buffer.from([3]), Buffer.from(text)])
  return Buffer.concat([Buffer.from(id), syncsafe(body.length), Buffer.alloc(2), body])
}
const id3 = (...frames: ReadonlyArray<Buffer>): Buffer => {
  const body = Buffer.concat(frames)
  return Buffer.concat([Buffer.from("ID3\x04\0\0"), syncsafe(body.length), body])
}
const id3v1 = (title: string, genre: number): Buffer => {
  const tag = Buffer.alloc(128)
  tag.write("TAG")
  tag.write(title, 3, "latin1")
  tag[127] = genre
  return tag
}
/** A RIFF INFO list behind the sound. */
const info = (id: string, text: string): Buffer => {
  const value = Buffer.from(`${text}\0${text.length % 2 === 0 ? "\0" : ""}`)
  const size = (bytes: number) => Buffer.from(Uint32Array.of(bytes).buffer)
  const list = Buffer.concat([Buffer.from("INFO"), Buffer.from(id), size(value.length), value])
  return Buffer.concat([Buffer.from("LIST"), size(list.length), list])
}
const read = (...parts: ReadonlyArray<Uint8Array>): Promise<Tags> => readTags(inMemory(Buffer.concat(parts)))

describe("tags of a sound file", () => {
  it("are read from ID3v2: several genres, a year, numbers, a language and a gain", async () => {
    const tags = await read(
      id3(
        frame("TIT2", "Título"),
        frame("TPE1", "Björk"),
        frame("TALB", "Début"),
        frame("TCON", "Rock; Pop"),
        frame("TDRC", "1993-07-05"),
        frame("TLAN", "isl"),
        frame("TRCK", "4/11"),
        frame("TPOS", "1/2"),
        frame("TXXX", "REPLAYGAIN_TRACK_GAIN\0-7.25 dB")
      ),
      mp3
    )

    expect(tags).toEqual({
      title: "Título",
      artist: "Björk",
      albumArtist: null,
      album: "Début",
      genres: ["Rock", "Pop"],
      year: 1993,
      language: "isl",
      track: 4,
      disc: 1,
      gainDb: -7.25,
      lyrics: null,
      letters: null,
      problem: null
    })
  })

  it("are read from ID3v1 at the end, with the genre of the number", async () => {
    const { genres, title } = await read(mp3, id3v1("Old", 17))

    expect([title, genres]).toEqual(["Old", ["Rock"]])
  })

  it("are read from RIFF INFO, whose UTF-8 is not taken for Latin-1", async () => {
    const bytes = Buffer.concat([wave, info("INAM", "Größe")])
    bytes.writeUInt32LE(bytes.length - 8, 4)

    expect((await read(bytes)).title).toBe("Größe")
  })

  it("leave true Latin-1 as it is", async () => {
    expect((await read(mp3, id3v1("Caf\xe9", 255))).title).toBe("Café")
  })

  it("are the name of a tracker module", async () => {
    const bytes = Buffer.from(xmOneNote())
    bytes.fill(0, 17, 37)
    bytes.write("one note", 17)

    expect((await read(bytes)).title).toBe("one note")
  })

  it("hold no line breaks and escapes, and no title without an end", async () => {
    const { artist, title } = await read(
      id3(frame("TIT2", `a\r\n\x1b[31mb${"c".repeat(5000)}`), frame("TPE1", " \t ")),
      mp3
    )

    expect([title!.slice(0, 8), title!.length, artist]).toEqual(["a [31mbc", 300, null])
  })

  it("are nothing for bytes that are no sound, and never fail on 200 damaged files", async () => {
    const tagged = Buffer.concat([id3(frame("TIT2", "Title"), frame("TPE1", "Artist")), mp3.subarray(0, 4000)])
    const read200 = Array.from({ length: 200 }, (_, i) => {
      const bytes = Buffer.from(tagged)
      for (let hit = 0; hit < 4; hit++) bytes[(i * 7919 + hit * 104_729) % 90] = (i * 31 + hit * 97) % 256
      return read(bytes)
    })

    const titles = (await Promise.all(read200)).map(({ title }) => title === null || title.length > 0)

    expect(titles.every(Boolean)).toBe(true)
    expect((await read(Buffer.from("no sound"))).title).toBe(null)
  })
})

describe("a track under its tags", () => {
  const track: Tagged = {
    id: "01",
    title: "01",
    artist: null,
    path: "rock/album/01.mp3",
    label: "rock",
    language: null,
    lyrics: null,
    group: null
  }
  const tags: Tags = {
    title: "Song",
    artist: "Band",
    albumArtist: "Various",
    album: "Album",
    genres: ["Jazz", "Soul"],
    year: 1990,
    language: "eng",
    track: 1,
    disc: null,
    gainDb: null,
    letters: null,
    lyrics: null,
    problem: null
  }
  const untagged: Tags = {
    ...tags,
    title: null,
    artist: null,
    albumArtist: null,
    album: null,
    genres: [],
    language: null
  }

  it("is called artist – title, and grouped by its artist", () => {
    expect(underTags(track, tags, { by: "folder" })).toEqual({
      ...track,
      title: "Band – Song",
      artist: "Band",
      language: "eng",
      group: "Band"
    })
  })

  it.each(
    [
      ["folder", "rock"],
      ["genre", "Jazz"],
      ["artist", "Band"],
      ["album", "Album"],
      ["language", "eng"],
      ["year", "1990"],
      ["decade", "1990s"]
    ] as const
  )("is labelled by %s: %s", (by, label) => {
    expect(underTags(track, tags, { by }).label).toBe(label)
  })

  it("without an artist is grouped by its album, and without that by the folder that is no label", () => {
    const groups = [
      underTags(track, { ...untagged, album: "Album" }, { by: "folder" }).group,
      underTags(track, untagged, { by: "folder" }).group,
      underTags({ ...track, path: "rock/01.mp3" }, untagged, { by: "folder" }).group
    ]

    expect(groups).toEqual(["Album", "rock/album", null])
  })

  it("keeps the artist that a label table gave", () => {
    expect(underTags({ ...track, artist: "Told" }, tags, { by: "folder" }).title).toBe("Told – Song")
  })
})
