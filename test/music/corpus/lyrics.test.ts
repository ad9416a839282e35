import { describe, expect, it } from "vitest"
import { Random } from "../../../src/math/random.ts"
import { corpusTracks } from "../../../src/music/corpus/corpus.ts"
import { genreNames } from "../../../src/music/corpus/genres.ts"
import { chooseTopics, writeLyrics, writeTitle } from "../../../src/music/corpus/lyrics.ts"
import { bangla } from "../../../src/music/corpus/lyrics/bangla.ts"
import { english } from "../../../src/music/corpus/lyrics/english.ts"
import { phrasesOf } from "../../../src/music/corpus/lyrics/lexicon.ts"
import { portuguese } from "../../../src/music/corpus/lyrics/portuguese.ts"
import { spanish } from "../../../src/music/corpus/lyrics/spanish.ts"
import { repertoires, topics } from "../../../src/music/corpus/repertoire.ts"

const song = { main: "sea", second: "love" } as const
const tracks = [...corpusTracks(800, 2)]
const sung = (language: string) =>
  tracks.filter((track) => track.language === language).map((track) => track.lyrics ?? "")

describe("lyrics", () => {
  it("are the same for the same seed and differ for another", () => {
    const first = writeLyrics("es", song, new Random(4))

    expect(writeLyrics("es", song, new Random(4))).toBe(first)
    expect(writeLyrics("es", song, new Random(5))).not.toBe(first)
  })

  it("are two verses of four lines and a chorus of three that comes back word for word", () => {
    const parts = writeLyrics("pt", song, new Random(1)).split("\n\n").map((part) => part.split("\n"))

    expect(parts.map((lines) => lines.length)).toEqual([4, 3, 4, 3])
    expect(parts[1]).toEqual(parts[3])
    expect(parts[0]).not.toEqual(parts[2])
  })

  it("leave no slot empty", () => {
    const unfilled = tracks.filter(({ lyrics, title }) => /[{}]|undefined/.test(`${lyrics} ${title}`))

    expect(unfilled).toEqual([])
  })

  it("are in the script of their language", () => {
    const letters = (language: string) => new Set(sung(language).join("").match(/[\p{L}\p{M}]/gu))
    const foreign = (language: string, script: RegExp) =>
      [...letters(language)].filter((letter) => !script.test(letter))

    expect(foreign("bn", /\p{Script=Bengali}/u)).toEqual([])
    expect(foreign("en", /[a-z]/i)).toEqual([])
    expect(foreign("es", /[a-záéíóúñü]/i)).toEqual([])
    expect(foreign("pt", /[a-záâãàçéêíóôõú]/i)).toEqual([])
  })

  it("are written in composed characters, as searching them expects", () => {
    expect(tracks.filter(({ lyrics }) => lyrics !== null && lyrics !== lyrics.normalize("NFC"))).toEqual([])
  })

  it("differ from song to song", () => {
    const all = tracks.map(({ lyrics }) => lyrics).filter((lyrics) => lyrics !== null)

    expect(new Set(all).size).toBe(all.length)
  })

  it("speak of their genre's favourite topic more often than others do, yet not always", () => {
    const random = new Random(8)
    const mains = genreNames.map((genre) => Array.from({ length: 1000 }, () => chooseTopics(genre, null, random).main))
    const favourites = genreNames.map((genre) => {
      const weights = Object.entries(repertoires[genre].topics)
      return weights.reduce((best, each) => each[1] > best[1] ? each : best)[0]
    })
    const share = (i: number, topic: string) => mains[i]!.filter((main) => main === topic).length / 1000
    const own = genreNames.map((_, i) => share(i, favourites[i]!))
    const elsewhere = genreNames.map((_, i) =>
      genreNames.reduce((sum, _, j) => sum + (i === j ? 0 : share(j, favourites[i]!)), 0) / 7
    )

    expect(own.filter((value, i) => value < 0.18 || value > 0.6 || value < 1.5 * elsewhere[i]!)).toEqual([])
    expect(elsewhere.filter((value) => value === 0)).toEqual([])
  })

  it("give titles that the main topic speaks of", () => {
    const title = writeTitle("en", { main: "city", second: "sea" }, new Random(1))

    expect(phrasesOf(english, "city", "thing").map((thing) => thing.toLowerCase())).toContain(title.toLowerCase())
  })
})

describe.each(Object.entries({ bangla, english, portuguese, spanish }))("the %s lexicon", (_, lexicon) => {
  it("has at least 15 verse lines, each with a slot, none twice", () => {
    expect(new Set(lexicon.verse).size).toBeGreaterThanOrEqual(15)
    expect([...lexicon.verse, ...lexicon.chorus].filter((line) => !/\{(thing|place|act)\}/.test(line))).toEqual([])
  })

  it("has enough distinct phrases for every slot of every topic", () => {
    const poor = topics.filter((topic) =>
      (["thing", "place", "act"] as const).some((slot) => {
        const list = phrasesOf(lexicon, topic, slot)
        return new Set(list).size < 3 || new Set(list).size !== list.length
      })
    )

    expect(Object.keys(lexicon.phrases).length).toBeGreaterThanOrEqual(12)
    expect(poor).toEqual([])
  })
})
