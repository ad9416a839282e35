import { describe, expect, it } from "vitest"
import { failureOf } from "./failure-of.ts"
import { load } from "./fixtures/files.ts"
import { mergeFiles, mergeOf } from "./fixtures/merge.ts"

const metadata = "merge_bimodal_complete_metadata.csv"
const withMetadata = (change: (text: string) => string) => ({
  ...mergeFiles,
  [metadata]: change(mergeFiles[metadata] as string)
})
const said = (found: ReturnType<typeof load>, id: string, kind: string) =>
  found.annotations.filter((each) => each.id === id && each.kind === kind).map(({ value }) => value)

describe("MERGE", () => {
  it("joins audio and lyrics of a song, which have names of their own", () => {
    const { tracks } = load("merge", mergeFiles)

    expect(tracks[2]).toEqual({
      id: "A003",
      title: "Rain, Again",
      artist: "Blue",
      path: "audio/Q3/A003.wav",
      label: "Q3",
      language: null,
      lyrics: "words of song 3\nand more",
      group: "Blue",
      split: "validation"
    })
  })

  it("tells quadrants, emotions, moods, genres, years and values apart", () => {
    const found = load("merge", mergeFiles)

    expect(["quadrant", "emotion", "mood", "genre", "year", "arousal"].map((kind) => said(found, "A001", kind)))
      .toEqual([
        ["Q1"],
        ["happy"],
        ["Happy", "Bright", "Fun"],
        ["Pop/Rock"],
        ["1970"],
        ["0.8"]
      ])
    expect(said(found, "A004", "year")).toEqual([])
  })

  it("reads a year whose month and day are unknown", () => {
    const files = withMetadata((text) => text.replace("Sunshine Pop,1970", "Sunshine Pop,"))

    expect(said(load("merge", files), "A001", "year")).toEqual(["1970"])
  })

  it("labels by another kind when asked, and counts tracks with several or none", () => {
    const found = load("merge", mergeFiles, { labelFrom: "genre" })

    expect(found.tracks.map(({ label }) => label)).toEqual(["Pop/Rock", "Pop/Rock", "Country", null])
    expect(found.problems.slice(0, 2)).toEqual([
      { where: "1 track", problem: "several of kind genre, the first is the label: A002" },
      { where: "1 track", problem: "no genre, so no label: A004" }
    ])
  })

  it("refuses a kind of label that nothing says, and lists those there are", () => {
    const error = failureOf(() => load("merge", mergeFiles, { labelFrom: "moood" }))

    expect(error.message).toBe("data: no track has a moood.")
    expect(error.hint).toContain("--label (labelFrom) takes one of: quadrant, emotion, mood, genre")
  })

  it("uses the first published split, or the one asked for", () => {
    const asked = load("merge", mergeFiles, { split: "40_30_30" })

    expect(load("merge", mergeFiles).problems).toEqual([
      { where: "splits", problem: "70_15_15 is used; 40_30_30 is there too" }
    ])
    expect(asked.tracks.map(({ split }) => split)).toEqual([null, null, null, "train"])
    expect(failureOf(() => load("merge", mergeFiles, { split: "50_50" })).hint).toBe(
      "set split to one of: 70_15_15, 40_30_30"
    )
  })

  it("reads audio alone and lyrics alone", () => {
    const [audio, lyrics] = [load("merge", mergeOf("audio")), load("merge", mergeOf("lyrics"))]

    expect(audio.tracks.map(({ lyrics: words, path }) => [path, words])[0]).toEqual(["Q1/A001.mp3", null])
    expect(lyrics.tracks.map(({ lyrics: words, path }) => [path, words])[0]).toEqual(["", "words 1"])
    expect([...audio.problems, ...lyrics.problems]).toEqual([])
  })

  it("counts songs without a file, without audio, without words and with two rows", () => {
    const { problems, tracks } = load("merge", {
      ...withMetadata((text) => `${text}\nA001,L101,Q1,,Iris,Again,,,,,,,,\nA009,L109,Q1,,Iris,Ghost,,,,,,,,`),
      "audio/Q1/A001.wav": null,
      "lyrics/Q2/L102.txt": null
    })

    expect(tracks.map(({ id }) => id)).toEqual(["A001", "A002", "A003", "A004"])
    expect(problems.slice(0, 4)).toEqual([
      { where: `${metadata}, line 6`, problem: "\"A001\" has a row above; this one is not used" },
      { where: "1 song", problem: `in ${metadata}, but no file of that name is there: A009` },
      { where: "1 song", problem: "no audio: A001" },
      { where: "1 song", problem: "no lyrics: A002" }
    ])
  })

  it.each([
    [
      "a missing column",
      withMetadata((text) => text.replace("Quadrant", "Quadrent")),
      `${metadata}: there is no column "Quadrant".`,
      "did you mean \"Quadrent\"?"
    ],
    [
      "a file that is cut off",
      withMetadata((text) => text.slice(0, -20)),
      `${metadata}, line 5: 6 cells where the header has 14 columns.`,
      "add or remove cells"
    ],
    [
      "no metadata",
      { ...mergeFiles, [metadata]: null },
      "data: there is no merge_…_metadata.csv.",
      "put it beside the folders Q1 to Q4"
    ],
    [
      "two variants at once",
      { ...mergeFiles, ...mergeOf("audio") },
      "data: there are 2 metadata tables: merge_audio_balanced_metadata.csv, merge_bimodal_complete_metadata.csv.",
      "give one of the unpacked zip files"
    ],
    [
      "tables without files",
      { [metadata]: mergeFiles[metadata]! },
      "data: its tables are those of MERGE, but no file of a track they name is there.",
      "4 songs: in merge"
    ]
  ])("refuses %s", (_, files, message, hint) => {
    const error = failureOf(() => load("merge", files))

    expect(error.message).toBe(message)
    expect(error.hint).toContain(hint)
  })
})
