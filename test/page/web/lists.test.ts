import { expect, it } from "vitest"
import { m3u8, tracksCsv } from "../../../src/page/web/playlist.ts"
import { folded, search } from "../../../src/page/web/search.ts"
import { type Cell, cellOrder, csvLines, rowHolds } from "../../../src/page/web/table-order.ts"

it("a search finds all words in any order, without case and accents, and nothing for nothing", () => {
  const texts = ["Café del Mar Ｂeach House", "Beach Boys", "আমার সোনার বাংলা"].map(folded)

  expect(search(texts, " BEACH cafe ")).toEqual([0])
  expect(search(texts, "beach")).toEqual([0, 1])
  expect(search(texts, "সোনার")).toEqual([2])
  expect([search(texts, "  "), search(texts, "none")]).toEqual([[], []])
})

it("a playlist has a line for each track with sound, and no title adds lines to it", () => {
  const text = m3u8([
    { title: "One\n#EXTINF:0,two\nhttps://example.org/", artist: "A", audio: "file:///m/a%23b.wav" },
    { title: "Silent", artist: null, audio: null },
    { title: "Three", artist: null, audio: "file:///m/c.wav" }
  ])

  expect(text.split("\n")).toEqual([
    "#EXTM3U",
    "#EXTINF:-1,A - One #EXTINF:0,two https://example.org/",
    "file:///m/a%23b.wav",
    "#EXTINF:-1,Three",
    "file:///m/c.wav",
    ""
  ])
})

it("a playlist names the artist once, also where the title begins with it", () => {
  const audio = "file:///m/c.wav"

  const text = m3u8([{ title: "Ana – Rain", artist: "Ana", audio }, { title: "Anagram", artist: "Ana", audio }])

  expect(text.split("\n").filter((line) => line.startsWith("#EXTINF"))).toEqual([
    "#EXTINF:-1,Ana – Rain",
    "#EXTINF:-1,Ana - Anagram"
  ])
})

it("CSV quotes what divides cells, keeps numbers whole and runs no formula", () => {
  const rows: ReadonlyArray<ReadonlyArray<Cell>> = [[
    { text: "=HYPERLINK(\"x\")" },
    { text: "a, \"b\"" },
    { text: "0.3", value: 0.333333333 },
    { text: "–", value: Number.NaN },
    { text: "-0.5", value: -0.5 }
  ]]

  expect(csvLines(rows)).toBe("\"'=HYPERLINK(\"\"x\"\")\",\"a, \"\"b\"\"\",0.333333333,,-0.5\n")
  expect(tracksCsv(["title"], [[{ text: "@a" }]])).toBe("title\n'@a\n")
})

it("rows sort by their numbers, dashes below them all, texts as people count", () => {
  const numbers = [0.5, Number.NaN, -1, 0.25].map((value) => ({ text: String(value), value }))
  const texts = ["k = 10", "k = 9", "K = 2"].map((text) => ({ text }))

  expect(numbers.sort(cellOrder).map(({ value }) => value)).toEqual([Number.NaN, -1, 0.25, 0.5])
  expect(texts.sort(cellOrder).map(({ text }) => text)).toEqual(["K = 2", "k = 9", "k = 10"])
})

it("a row is kept when every word asked for stands in one of its cells", () => {
  const row = [{ text: "ConvVAE" }, { text: "K-Means" }, { text: "0.41", value: 0.41 }]

  expect(["conv means", "0.41", "", "gmm"].map((asked) => rowHolds(row, asked))).toEqual([true, true, true, false])
})
