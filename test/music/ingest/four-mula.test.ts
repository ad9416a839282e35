import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import type { Matrix } from "../../../src/math/matrix.ts"
import {
  fourMulaColumns,
  type FourMulaSong,
  fourMulaSong,
  melOf,
  zeroPadded
} from "../../../src/music/ingest/dataset/four-mula.ts"
import { parquetRows } from "../../../src/music/ingest/reader/parquet-rows.ts"
import { UnusableInput } from "../../../src/music/ingest/reader/unusable-input.ts"
import { type FourMulaOptions, melPower, writeFourMula } from "./fixtures/four-mula.ts"

const root = fs.mkdtempSync(path.join(os.tmpdir(), "4mula-"))
afterAll(() => fs.rmSync(root, { recursive: true }))

const written = async (options: FourMulaOptions): Promise<string> => {
  const file = path.join(root, `${crypto.randomUUID()}.parquet`)
  await writeFourMula(file, options)
  return file
}

const songsOf = async (file: string): Promise<ReadonlyArray<FourMulaSong>> => {
  const songs: Array<FourMulaSong> = []
  for await (const row of parquetRows(file, fourMulaColumns, "4mula.parquet")) {
    songs.push(fourMulaSong(row, "4mula.parquet"))
  }
  return songs
}

const failureOf = async (file: string): Promise<UnusableInput> => {
  const error: unknown = await songsOf(file).then(() => undefined, (cause: unknown) => cause)
  if (error instanceof UnusableInput) return error
  throw new Error("expected UnusableInput")
}

describe("4MuLA", () => {
  it("is read alike from nested lists and from lists written as text", async () => {
    const nested = await songsOf(await written({ isStringified: false }))
    const text = await songsOf(await written({ isStringified: true }))

    expect(text).toEqual(nested)
    expect(nested).toHaveLength(4)
  })

  it("knows songs by id, in four codes of language, grouped by artist", async () => {
    const songs = await songsOf(await written({ isStringified: false }))

    expect(songs.map(({ track }) => [track.id, track.language, track.label, track.group, track.lyrics])).toEqual([
      ["a1", "pt-br", "Romantic", "r1", "meu amor"],
      ["a2", "es", "Pop", "r1", "tus ojos"],
      ["a3", "en", "Rock", "r2", "the night"],
      ["a4", "pt", "Pop", "r3", null]
    ])
    expect(songs[0]!.annotations).toEqual([
      { id: "a1", kind: "genre", value: "Romantic" },
      { id: "a1", kind: "related genre", value: "MPB" },
      { id: "a1", kind: "related genre", value: "Pop" },
      { id: "a1", kind: "tag", value: "guitar" },
      { id: "a1", kind: "tag", value: "slow" },
      { id: "a1", kind: "tag", value: "female vocal" }
    ])
  })

  it("keeps bands and frames where they were", async () => {
    const mel = (await songsOf(await written({ isStringified: false })))[2]!.mel as Matrix

    expect([mel.rows, mel.cols]).toEqual([128, 142])
    expect(mel.data[100 * 142 + 41]).toBe(melPower(2, 100, 41))
  })

  it("lacks optional columns without harm", async () => {
    const songs = await songsOf(await written({ isStringified: false, renamed: { musicnn_tags: "tags" } }))

    expect(songs[0]!.annotations.map(({ kind }) => kind)).toEqual(["genre", "related genre", "related genre"])
  })

  it("refuses a missing column, and suggests the one that was meant", async () => {
    const error = await failureOf(await written({ isStringified: false, renamed: { music_lang: "music_language" } }))

    expect(error.message).toBe("4mula.parquet: there is no column \"music_lang\".")
    expect(error.hint).toContain("music_language")
  })

  it("refuses a file that is cut off", async () => {
    const file = await written({ isStringified: false })
    fs.truncateSync(file, 2000)
    const error = await failureOf(file)

    expect(error.message).toMatch(/^4mula\.parquet: it cannot be read as Parquet \(/)
    expect(error.hint).toBe("the file may be cut off: download it again and compare its checksum")
  })

  it("refuses a list of words that cannot be read", async () => {
    const change = "UPDATE songs SET related_genre = '[''MPB' WHERE music_id = 'a2'"

    expect((await failureOf(await written({ isStringified: true, change }))).message).toBe(
      "4mula.parquet: the list of kind related genre cannot be read: the text is cut off at character 6."
    )
  })
})

describe("a mel spectrogram of 4MuLA", () => {
  const frames = (count: number, value = 1) => Array.from({ length: 128 }, () => Array<number>(count).fill(value))

  it.each([
    ["none", null, "it has no melspectrogram"],
    ["an empty list", "[]", "it has no melspectrogram"],
    ["a cut text", "[[1.0, 2.0], [3", "its melspectrogram cannot be read: the list is cut off at character 16"],
    ["too few numbers", [1, 2, 3], "its melspectrogram has 3 numbers, not a multiple of 128"],
    ["rows that do not fit", [[1, 2], [3]], "its melspectrogram is ragged: 2 lists of 1 to 2 numbers"],
    [
      "ragged rows that add up",
      [...frames(5).slice(2), [1, 1, 1, 1], [1, 1, 1, 1, 1, 1]],
      "its melspectrogram is ragged: 128 lists of 4 to 6 numbers"
    ],
    ["numbers among lists", [...frames(1).slice(1), 1], "its melspectrogram mixes numbers with lists of them"],
    [
      "frames first",
      Array.from({ length: 5 }, () => Array<number>(128).fill(1)),
      "its melspectrogram has frames first: 5 lists of 128 numbers, not 128 lists of one band each"
    ],
    [
      "frames first as text",
      JSON.stringify(Array.from({ length: 431 }, () => Array<number>(128).fill(1))),
      "its melspectrogram has frames first: 431 lists of 128 numbers, not 128 lists of one band each"
    ],
    [
      "half of the bands",
      Array.from({ length: 64 }, () => [1, 2, 3, 4]),
      "its melspectrogram has 64 lists of 4 numbers, not 128 lists of one band each"
    ],
    ["decibels", frames(2, -80), "its melspectrogram holds -80, which is no power"],
    ["what is no number", frames(2, Number.NaN), "its melspectrogram holds NaN, which is no power"]
  ])("is set aside for %s", (_, cell, reason) => {
    expect(melOf(cell)).toEqual({ reason })
  })

  it("is the same in one list, band by band, and in a list of one channel", () => {
    const bands = Array.from({ length: 128 }, (_, band) => [band, band + 0.5])

    expect(melOf(bands.flat())).toEqual(melOf(bands))
    expect(melOf([bands])).toEqual(melOf(bands))
    expect([...(melOf(bands) as Matrix).data.subarray(2, 4)]).toEqual([1, 1.5])
  })

  it("is cut at 1292 frames, and padded to them with zeros", () => {
    const long = melOf(frames(1300)) as Matrix
    const padded = zeroPadded(melOf(frames(2)) as Matrix)

    expect([long.rows, long.cols]).toEqual([128, 1292])
    expect([...padded.data.subarray(1292, 1296)]).toEqual([1, 1, 0, 0])
  })
})
