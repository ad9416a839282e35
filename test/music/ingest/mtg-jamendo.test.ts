import { describe, expect, it } from "vitest"
import { failureOf } from "./failure-of.ts"
import { load } from "./fixtures/files.ts"
import { jamendoFiles } from "./fixtures/mtg-jamendo.ts"

const table = "data/autotagging_genre.tsv"
const text = jamendoFiles[table] as string
const withTable = (changed: string | null) => ({ ...jamendoFiles, [table]: changed })

describe("MTG-Jamendo", () => {
  it("finds the audio of a row, .low or not, and groups tracks by artist", () => {
    const { tracks } = load("mtg-jamendo", jamendoFiles)

    expect(tracks.map(({ group, id, label, path, split }) => [id, path, label, group, split])).toEqual([
      ["track_0000214", "audio/14/214.low.mp3", "punkrock", "artist_000014", "train"],
      ["track_0000215", "audio/15/215.mp3", "metal", "artist_000014", "train"],
      ["track_0000241", "audio/41/241.mp3", "pop", "artist_000005", "test"]
    ])
  })

  it("takes the rest of a line for tags of their kinds", () => {
    const { annotations } = load("mtg-jamendo", jamendoFiles)

    expect(annotations.filter(({ id }) => id === "track_0000241").map(({ kind, value }) => [kind, value])).toEqual([
      ["genre", "pop"],
      ["mood/theme", "happy"],
      ["album", "album_000032"]
    ])
  })

  it("counts rows without audio and tracks of several genres", () => {
    expect(load("mtg-jamendo", jamendoFiles).problems).toEqual([
      { where: "1 track", problem: "several of kind genre, the first is the label: track_0000215" },
      { where: "1 track", problem: `in ${table}, but no audio is there: track_0000382` },
      { where: "1 .tsv file", problem: "not part of the layout, not used: data/autotagging_instrument.tsv" }
    ])
  })

  it("takes another of the published splits when asked", () => {
    const { tracks } = load("mtg-jamendo", jamendoFiles, { split: "split-1" })

    expect(tracks.map(({ split }) => split)).toEqual([null, null, "train"])
    expect(failureOf(() => load("mtg-jamendo", jamendoFiles, { split: "split-9" })).hint).toBe(
      "set split to one of: split-0, split-1"
    )
  })

  it("has no labels when the table is of other tags, and says which there are", () => {
    const { problems, tracks } = load("mtg-jamendo", withTable(text.replaceAll("genre---", "instrument---")))

    expect(tracks.every(({ label }) => label === null)).toBe(true)
    expect(problems[0]).toEqual({
      where: "labels",
      problem: "no track has a genre; --label (labelFrom) takes one of: instrument, album, mood/theme"
    })
  })

  it("uses the first of two rows of a track", () => {
    const again = text.split("\n")[1]!.replace("punkrock", "folk")
    const { problems, tracks } = load("mtg-jamendo", withTable(`${text}${again}\n`))

    expect(tracks[0]?.label).toBe("punkrock")
    expect(problems.map(({ where }) => where)).toContain(`${table}, line 6`)
  })

  it.each([
    [
      "another header",
      text.replace("ALBUM_ID", "ALBUM"),
      `${table}, line 1: column 3 is "ALBUM", not "ALBUM_ID".`,
      "TRACK_ID ARTIST_ID ALBUM_ID PATH DURATION TAGS"
    ],
    [
      "no header",
      text.split("\n").slice(1).join("\n"),
      `${table}, line 1: column 1 is "track_0000214", not "TRACK_ID".`,
      "between tabs"
    ],
    [
      "a line that is cut off",
      text.slice(0, text.lastIndexOf("82/382")),
      `${table}, line 5: 4 cells where at least 5 belong.`,
      "cut off"
    ],
    ["an empty file", "", `${table}: the file is empty.`, "download"]
  ])("refuses %s", (_, changed, message, hint) => {
    const error = failureOf(() => load("mtg-jamendo", withTable(changed)))

    expect(error.message).toBe(message)
    expect(error.hint).toContain(hint)
  })
})
