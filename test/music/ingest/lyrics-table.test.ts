import { describe, expect, it } from "vitest"
import { readLyricsTable } from "../../../src/music/ingest/dataset/lyrics-table.ts"
import { failureOf } from "./failure-of.ts"

const read = (text: string) => readLyricsTable(text, "words.csv")

describe("a table of lyrics", () => {
  it("has a track per row, with words over several lines", () => {
    const { tracks } = read("filename,track_id,genre,lyrics\n000002.wav,2,Hip-Hop,\"one\ntwo\"\n000003.wav,3,Rock,\n")

    expect(tracks.map(({ id, label, lyrics }) => [id, label, lyrics])).toEqual([
      ["000002.wav", "Hip-Hop", "one\ntwo"],
      ["000003.wav", "Rock", null]
    ])
  })

  it("groups by artist where the table names one", () => {
    expect(read("id,artist,language,title,lyrics\n1,Iris,en,Blue,la\n").tracks[0]).toMatchObject({
      title: "Blue",
      artist: "Iris",
      group: "Iris",
      language: "en"
    })
  })

  it("counts empty words and second rows", () => {
    expect(read("id,lyrics\n1,la\n2,\n1,lo\n").problems).toEqual([
      { where: "words.csv, line 4", problem: "\"1\" has a row above; this one is not used" },
      { where: "column \"lyrics\"", problem: "is empty in 1 of 3 rows" }
    ])
  })

  it.each([
    ["a missing column", "id,lyric\n1,la\n", "words.csv: there is no column \"lyrics\"."],
    ["tracks without names", "x,lyrics\n1,la\n", "words.csv: no column names the tracks."],
    ["no rows", "id,lyrics\n", "words.csv: there are no rows below the header."],
    [
      "a file that is cut off",
      "id,lyrics\n1,\"la",
      "words.csv, line 2: a quoted cell that starts here is never closed."
    ]
  ])("refuses %s", (_, text, message) => {
    expect(failureOf(() => read(text)).message).toBe(message)
  })
})
