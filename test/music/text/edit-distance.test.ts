import { describe, expect, it } from "vitest"
import { editDistance, nearest } from "../../../src/music/text/edit-distance.ts"

describe("edit distance", () => {
  it("gives the textbook values", () => {
    expect(editDistance("kitten", "sitting")).toBe(3)
    expect(editDistance("saturday", "sunday")).toBe(3)
    expect(editDistance("", "abc")).toBe(3)
  })

  it("counts swapped neighbours as one edit", () => {
    expect(editDistance("trian", "train")).toBe(1)
    expect(editDistance("ab", "ba")).toBe(1)
  })

  it("counts a letter outside the basic plane once", () => {
    expect(editDistance("a𝄞b", "ab")).toBe(1)
  })
})

describe("nearest", () => {
  it("finds the word that was meant, whatever its case", () => {
    expect(nearest("trian", ["ingest", "train", "embed"])).toBe("train")
    expect(nearest("LABEL", ["language", "label"])).toBe("label")
  })

  it("suggests nothing when nothing is close", () => {
    expect(nearest("spectrogram", ["train", "embed"])).toBeUndefined()
    expect(nearest("ab", ["xy"])).toBeUndefined()
    expect(nearest("train", [])).toBeUndefined()
  })

  it("prefers the first of two equally close words", () => {
    expect(nearest("bat", ["cat", "hat"])).toBe("cat")
  })
})
