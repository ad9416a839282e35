import { describe, expect, it } from "vitest"
import { albumNames, commonSpelling, leadArtist, named } from "../../../src/music/ingest/dataset/people-and-albums.ts"
import { allUnderTags } from "../../../src/music/ingest/dataset/tag-labels.ts"
import type { Tags } from "../../../src/music/ingest/reader/tags.ts"

describe("who a track is by", () => {
  it.each([
    ["Mötley Crüe feat. Ozzy", null, "Mötley Crüe"],
    ["Jay-Z (ft. Alicia Keys)", null, "Jay-Z"],
    ["A featuring B & C", null, "A"],
    ["A & B", "A", "A"],
    ["a, B", "A", "A"],
    ["Simon & Garfunkel", null, "Simon & Garfunkel"],
    ["Tyler, The Creator", "Tyler, The Creator", "Tyler, The Creator"],
    ["Band & Friend", "Various Artists", "Band & Friend"],
    ["Aaron", "A", "Aaron"], // begins alike, and is another name
    ["Featurecast", null, "Featurecast"],
    ["Little Feat", null, "Little Feat"],
    [null, "A", "A"],
    [null, "VA", null],
    ["Unknown Artist", null, null],
    ["<unknown>", "A", "A"]
  ])("of %s on an album by %s is %s", (artist, albumArtist, lead) => {
    expect(leadArtist(artist, albumArtist)).toBe(lead)
  })

  it("is nobody where a program wrote that it knows none, and somebody with a name like it", () => {
    expect(["Unknown", "unknown genre", "?", "Unknown Mortal Orchestra", "Untitled Band"].map(named))
      .toEqual([null, null, null, "Unknown Mortal Orchestra", "Untitled Band"])
  })
})

it("names that differ in case, accents and spaces are spelled as most are", () => {
  const spelling = commonSpelling(["Hip-Hop", "hip-hop", "Hip-Hop", "Beyonce", "Beyoncé", "Rock  ", "Hip Hop"])

  expect(["hip-hop", "HIP-HOP", "Beyoncé", "Hip Hop", "new"].map(spelling))
    .toEqual(["Hip-Hop", "Hip-Hop", "Beyonce", "Hip Hop", "new"])
})

describe("albums", () => {
  const names = (...rows: ReadonlyArray<readonly [path: string, album: string | null, artist: string | null]>) =>
    albumNames(rows.map(([path, album, artist]) => ({ path, album, artist })))

  it("of one title by two artists are two", () => {
    expect(names(["q/1.mp3", "Greatest Hits", "Queen"], ["a/1.mp3", "Greatest hits", "Abba"], ["x/1.mp3", "Solo", "X"]))
      .toEqual(["Queen – Greatest Hits", "Abba – Greatest Hits", "Solo"])
  })

  it("of many artists in one folder, and of two discs, are one", () => {
    expect(names(["now/1.mp3", "Now", "A"], ["now/2.mp3", "Now", "B"], ["d/CD1/1.mp3", "Two", null], [
      "d/CD2/1.mp3",
      "Two",
      null
    ])).toEqual(["Now", "Now", "Two", "Two"])
  })

  it("nobody named are none", () => {
    expect(names(["1.mp3", null, "A"], ["2.mp3", "Unknown Album", "A"])).toEqual([null, null])
  })
})

describe("tracks of a library", () => {
  const tags: Tags = {
    title: "Song",
    artist: "Band",
    albumArtist: null,
    album: "Hits",
    genres: ["Rock"],
    year: 1999,
    language: null,
    track: null,
    disc: null,
    gainDb: null,
    lyrics: null,
    letters: null,
    problem: null
  }
  const track = { title: "1", artist: null, label: "folder", language: null, lyrics: null, group: null }
  const found = [
    { track: { ...track, id: "1", path: "a/1.mp3" }, tags },
    { track: { ...track, id: "2", path: "b/1.mp3" }, tags: { ...tags, artist: "BAND feat. Guest", genres: ["rock"] } },
    { track: { ...track, id: "3", path: "c/1.mp3" }, tags: { ...tags, artist: "Band" } }
  ]
  const by = (label: "folder" | "genre" | "album") => allUnderTags(found, { by: label, groupsByFolder: true })

  it("are one group and one label where names differ in case or guests, and keep their own titles", () => {
    expect(by("genre").map(({ group, label, title }) => [group, label, title])).toEqual([
      ["Band", "Rock", "Band – Song"],
      ["Band", "Rock", "BAND feat. Guest – Song"],
      ["Band", "Rock", "Band – Song"]
    ])
    expect(by("album").map(({ label }) => label)).toEqual(["Hits", "Hits", "Hits"])
    expect(by("folder").map(({ label }) => label)).toEqual(["folder", "folder", "folder"])
  })
})
