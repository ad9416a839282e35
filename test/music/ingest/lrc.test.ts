import { describe, expect, it } from "vitest"
import { isTimed, parseLrc } from "../../../src/music/ingest/reader/lrc.ts"

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

  it("reads commas for points, hours in front, voices and background lines", () => {
    const text =
      "[00:01.00]v1: <00:01.10>hello\n[bg: <00:02.00>hello again]\n[00:03,50]comma stamp\n[1:02:03.00]hour stamp"

    expect(parseLrc(text).lyrics).toBe("hello\nhello again\ncomma stamp\nhour stamp")
  })

  it.each<[string, string]>([
    ["[01:00:05.00]late\n[00:59:59,99]early", "early\nlate"],
    ["[00:12:34]b\n[00:12:30]a", "a\nb"],
    ["[00:01.00]F: she sings\n[00:02.00]M: he sings\n[00:03.00]D: they sing", "she sings\nhe sings\nthey sing"],
    ["[00:01.00]v2: <00:01,10>one <0:00:01.50>two\n[00:02.00][bg: three]", "one two\nthree"],
    ["[offset:+500]\n[length: 03:12]\n[re:a program]\n[00:01.00]one", "one"],
    ["[00:01.00] <00:01.04> the <00:01.20> lamp", "the lamp"],
    ["[00:01.00]one [00:02.00]two [00:03.00]three", "one two three"],
    ["[00:01.00]late\n[-00:01.00]early", "early\nlate"],
    ["[ 00:02.00 ]b\n[ 00:01.00 ]a", "a\nb"],
    ["[00:01.00]the lamp\n[00:01.00]die Lampe\n[00:02.00]paper", "the lamp\ndie Lampe\npaper"],
    ["[00:01.00]Note: this is a word\n[00:02.00]v for victory", "Note: this is a word\nv for victory"]
  ])("reads %j", (text, lyrics) => {
    expect(parseLrc(text).lyrics).toBe(lyrics)
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

  it.each([
    ["[1000,500]<0,200,0>one <200,300,0>two\n[62000,500]<0,200,0>four\n[2000,500]<0,200,0>three"],
    ["[1000,500]one(1000,200) two(1200,300)\n[62000,500]four(1,2)\n[2000,500]three(1,2)"]
  ])("reads the milliseconds of KRC and QRC: %j", (text) => {
    expect(isTimed(text)).toBe(true)
    expect(parseLrc(text).lyrics).toBe("one two\nthree\nfour")
  })
})
