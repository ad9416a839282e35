import { describe, expect, it } from "vitest"
import {
  scikitLearnStopWords,
  stopWordLanguages,
  stopWordsOf,
  stopWordsOfAll
} from "../../../src/music/text/stop-words.ts"
import { normalizeText } from "../../../src/music/text/tokenize.ts"

describe("stop words", () => {
  it("of scikit-learn's English are its 318", () => {
    expect(scikitLearnStopWords().size).toBe(318)
  })

  it("are spelt as tokens are", () => {
    const odd = [...stopWordsOfAll(stopWordLanguages)].filter((word) => word !== normalizeText(word))
    expect(odd).toEqual([])
  })

  it("of an unknown language are none", () => {
    expect(stopWordsOf("xx").size + stopWordsOf("constructor").size).toBe(0)
  })

  it("leave the words that songs are about", () => {
    const kept = ["love", "night", "amor", "noche", "noite", "nuit", "liebe", "notte", "ভালোবাসা", "রাত"]
    expect(kept.filter((word) => stopWordsOfAll(stopWordLanguages).has(normalizeText(word)))).toEqual([])
  })
})
