import { expect, it } from "vitest"
import { findDuplicates, taggersWord } from "../../../src/app/library/find-duplicates.ts"
import { titleVersion } from "../../../src/app/library/title-version.ts"
import { matrix } from "../../../src/math/matrix.ts"

it("a title says of its version what stands in brackets or after a dash, and nothing else", () => {
  const titles = [
    "Blue Lantern",
    "Blue Lantern (Live at the Harbour)",
    "blue lantern - Remastered 2011",
    "Blue Lantern [feat. Ada] (2009 Digital Remaster)",
    "Blue Lantern – Radio Edit",
    "Live and Let Die",
    "Love (Part Two)",
    "(Live)",
    "Añoranza (En Vivo) [Acústico]"
  ]

  expect(titles.map((title) => [titleVersion(title).song, ...titleVersion(title).versions])).toEqual([
    ["blue lantern"],
    ["blue lantern", "live"],
    ["blue lantern", "remaster"],
    ["blue lantern", "remaster"],
    ["blue lantern", "edit"],
    ["live and let die"],
    ["love part two"],
    ["live"],
    ["anoranza", "live", "acoustic"]
  ])
})

const track = (title: string, artist: string | null, digest: string) => ({ title, artist, digest })

it("tells copies, retagged and encoded recordings, excerpts and versions apart, nearest first", () => {
  const tracks = [
    track("Blue Lantern (live)", "Ada", "a"),
    track("Blue Lantern", "ADA", "b"),
    track("01", null, "b"),
    track("02", null, "c"),
    track("03", null, "d"),
    track("04", null, "e"),
    track("Night Ferry", "Bo", "f"),
    track("Night Ferry", "Bo", "g"),
    track("Night Ferry", "Somebody", "h")
  ]
  const features = matrix([[5, 1], [1, 1], [1, 1], [1, 1], [1.02, 1], [1, 1.1], [-9, 7], [NaN, 1], [4, -9]])
  const durations = [200, 180, 180, 180, 181, 30, 90, 90, 90]

  const songs = findDuplicates({ tracks, features, durations }, 0.05)

  expect(songs.map(({ others, row }) => [row, others.map(({ relation, row: other }) => [other, relation])])).toEqual([
    [1, [[2, "same file"], [3, "same sound"], [4, "re-encoded"], [5, "excerpt"], [0, "live"]]],
    [6, [[7, "same title"]]]
  ])
  expect(songs[1]!.others[0]!.distance).toBeNull()
  expect(songs[0]!.others.map(({ relation }) => taggersWord(relation))).toEqual([
    "the same file, tags aside",
    "same recording, other tags",
    "same recording, another encoding",
    "same recording, another length",
    "another recording: live"
  ])
})

it("gives distances as root mean square of z-scores", () => {
  const tracks = ["a", "b", "c", "d"].map((digest) => track("x", "y", digest))

  const [song] = findDuplicates({ tracks, features: matrix([[0], [1], [2], [3]]), durations: [1, 1, 1, 1] }, 0)

  // the standard deviation of 0, 1, 2, 3 is the root of 5 / 4
  expect(song!.others.map(({ distance }) => distance)).toEqual(
    [1, 2, 3].map((by) => expect.closeTo(by / Math.sqrt(1.25), 12))
  )
})

it("goes by bytes and names where nothing was measured", () => {
  const tracks = [track("x", null, "a"), track("y", null, "a"), track("z", null, "")]

  const songs = findDuplicates({ tracks, features: matrix([[], [], []]), durations: [null, null, null] }, 0.2)

  expect(songs).toEqual([{ row: 0, others: [{ row: 1, relation: "same file", distance: null }] }])
})

it("finds a pair far out of reach that is alone together, and none in a crowd", () => {
  const row = (at: number) => Array.from({ length: 4 }, () => at)
  const tracks = ["a", "b", "c", "d", "e", "f"].map((digest) => track(digest, null, digest))
  const features = matrix([row(0), row(1), row(5), row(6.2), row(7.4), row(8.6)])

  const songs = findDuplicates({ tracks, features, durations: [60, 61, 60, 60, 60, 60] }, 0.2)
  const otherLength = findDuplicates({ tracks, features, durations: [60, 90, 60, 60, 60, 60] }, 0.2)

  expect(songs.map(({ others, row: first }) => [first, others.map(({ relation, row: other }) => [other, relation])]))
    .toEqual([
      [0, [[1, "likely"]]]
    ])
  expect(otherLength).toEqual([])
})

it("says of one that is near another of a song, and not the first, no more than that", () => {
  const tracks = ["One", "Two", "Three", "Four"].map((title) => track(title, "Ada", title))

  const [song] = findDuplicates(
    { tracks, features: matrix([[0], [1], [2], [40]]), durations: [60, 60, 60, 60] },
    0.08
  )

  expect(song!.others.map(({ relation, row }) => [row, relation])).toEqual([[1, "re-encoded"], [2, "chained"]])
  expect(taggersWord("chained")).toBe("near another of these")
})
