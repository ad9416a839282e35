import { describe, expect, it } from "vitest"
import { characterNGrams, wordNGrams } from "../../../src/music/text/n-grams.ts"
import { scikitLearnPattern, tokenize, wordPattern } from "../../../src/music/text/tokenize.ts"

describe("tokenize", () => {
  it("keeps the vowel signs of a Bangla word, where scikit-learn's pattern breaks it", () => {
    expect(tokenize("ভালোবাসা ছাড়া", wordPattern)).toEqual(["ভালোবাসা", "ছাড়া".normalize("NFC")])
    expect(tokenize("ভালোবাসা", scikitLearnPattern)).toEqual([])
  })

  it("spells a letter with its accent one way, however it was typed", () => {
    expect(tokenize("Cafe\u0301", wordPattern)).toEqual(tokenize("CAFÉ", wordPattern))
  })

  it("drops single characters and punctuation", () => {
    expect(tokenize("I don't — know, 42!", wordPattern)).toEqual(["don", "know", "42"])
  })

  it("finds nothing in an empty text", () => {
    expect(tokenize("", wordPattern)).toEqual([])
  })
})

describe("n-grams", () => {
  it("join neighbours, the shorter ones first", () => {
    expect(wordNGrams(["a", "b", "c"], [1, 2])).toEqual(["a", "b", "c", "a b", "b c"])
    expect(wordNGrams(["a", "b", "c"], [2, 3])).toEqual(["a b", "b c", "a b c"])
  })

  it("of characters count a short word once, whole", () => {
    expect(characterNGrams("I am", [3, 4])).toEqual([" i ", " am", "am ", " am "])
  })

  it("refuse an impossible range", () => {
    expect(() => wordNGrams(["a"], [2, 1])).toThrow("1 ≤ shortest ≤ longest")
  })
})
