import { describe, expect, it } from "vitest"
import { failureOf } from "./failure-of.ts"
import { load } from "./fixtures/files.ts"
import { music4allFiles } from "./fixtures/music4all.ts"

const files = music4allFiles(true)

describe("Music4All", () => {
  it("is read alike with and without the line that names the columns", () => {
    expect(load("music4all", music4allFiles(false))).toEqual(load("music4all", files))
  })

  it("joins the tables with audio and lyrics by id", () => {
    expect(load("music4all", files).tracks[0]).toEqual({
      id: "0009fFIM1eYThaPg",
      title: "Rain on Me",
      artist: "Cheryl",
      path: "audios/0009fFIM1eYThaPg.mp3",
      label: "pop",
      language: "en",
      lyrics: "rain on me",
      group: "Cheryl",
      split: null
    })
  })

  it("keeps every genre and tag, and the album with its comma", () => {
    const { annotations } = load("music4all", files)

    expect(annotations.filter(({ id }) => id.startsWith("0009")).map(({ kind, value }) => [kind, value])).toEqual([
      ["genre", "pop"],
      ["genre", "rock"],
      ["tag", "pop"],
      ["tag", "female vocalists"],
      ["album", "3 Words, Again"]
    ])
  })

  it("counts what has no audio, no lyrics, no table and two rows", () => {
    const { problems } = load("music4all", {
      ...files,
      "id_tags.csv": null,
      "id_lang.csv": `${files["id_lang.csv"] as string}\n000QWvZpHrBIVrW4\tes`
    })

    expect(problems.slice(1)).toEqual([
      { where: "id_lang.csv, line 4", problem: "\"000QWvZpHrBIVrW4\" has a row above; this one is not used" },
      { where: "id_tags.csv", problem: "not there, so no track has tags" },
      { where: "1 track", problem: "no audio in audios/: zzz" },
      { where: "1 track", problem: "no lyrics in lyrics/: 000QWvZpHrBIVrW4" }
    ])
  })

  it.each([
    [
      "another header",
      { ...files, "id_information.csv": "id\tsong\tartist\talbum_name\nx\ta\tb\tc" },
      "id_information.csv, line 1: column 2 is \"song\", not \"artist\".",
      "id, artist, song, album_name"
    ],
    [
      "commas for tabs",
      { ...files, "id_genres.csv": "id,genres\nx,pop" },
      "id_genres.csv, line 1: 1 cell where at least 2 belong.",
      "separated by tabs"
    ],
    [
      "a line that is cut off",
      { ...files, "id_lang.csv": "id\tlang\nx\ten\n000Q" },
      "id_lang.csv, line 3: 1 cell where at least 2 belong.",
      "cut off"
    ],
    [
      "no table that says anything",
      { "id_tags.csv": "id\ttags\nx\ty", "audios/x.mp3": "" },
      "data: none of id_information.csv, id_genres.csv and id_lang.csv holds a row.",
      "put the dataset's tables beside audios and lyrics"
    ]
  ])("refuses %s", (_, broken, message, hint) => {
    const error = failureOf(() => load("music4all", broken))

    expect(error.message).toBe(message)
    expect(error.hint).toContain(hint)
  })
})
