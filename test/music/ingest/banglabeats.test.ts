import { describe, expect, it } from "vitest"
import { failureOf } from "./failure-of.ts"
import { banglaBeatsFiles } from "./fixtures/banglabeats.ts"
import { load } from "./fixtures/files.ts"

describe("BanglaBeats", () => {
  it("orders clips by number, not by letters, and takes ten for one song", () => {
    const folk = load("banglabeats", banglaBeatsFiles(23)).tracks.filter(({ label }) => label === "Folk")

    expect(folk.map(({ path }) => path).slice(0, 11).at(-1)).toBe("Folk/11.wav")
    expect([folk[9], folk[10], folk[22]].map((track) => track?.group)).toEqual([
      "Folk song 1",
      "Folk song 2",
      "Folk song 3"
    ])
  })

  it("states that the songs are assumed, and where one is short", () => {
    const { problems } = load("banglabeats", banglaBeatsFiles(12))

    expect(problems[0]).toEqual({
      where: "groups",
      problem: "10 consecutive clips of a genre are taken for one song; the dataset does not say which belong together"
    })
    expect(problems.find(({ where }) => where === "Rock")?.problem).toBe("the last song has 2 of 10 clips")
  })

  it("names the clips and genres that are not there", () => {
    const { problems } = load("banglabeats", {
      "Adhunik/1.wav": "",
      "Adhunik/4.wav": "",
      "Pop/1.wav": "",
      "Pop/x.mp3": ""
    })

    expect(problems.map(({ problem, where }) => `${where}: ${problem}`)).toEqual([
      expect.stringContaining("groups: "),
      "6 genres: not there: Folk, Hiphop, Indie, Islamic, Metal, Rock",
      "2 numbers: Adhunik has no clip of that number; songs are made of those that are there: 2, 3",
      "Adhunik: the last song has 2 of 10 clips",
      "Pop: the last song has 1 of 10 clips",
      "1 .mp3 file: not part of the layout, not used: Pop/x.mp3"
    ])
  })

  it("takes one of two clips of a number, whatever the folders above", () => {
    const { problems, tracks } = load("banglabeats", { "a/Pop/1.wav": "", "b/Pop/1.wav": "", "a/Folk/1.wav": "" })

    expect(tracks.map(({ path }) => path)).toEqual(["a/Folk/1.wav", "a/Pop/1.wav"])
    expect(problems.map(({ problem }) => problem)).toContain(
      "its genre has another clip of that number, not used: b/Pop/1.wav"
    )
  })

  it("says where to look when there are no clips", () => {
    expect(failureOf(() => load("banglabeats", { "Pop/a.wav": "" })).message).toBe(
      "data: no file is called like a clip of BanglaBeats."
    )
  })
})
