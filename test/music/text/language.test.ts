import { describe, expect, it } from "vitest"
import { corpusTracks } from "../../../src/music/corpus/corpus.ts"
import { identifyLanguage } from "../../../src/music/text/language.ts"
import { goldenText } from "../../golden/golden-text.ts"

const held = ["en", "es", "pt", "bn"]
const many = [...held, "fr", "de", "it", "nl"]
const songs = [...corpusTracks(120, 1)].filter(({ lyrics }) => lyrics !== null)

/** Shares of texts named right, and named wrong; the rest is undetermined. */
const accuracy = (texts: ReadonlyArray<readonly [string, string]>, candidates: ReadonlyArray<string>) => {
  const guesses = texts.map(([text, language]) => [identifyLanguage(text, candidates).language, language])
  const right = guesses.filter(([guess, truth]) => guess === truth).length
  const none = guesses.filter(([guess]) => guess === null).length
  return { right: right / texts.length, wrong: (texts.length - right - none) / texts.length }
}

describe("the language of lyrics", () => {
  it("is right for every song of the embedded corpus, which the word lists have never seen", () => {
    const texts = songs.map(({ language, lyrics }) => [lyrics!, language] as const)
    expect(accuracy(texts, held)).toEqual({ right: 1, wrong: 0 })
    expect(accuracy(texts, many)).toEqual({ right: 1, wrong: 0 })
  })

  it("is wrong for no line on its own, and right for nine in ten", () => {
    const lines = songs.flatMap(({ language, lyrics }) =>
      lyrics!.split("\n").filter((line) => line !== "").map((line) => [line, language] as const)
    )
    const { right, wrong } = accuracy(lines, held)
    expect(right).toBeGreaterThan(0.9)
    expect(wrong).toBe(0)
  })

  it("is right for the golden documents", () => {
    const texts = goldenText.documents.map((text, i) => [text, goldenText.languages[i]!] as const)
    expect(accuracy(texts, held).right).toBe(1)
  })

  it("is undetermined for sounds, numbers, foreign scripts and nothing", () => {
    const guesses = ["la la la ooh", "1 2 3 4", "また会う日まで", "", "♪"].map((text) => identifyLanguage(text, held))
    expect(guesses.map(({ language }) => language)).toEqual([null, null, null, null, null])
  })

  it("is not decided by a syllable sung over and over", () => {
    const text = `${"la ".repeat(20)} we walk through the night and you are with me`
    expect(identifyLanguage(text, ["en", "fr"]).language).toBe("en")
  })

  it("is never one that was not asked for", () => {
    expect(identifyLanguage("আমি তোমাকে ভালোবাসি", ["en", "es"]).language).toBe(null)
    expect(identifyLanguage("আমি তোমাকে ভালোবাসি", ["en", "bn"])).toEqual({ language: "bn", confidence: 1 })
  })

  it("tells languages of one script without word lists apart from none", () => {
    expect(identifyLanguage("мы выходим на свет", ["en", "ru"]).language).toBe("ru")
    expect(identifyLanguage("мы выходим на свет", ["uk", "ru"]).language).toBe(null)
  })

  it("is less certain between neighbours than between strangers", () => {
    const text = "Não me deixe esta noite"
    expect(identifyLanguage(text, ["pt", "es"]).confidence).toBeLessThan(
      identifyLanguage(text, ["pt", "de"]).confidence
    )
  })
})
