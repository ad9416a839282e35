import { describe, expect, it } from "vitest"
import { decodeText, encodingRemark } from "../../../src/music/ingest/reader/decode-text.ts"
import { encoded } from "./encoded.ts"

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

  it.each([
    ["windows-1251", "PERFORMER \"Кино\"\nTITLE \"Группа крови\"\nTITLE \"Звезда по имени Солнце\""],
    ["windows-1251", "«Группа крови» — на рукаве, „Кино“"],
    ["koi8-r", "PERFORMER \"Кино\"\nTITLE \"Группа крови\"\nTITLE \"Звезда по имени Солнце\""],
    ["shift_jis", "PERFORMER \"歌手\"\nTITLE \"さくらの花\"\nTITLE \"夜のドライブ\""],
    ["euc-jp", "PERFORMER \"歌手\"\nTITLE \"さくらの花\"\nTITLE \"夜のドライブ\""],
    ["gbk", "PERFORMER \"邓丽君\"\nTITLE \"月亮代表我的心\"\nTITLE \"甜蜜蜜\"\nTITLE \"小城故事\""],
    ["euc-kr", "PERFORMER \"가수\"\nTITLE \"한국어 노래\"\nTITLE \"밤의 거리에서\""]
  ])("is %s where its letters leave no doubt", (encoding, text) => {
    const bytes = encoded(text, encoding)

    expect(decodeText(bytes)).toBe(text)
    expect(encodingRemark(bytes)).toEqual([`it is no UTF-8; read as ${encoding}, by its letters`])
  })

  it.each([
    "Été à la plage, où l'été dure déjà",
    "ÄÖÜ ÄÖÜ",
    "Größe über Käse",
    "ÅÄÖ åäö ÅÄÖ åäö",
    "¿Qué? ¡Él!",
    "«Où»",
    "Þórður Ævar"
  ])(
    "is Windows-1252 with accents, however many: %s",
    (text) => {
      expect(decodeText(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))).toBe(text)
    }
  )

  it("is Windows-1252 where a few letters might be anything", () => {
    expect(encodingRemark(encoded("Кино", "windows-1251"))[0]).toContain("check its accents")
    expect(encodingRemark(encoded("月亮", "gbk"))[0]).toContain("check its accents")
  })

  it("is empty for an empty file", () => {
    expect(decodeText(new Uint8Array())).toBe("")
  })
})
