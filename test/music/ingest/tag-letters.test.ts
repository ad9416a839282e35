import { describe, expect, it } from "vitest"
import { inMemory } from "../../../src/music/audio/sound-file.ts"
import { lettersOfFolders } from "../../../src/music/ingest/dataset/folder-letters.ts"
import { tagLetters } from "../../../src/music/ingest/reader/tag-letters.ts"
import { readTags } from "../../../src/music/ingest/reader/tags.ts"
import { encoded } from "./encoded.ts"

const latin1 = (text: string, encoding: string): string => Buffer.from(encoded(text, encoding)).toString("latin1")
const windows = (text: string, encoding: string): string =>
  new TextDecoder("windows-1252").decode(encoded(text, encoding))

const song = {
  "windows-1251": ["Кино", "Группа крови", "Звезда по имени Солнце", "Ёлка и я"],
  "koi8-r": ["Кино", "Группа крови", "Звезда по имени Солнце"],
  "shift_jis": ["歌手", "さくらの花", "夜のドライブ"],
  "euc-jp": ["歌手", "さくらの花", "夜のドライブ"],
  "gbk": ["邓丽君", "月亮代表我的心", "甜蜜蜜"],
  "euc-kr": ["가수", "한국어 노래", "밤의 거리에서"]
}

// names that are in many libraries, more of them than any one folder has
const latin = [
  "Sigur Rós",
  "Ágætis byrjun",
  "Café Tacvba",
  "Mötley Crüe",
  "Ænima",
  "Björk",
  "Motörhead",
  "Blue Öyster Cult",
  "Céline Dion",
  "À bout de souffle",
  "Où es-tu ?",
  "¿Dónde está?",
  "Für Elise",
  "Ó Riada",
  "Þórður Ævar",
  "ÅÄÖ",
  "Å",
  "ÉTÉ",
  "Señorita – naïve",
  "100 °C",
  "½ & ¾",
  "«Où»",
  "Don’t – “Stop”…",
  "Łódź", // no letters of Latin-1 at all
  "Ça va déjà, maman",
  ..."CANÇÃO CORAÇÃO PAIXÃO EMOÇÃO ILUSÃO SOLIDÃO PERDIÇÃO TENTAÇÃO ORAÇÃO RAÇÃO SEDUÇÃO ATENÇÃO LOUCAÇÃO".split(" ")
]

describe("letters of tags", () => {
  it.each(Object.entries(song))("are %s where all tags together leave no doubt", (encoding, texts) => {
    expect(texts.map((text) => latin1(text, encoding)).map((text, _, all) => tagLetters(all).read(text))).toEqual(texts)
    expect(texts.map((text) => windows(text, encoding)).map((text, _, all) => tagLetters(all).read(text))).toEqual(
      texts
    )
  })

  it.each(Object.entries(song))("of Latin names stay beside tags in %s", (encoding, texts) => {
    const letters = tagLetters([...texts.map((text) => latin1(text, encoding)), ...latin]).read
    const doubtful = new Set(encoding === "windows-1251" || encoding === "koi8-r" ? ["ÅÄÖ"] : [])

    const names = latin.filter((name) => !doubtful.has(name))
    expect(names.map(letters)).toEqual(names)
    expect(letters(latin1(texts[1]!, encoding))).toBe(texts[1])
  })

  it("of Latin names stay as they are, alone and all together", () => {
    expect(latin.map(tagLetters(latin).read)).toEqual(latin)
    expect(latin.map((name) => tagLetters([name]).read(name))).toEqual(latin)
  })

  it("of one short name stay, as they may be anything", () => {
    expect(tagLetters(["Êèíî"]).read("Êèíî")).toBe("Êèíî")
  })

  it("are UTF-8 where that was taken for Latin-1, and signs of Windows-1252 where controls stand", () => {
    expect(tagLetters([]).read("GrÃ¶Ã\x9fe")).toBe("Größe")
    expect(tagLetters([]).read("Don\x92t \x96 \x93Stop\x94\x85")).toBe("Don’t – “Stop”…")
  })

  it("are told of an ID3v1 tag, a Latin-1 frame and the name of a module", async () => {
    const bytes = (text: string) => Buffer.from(encoded(text, "windows-1251"))
    const v1 = Buffer.concat([
      Buffer.from("TAG"),
      ...[["Группа крови", 30], ["Кино", 30], ["Группа крови", 30], ["", 35]]
        .map(([text, size]) => Buffer.concat([bytes(String(text)), Buffer.alloc(128)]).subarray(0, Number(size)))
    ])
    const frame = Buffer.from([0xff, 0xfb, 0x90, 0x64, ...new Uint8Array(413)])
    const sound = Buffer.concat([frame, frame, frame, frame])
    const value = Buffer.concat([Buffer.of(0), bytes("Спокойная ночь")])
    const id3 = Buffer.concat([
      Buffer.from("ID3\x03\0\0\0\0\0"),
      Buffer.of(10 + value.length),
      Buffer.from("TIT2\0\0\0"),
      Buffer.of(value.length, 0, 0),
      value
    ])
    const module = Buffer.alloc(2048)
    bytes("Закрой за мной дверь").copy(module)
    module.write("M.K.", 1080)

    const of = (...parts: ReadonlyArray<Uint8Array>) => readTags(inMemory(Buffer.concat(parts)))

    expect(await of(sound, v1)).toMatchObject({ title: "Группа крови", artist: "Кино", album: "Группа крови" })
    expect(await of(id3, sound, v1)).toMatchObject({ title: "Спокойная ночь", artist: "Кино" })
    expect(await of(module)).toMatchObject({ title: "Закрой за мной дверь" })
  })
  it("that are doubtful in one file are read as those of the files beside it", () => {
    const tag = (path: string, title: string, artist: string, letters: "windows-1251" | null = null) => ({
      path,
      title,
      artist,
      albumArtist: null,
      album: null,
      genres: null,
      letters
    })
    const cyrillic = (text: string) => latin1(text, "windows-1251")
    const tags = [
      tag("told/1.mp3", "Группа крови", "Кино", "windows-1251"), // read by itself
      tag("told/2.mp3", cyrillic("Мама"), cyrillic("Кино")),
      tag("told/3.mp3", "Ágætis byrjun", "Sigur Rós"),
      tag("short/1.mp3", cyrillic("Война"), cyrillic("Кино")),
      tag("short/2.mp3", cyrillic("Легенда"), cyrillic("Кино")),
      tag("alone/1.mp3", cyrillic("Мама"), cyrillic("Кино"))
    ]

    const read = lettersOfFolders(tags, ({ path }) => path)

    expect(read.map(({ artist, title }) => `${artist} – ${title}`)).toEqual([
      "Кино – Группа крови",
      "Кино – Мама",
      "Sigur Rós – Ágætis byrjun",
      "Кино – Война",
      "Кино – Легенда",
      `${cyrillic("Кино")} – ${cyrillic("Мама")}`
    ])
  })
})
