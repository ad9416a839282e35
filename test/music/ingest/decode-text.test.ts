import { describe, expect, it } from "vitest"
import { decodeText } from "../../../src/music/ingest/reader/decode-text.ts"

describe("text of unknown encoding", () => {
  it("is UTF-8 with or without its mark", () => {
    expect(decodeText(new TextEncoder().encode("নদী é"))).toBe("নদী é")
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe("a")
  })

  it("is UTF-16 of either order when marked so", () => {
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0xe9, 0x00, 0x95, 0x09))).toBe("éক")
    expect(decodeText(Uint8Array.of(0xfe, 0xff, 0x00, 0xe9, 0x09, 0x95))).toBe("éক")
  })

  it("is Windows-1252 when it is not UTF-8", () => {
    expect(decodeText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x78, 0x94))).toBe("café “x”")
  })

  it("is empty for an empty file", () => {
    expect(decodeText(new Uint8Array())).toBe("")
  })
})
