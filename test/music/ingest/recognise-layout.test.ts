import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import type { AskedLayout } from "../../../pipelines/parts/layout-choice.ts"
import { recogniseData } from "../../../pipelines/parts/recognise-data.ts"
import { banglaBeatsFiles } from "./fixtures/banglabeats.ts"
import { type Files, writeFiles } from "./fixtures/files.ts"
import { fmaEchonest, fmaFeatures, fmaFiles, fmaTracks } from "./fixtures/fma.ts"
import { writeFourMula } from "./fixtures/four-mula.ts"
import { gtzanFiles, gtzanTable } from "./fixtures/gtzan.ts"
import { mergeFiles, mergeOf } from "./fixtures/merge.ts"
import { jamendoFiles } from "./fixtures/mtg-jamendo.ts"
import { music4allFiles } from "./fixtures/music4all.ts"

const root = fs.mkdtempSync(path.join(os.tmpdir(), "layouts-"))
afterAll(() => fs.rmSync(root, { recursive: true }))

const recognise = (files: Files, within = "", asked: AskedLayout = "auto") => {
  const folder = path.join(root, crypto.randomUUID())
  writeFiles(folder, files)
  return recogniseData(path.join(folder, within), asked)
}

const auFiles = Object.fromEntries(["blues", "jazz"].map((genre) => [`genres/${genre}/${genre}.00001.au`, "au"]))

describe("the layout of a folder", () => {
  it.each<[string, Files]>([
    ["gtzan", gtzanFiles(1)],
    ["gtzan", auFiles],
    ["banglabeats", banglaBeatsFiles(1)],
    ["merge", mergeFiles],
    ["merge", mergeOf("audio")],
    ["merge", mergeOf("lyrics")],
    ["fma", fmaFiles],
    ["fma-features", { "fma_metadata/features.csv": fmaFeatures, "fma_metadata/tracks.csv": fmaTracks }],
    ["gtzan-features", { "Data/features_3_sec.csv": gtzanTable(["blues.00000.0.wav"]) }],
    ["mtg-jamendo", jamendoFiles],
    ["music4all", music4allFiles(true)],
    ["music4all", music4allFiles(false)]
  ])("is recognised: %s", (layout, files) => {
    expect(recognise(files).layout).toBe(layout)
  })

  it.each<[string, Files]>([
    ["folders of any music", { "warzone/a.opus": "", "openttd/b.flac": "", "openttd/b.txt": "words" }],
    ["genre folders with names of their own", { "blues/one.wav": "", "jazz/two.wav": "", "Rock/3.wav": "" }],
    ["numbered clips in genres that anybody has", { "Rock/1.wav": "", "Pop/1.wav": "", "Metal/2.wav": "" }],
    ["one GTZAN clip among others", { "blues/blues.00001.wav": "", "b/c.wav": "" }],
    ["a folder called Q1", { "Q1/a.mp3": "", "Q2/b.mp3": "", "Q3/c.mp3": "", "Q4/d.mp3": "" }],
    ["AppleDouble alone", { "blues/._blues.00001.wav": "", "jazz/._jazz.00001.wav": "" }],
    ["an empty tracks.csv", { "tracks.csv": "a,b\n1,2\n", "000/000001.mp3": "" }],
    ["other tables", { "table.csv": "a,b\n1,2\n", "x.tsv": "a\tb\n" }]
  ])("is plain for %s", (_, files) => {
    expect(recognise(files).layout).toBe("folder")
  })

  it("comes with what speaks for it", () => {
    expect(recognise(gtzanFiles(1)).evidence).toEqual([
      "clips of 10 of its 10 genres, called like Data/genres_original/blues/blues.00000.wav",
      "Data/features_30_sec.csv beside them",
      "1 AppleDouble file (._…) passed over"
    ])
    expect(recognise(fmaFiles).evidence).toEqual([
      "a folder fma_small",
      "audio called like fma_small/000/000002.mp3",
      "fma_metadata/tracks.csv with FMA's header rows"
    ])
  })

  it("is seen behind as many AppleDouble files as there are clips", () => {
    const doubled = Array.from({ length: 60 }, (_, i) => `${i < 30 ? "blues/._blues" : "rock/._rock"}.000${10 + i}.wav`)
    const clips = { "blues/blues.00001.wav": "", "rock/rock.00001.wav": "" }
    const { evidence, layout } = recognise({ ...clips, ...Object.fromEntries(doubled.map((name) => [name, "Mac"])) })

    expect([layout, evidence.at(-1)]).toEqual(["gtzan", "60 AppleDouble files (._…) passed over"])
  })

  it("finds the few tables among many files", () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`audios/a${i}.mp3`, ""]))

    expect(recognise({ ...many, "zz/id_genres.csv": "id\tgenres\n" }).layout).toBe("music4all")
  })
})

