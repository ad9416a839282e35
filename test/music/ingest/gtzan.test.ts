import { describe, expect, it } from "vitest"
import { summarise } from "../../../src/music/ingest/dataset/dataset-summary.ts"
import { failureOf } from "./failure-of.ts"
import { load } from "./fixtures/files.ts"
import { gtzanFiles } from "./fixtures/gtzan.ts"

const problemsOf = (found: ReturnType<typeof load>, where: string) =>
  found.problems.filter((each) => each.where === where).map(({ problem }) => problem)

describe("GTZAN", () => {
  it("gives clips their published names and genres, wherever the tree lies", () => {
    const { tracks } = load("gtzan", gtzanFiles(2))

    expect(tracks.slice(0, 2).map(({ id, label, path }) => [id, label, path])).toEqual([
      ["blues.00000", "blues", "Data/genres_original/blues/blues.00000.wav"],
      ["blues.00001", "blues", "Data/genres_original/blues/blues.00001.wav"]
    ])
    expect(new Set(tracks.map(({ label }) => label)).size).toBe(10)
  })

  it("says what it found and what it did not", () => {
    const { problems, tracks } = load("gtzan", gtzanFiles(3))

    expect(summarise("gtzan", tracks, { problems: problems.length })).toBe(
      "GTZAN: 31 tracks, 10 labels; no languages, groups, splits or lyrics; 14 problems"
    )
    expect(problems.find(({ where }) => where === "jazz")?.problem).toBe(
      "4 of 100 clips; missing jazz.00003, jazz.00004, jazz.00005, …"
    )
  })

  it("counts AppleDouble files, pictures and tables it does not read, each in one line", () => {
    const found = load("gtzan", { ...gtzanFiles(1), "Data/genres_original/jazz/._jazz.00054.wav": "Mac OS X" })

    expect(problemsOf(found, "2 files")).toEqual([
      "macOS metadata (AppleDouble), not audio: Data/genres_original/blues/._blues.00000.wav, " +
      "Data/genres_original/jazz/._jazz.00054.wav"
    ])
    expect(problemsOf(found, "1 .png file")).toHaveLength(1)
    expect(problemsOf(found, "Data/features_3_sec.csv")).toEqual([
      "published features, not read; give it itself as --data to use them"
    ])
  })

  it("reads .au, and passes over a second format of the same clip", () => {
    const found = load("gtzan", {
      "genres/blues/blues.00000.au": "au",
      "genres/blues/blues.00001.au": "au",
      "genres/blues/blues.00001.wav": "wav"
    })

    expect(found.tracks.map(({ path }) => path)).toEqual([
      "genres/blues/blues.00000.au",
      "genres/blues/blues.00001.wav"
    ])
    expect(problemsOf(found, "1 file")).toEqual([
      "the same clip in a second format, not used: genres/blues/blues.00001.au"
    ])
  })

  it("keeps repeated clips and says so, unless they are to be left out", () => {
    const files = Object.fromEntries(
      ["metal/metal.00034", "metal/metal.00094", "metal/metal.00058", "rock/rock.00016", "pop/pop.00001"].map((
        clip
      ) => [`${clip}.wav`, ""])
    )
    const kept = load("gtzan", files)
    const left = load("gtzan", files, { excludeKnownFaults: true })

    expect(kept.tracks).toHaveLength(5)
    expect(problemsOf(kept, "3 tracks")).toEqual([
      "known to repeat another clip, kept: metal.00058, metal.00094, rock.00016"
    ])
    expect(left.tracks.map(({ id }) => id)).toEqual(["metal.00034", "pop.00001"])
    expect(problemsOf(left, "metal.00094")).toEqual(["left out: repeats metal.00034 exactly"])
    expect(problemsOf(left, "rock.00016")).toEqual(["left out: the same recording as metal.00058, under another label"])
  })

  it("takes the split from the lists of the fault-filtered one", () => {
    const { tracks } = load("gtzan", {
      ...gtzanFiles(2),
      "train_filtered.txt": "blues/blues.00000.wav\nrock/rock.00001.wav\n",
      "valid_filtered.txt": "rock.00000\n"
    })
    const splits = Object.fromEntries(tracks.map(({ id, split }) => [id, split]))

    expect([splits["blues.00000"], splits["rock.00000"], splits["blues.00001"]]).toEqual(["train", "validation", null])
  })

  it("says where to look when no file is a clip", () => {
    const error = failureOf(() => load("gtzan", { "blues/one.wav": "" }))

    expect(error.message).toBe("data: no file is called like a clip of GTZAN.")
    expect(error.hint).toContain("genres_original")
  })
})
