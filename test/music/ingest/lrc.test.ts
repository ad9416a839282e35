import { describe, expect, it } from "vitest"
import { parseLrc } from "../../../src/music/ingest/reader/lrc.ts"

describe("timed lyrics", () => {
  it("keeps the words and the tags it knows, without stamps", () => {
    const lrc = parseLrc(
      "[ar:Nine Volt Sparrows]\r\n[ti: Rain ]\r\n[la:en]\r\n[by:someone]\r\n[00:12.00]First line\r\n[00:15.30]Second line\r\n"
    )

    expect(lrc).toEqual({
      lyrics: "First line\nSecond line",
      title: "Rain",
      artist: "Nine Volt Sparrows",
      language: "en"
    })
  })

  it("repeats a line that has several stamps, in the order of time", () => {
    expect(parseLrc("[00:10.00][00:30.00]Chorus\n[00:20.00]Verse\n").lyrics).toBe("Chorus\nVerse\nChorus")
  })

  it("takes the stamps of single words out", () => {
    expect(parseLrc("[00:01.00]<00:01.00>Slow <00:01.50>words\n").lyrics).toBe("Slow words")
  })

  it("keeps an untimed line after the line before it", () => {
    expect(parseLrc("[00:05.00]a\nb\n[00:09.00]c").lyrics).toBe("a\nb\nc")
  })

  it("keeps words in brackets that are no tag", () => {
    expect(parseLrc("[00:05.00][Chorus] oh").lyrics).toBe("[Chorus] oh")
    expect(parseLrc("[ti:]\n[00:05.00]x").title).toBeNull()
  })

  it("counts minutes beyond an hour and fractions of any length", () => {
    expect(parseLrc("[61:00]late\n[00:01.5]b\n[00:01.05]a").lyrics).toBe("a\nb\nlate")
  })
})