const songs = (count: number): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`mine/song${i}.wav`, ""]))
const gtzanPair = { "blues/blues.00000.wav": "", "jazz/jazz.00001.wav": "" }

describe("a folder that is nearly a dataset", () => {
  it.each<[string, Files, string]>([
    [
      "GTZAN, with more songs of one's own",
      { ...gtzanPair, ...songs(6) },
      "nearly GTZAN: 2 of 8 audio files fit, and most must; --layout gtzan reads what fits"
    ],
    [
      "GTZAN, of one genre",
      { "blues/blues.00000.wav": "", "blues/blues.00001.wav": "", "blues/blues.00002.wav": "" },
      "nearly GTZAN: clips of a second genre (there is blues) is missing; --layout gtzan reads what fits"
    ],
    [
      "BanglaBeats, with more songs of one's own",
      { "Adhunik/1.wav": "", "Folk/1.wav": "", ...songs(3) },
      "nearly BanglaBeats: 2 of 5 audio files fit, and most must; --layout banglabeats reads what fits"
    ],
    [
      "FMA, without its metadata",
      { ...fmaFiles, "fma_metadata/tracks.csv": null },
      "nearly FMA: tracks.csv of fma_metadata.zip is missing; --layout fma reads what fits"
    ],
    [
      "FMA, with more songs of one's own",
      { ...fmaFiles, ...songs(9) },
      "nearly FMA: 5 of 14 audio files fit, and most must; --layout fma reads what fits"
    ],
    [
      "MERGE, without its tables",
      { "Q1/a.mp3": "", "Q2/b.mp3": "", "Q3/c.mp3": "", "Q4/d.mp3": "" },
      "nearly MERGE: merge_audio_complete_metadata.csv, or the like is missing; --layout merge reads what fits"
    ],
    [
      "Music4All, without its tables",
      { "audios/a.mp3": "", "audios/b.mp3": "", "audios/c.mp3": "", "lyrics/a.txt": "" },
      "nearly Music4All: id_information.csv, id_genres.csv or id_lang.csv is missing; --layout music4all reads what fits"
    ],
    [
      "MTG-Jamendo, among other music",
      { ...jamendoFiles, ...songs(9) },
      "nearly MTG-Jamendo: "
    ],
    [
      "FMA's features, beside other music",
      { ...songs(3), "fma_metadata/features.csv": fmaFeatures },
      "nearly FMA's published features: there is fma_metadata/features.csv, but audio beside it that is no part of it; " +
      "give that table itself as --data"
    ]
  ])("is a plain folder, and told what it lacks: %s", (_, files, told) => {
    const { layout, nearly } = recognise(files)

    expect(layout).toBe("folder")
    expect(nearly).toHaveLength(1)
    expect(nearly[0]).toContain(told)
  })

  it("is one as soon as most of its audio fits", () => {
    expect(recognise({ ...gtzanPair, ...songs(2) }).layout).toBe("folder")
    expect(recognise({ ...gtzanPair, ...songs(1) }).layout).toBe("gtzan")
    expect(recognise({ "Adhunik/1.wav": "", "Folk/1.wav": "", ...songs(1) }).layout).toBe("banglabeats")
    expect(recognise({ ...fmaFiles, ...songs(4) }).layout).toBe("fma")
  })

  it("counts all audio, however many lie in a folder", () => {
    const clips = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`${i % 2 ? "jazz/jazz" : "blues/blues"}.000${10 + i}.wav`, ""])
    )

    expect(recognise({ ...clips, ...songs(61) }).layout).toBe("folder")
    expect(recognise({ ...clips, ...songs(59) }).layout).toBe("gtzan")
  })

  it("is no dataset for a file or two that are called alike", () => {
    expect(recognise({ "blues/blues.00001.wav": "", ...songs(4) }).nearly).toEqual([])
    expect(recognise({ "000/000123.mp3": "", ...songs(4) }).nearly).toEqual([])
  })
})

