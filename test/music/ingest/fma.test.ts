import { describe, expect, it } from "vitest"
import { readFmaFeatures } from "../../../src/music/ingest/dataset/fma-features.ts"
import { failureOf } from "./failure-of.ts"
import { load } from "./fixtures/files.ts"
import { fmaEchonest, fmaFeatures, fmaFiles, fmaTracks } from "./fixtures/fma.ts"

const withTracks = (text: string | null) => ({ ...fmaFiles, "fma_metadata/tracks.csv": text })
const featuresOf = (text: string, isWanted: (number: number) => boolean = () => true) =>
  readFmaFeatures(new TextEncoder().encode(text), isWanted, "features.csv")

describe("FMA", () => {
  it("joins audio with the rows of tracks.csv under its two header rows", () => {
    const { tracks } = load("fma", fmaFiles)

    expect(tracks.map(({ id }) => id)).toEqual(["000002", "000005", "000010", "098565"])
    expect(tracks[2]).toEqual({
      id: "000010",
      title: "Freeway",
      artist: "Kurt Vile",
      path: "fma_small/000/000010.mp3",
      label: "Pop",
      language: null,
      lyrics: null,
      group: "artist 6",
      split: "validation"
    })
  })

  it("reads lists in Python's notation, and genres by their titles", () => {
    const { annotations } = load("fma", fmaFiles)
    const said = (id: string, kind: string) =>
      annotations.filter((each) => each.id === id && each.kind === kind).map(({ value }) => value)

    expect(said("000010", "subgenre")).toEqual(["Pop", "Experimental Pop"])
    expect(said("000005", "tag")).toEqual(["live", "it's"])
  })

  it("misses only the audio of its own subset, and knows the bad files", () => {
    const { problems } = load("fma", {
      ...fmaFiles,
      "fma_small/099/099134.mp3": "mp3",
      "fma_small/000/000005.mp3": null
    })

    expect(problems.map(({ problem, where }) => `${where}: ${problem}`)).toEqual([
      "1 track: in subset small of fma_metadata/tracks.csv, but no audio is there: 000005",
      "1 audio file: no row in fma_metadata/tracks.csv, not used: 000999",
      "1 track: known to hold no sound in fma_small: 099134",
      "1 track: known to be shorter than 30 s: 098565",
      "fma_metadata/features.csv: published features, not read; give it itself as --data to use them",
      "1 extensionless file: not part of the layout, not used: fma_small/checksums"
    ])
  })

  it("uses the first of two rows of a track, and says so", () => {
    const { problems, tracks } = load("fma", withTracks(`${fmaTracks}\n2,B,9,Other,test,small,Rock,[12],,[],Second`))

    expect(tracks[0]?.title).toBe("Food")
    expect(problems[0]).toEqual({
      where: "1 track",
      problem: "has a row above in fma_metadata/tracks.csv; the second is not used: 000002"
    })
  })

  it.each([
    [
      "one header row",
      fmaTracks.split("\n").slice(1).join("\n"),
      "fma_metadata/tracks.csv, lines 1 to 3: the third row does not begin with \"track_id\".",
      "fma_metadata.zip"
    ],
    [
      "a missing column",
      fmaTracks.replace("genre_top", "genre"),
      "fma_metadata/tracks.csv, lines 1 to 3: there is no column (\"track\", \"genre_top\").",
      "two header rows"
    ],
    [
      "a row that is cut off",
      fmaTracks.slice(0, -30),
      "fma_metadata/tracks.csv, line 9: a quoted cell that starts here is never closed.",
      "close the quote"
    ],
    [
      "a row without its last cell",
      fmaTracks.slice(0, fmaTracks.lastIndexOf(",")),
      "fma_metadata/tracks.csv, line 9: 10 cells where the header has 11.",
      "cut off"
    ],
    [
      "an id that is none",
      fmaTracks.replace("\n10,", "\nten,"),
      "fma_metadata/tracks.csv, line 6: \"ten\" is not a track id.",
      "cut off"
    ],
    [
      "a list that is none",
      fmaTracks.replace("[21]", "[21"),
      "fma_metadata/tracks.csv, track 000002, column (\"track\", \"genres\"): \"[21\" is not a list.",
      "[21, 76]"
    ],
    ["no table", null, "data: tracks.csv is not there, so nothing says what the files are.", "unpack fma_metadata.zip"]
  ])("refuses %s", (_, text, message, hint) => {
    const error = failureOf(() => load("fma", withTracks(text)))

    expect(error.message).toBe(message)
    expect(error.hint).toContain(hint)
  })
})