describe("a layout that is asked for", () => {
  it("decides, whatever the folder looks like", () => {
    expect(recognise({ ...gtzanPair, ...songs(6) }, "", "gtzan").layout).toBe("gtzan")
    expect(recognise(gtzanFiles(1), "", "folder").layout).toBe("folder")
    expect(recognise({ ...songs(3), "m/features.csv": fmaFeatures }, "", "fma-features").files).toEqual({
      features: "m/features.csv"
    })
    expect(recognise({ "f.csv": gtzanTable(["blues.00000.wav"]) }, "f.csv", "feature-table").layout).toBe(
      "feature-table"
    )
  })

  it("is refused where the data is of another kind", () => {
    expect(() => recognise({ "f.csv": "a,b\n" }, "f.csv", "gtzan")).toThrow(
      "--layout gtzan reads a folder, and f.csv is a file; give the folder to --data"
    )
    expect(() => recognise(songs(2), "", "4mula")).toThrow("holds none of 4MuLA; give the file to --data")
  })
})

describe("the layout of a file", () => {
  it.each<[string, string, Files]>([
    ["gtzan-features", "f.csv", { "f.csv": gtzanTable(["blues.00000.wav", "rock.00001.wav"]) }],
    ["banglabeats-features", "f.csv", { "f.csv": gtzanTable(["Adhunik.00000.wav", "Rock.00001.wav"]) }],
    ["gtzan-banglabeats-features", "f.csv", {
      "f.csv": gtzanTable(["x", "blues.00000.wav", "Rock.00001.wav"]).replace(/^x.*\n/m, "")
    }],
    ["feature-table", "f.csv", { "f.csv": gtzanTable(["mine.wav"]) }],
    ["feature-table", "f.csv", { "f.csv": "filename,a,b\nx,1,2\n" }],
    ["lyrics-table", "f.csv", { "f.csv": "filename,track_id,genre,lyrics\n000002.wav,2,Pop,\"la\nla\"\n" }],
    ["lyrics-table", "f.csv", { "f.csv": "filename;genre;lyrics\na.wav;Pop;la la\n" }],
    ["feature-table", "f.tsv", { "f.tsv": "filename\ta\tb\nx\t1\t2\n" }],
    ["fma-features", "features.csv", { "features.csv": fmaFeatures }],
    ["fma-features", "echonest.csv", { "echonest.csv": fmaEchonest }],
    ["fma-features", "tracks.csv", { "tracks.csv": fmaTracks }]
  ])("is recognised: %s", (layout, file, files) => {
    expect(recognise(files, file).layout).toBe(layout)
  })

  it("takes tracks.csv from beside FMA's features", () => {
    expect(recognise({ "features.csv": fmaFeatures, "tracks.csv": fmaTracks }, "features.csv").files).toEqual({
      features: "features.csv",
      tracks: "tracks.csv"
    })
  })

  it("takes FMA's features from beside its tracks.csv", () => {
    const features = { "features.csv": fmaFeatures, "echonest.csv": fmaEchonest }

    expect(recognise({ ...features, "tracks.csv": fmaTracks }, "tracks.csv").files).toEqual({
      features: "features.csv",
      tracks: "tracks.csv"
    })
    expect(recognise({ "echonest.csv": fmaEchonest, "tracks.csv": fmaTracks }, "tracks.csv").files["features"])
      .toBe("echonest.csv")
  })

  it("knows 4MuLA by the columns that a Parquet file names at its end, whatever its name", async () => {
    const folder = path.join(root, "songs")
    fs.mkdirSync(folder)
    const file = path.join(folder, "songs.parquet")
    await writeFourMula(file, { isStringified: false })

    expect(recogniseData(file).layout).toBe("4mula")
    expect(recogniseData(folder).files).toEqual({ table: "songs.parquet" })
    expect(recogniseData(file).evidence).toEqual(["songs.parquet, a Parquet table of melspectrogram and music_lang"])
  })
})