describe("FMA's features", () => {
  it("names columns by feature, statistic and number", () => {
    const { matrix, names, numbers } = featuresOf(fmaFeatures)

    expect(names).toEqual(["mfcc_mean_01", "mfcc_mean_02", "tonnetz_std_01"])
    expect(numbers).toEqual([2, 5, 10, 20])
    expect([...matrix.data.subarray(0, 3)]).toEqual([-163.77, 116.69, 0.05])
  })

  it("reads the rows that are wanted, and sets aside what is no number", () => {
    const { numbers, setAside } = featuresOf(fmaFeatures, (number) => number > 9)

    expect(numbers).toEqual([10, 20])
    expect(setAside).toEqual([{ number: 98565, reason: "\"nan\" in column tonnetz_std_01 is not a finite number" }])
  })

  it("uses the first of two rows", () => {
    const { numbers, problems } = featuresOf(`${fmaFeatures}\r\n2,0,0,0\r\n`)

    expect(numbers).toHaveLength(4)
    expect(problems).toEqual([{
      where: "features.csv, line 10",
      problem: "\"000002\" has a row above; this one is not used"
    }])
  })

  it.each([
    [
      "a missing header row",
      fmaFeatures.split("\n").slice(1).join("\n"),
      "features.csv: row 1 begins with \"statistics\", not \"feature\"."
    ],
    ["an empty file", "", "features.csv: row 1 begins with \"\", not \"feature\"."],
    ["a row that is cut off", fmaFeatures.slice(0, -4), "features.csv, line 9: 3 cells where the header has 4."]
  ])("refuses %s", (_, text, message) => {
    expect(failureOf(() => featuresOf(text)).message).toBe(message)
  })
})

describe("FMA's other tables", () => {
  it("give what Echonest measured, and set aside what it did not", () => {
    const { matrix, names, numbers, problems, setAside } = featuresOf(fmaEchonest)

    expect(names).toEqual(["audio_features_acousticness", "audio_features_tempo", "temporal_features_000"])
    expect(numbers).toEqual([2, 5])
    expect([...matrix.data]).toEqual([0.416, 165.922, 0.877, 0.374, 126.957, 0.534])
    expect(setAside).toEqual([{ number: 10, reason: "\"\" in column audio_features_tempo is not a finite number" }])
    expect(problems).toEqual([{
      where: "columns of metadata, ranks, social_features",
      problem: "not measured in the sound; no features, set aside"
    }])
  })

  it("are refused where they are cut off, or have other headers", () => {
    expect(failureOf(() => featuresOf(`${fmaEchonest}\n11,0.5`)).message).toContain(
      "line 8: 2 cells where the header has 7"
    )
    expect(failureOf(() => featuresOf(fmaEchonest.replace("track_id", "id"))).message).toContain(
      "begin with \"track_id\""
    )
    expect(failureOf(() => featuresOf(fmaEchonest.replaceAll(/audio_features|temporal_features/g, "x"))).message)
      .toContain("no column is of a group audio_features")
  })

  it("hold no features where they say what the tracks are", () => {
    const error = failureOf(() => featuresOf(fmaTracks))

    expect(error.message).toBe("features.csv: it says what FMA's tracks are, and holds no features.")
    expect(error.hint).toContain("give features.csv or echonest.csv of fma_metadata.zip")
  })
})
