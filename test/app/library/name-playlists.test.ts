import { describe, expect, it } from "vitest"
import { clusterGroups } from "../../../src/app/library/cluster-groups.ts"
import { namePlaylists } from "../../../src/app/library/name-playlists.ts"

const group = (number: number | null, name: string, rows: ReadonlyArray<number>) => ({ number, name, rows })
const free = { size: 4, isAnew: false, keys: () => [] }
const short = (playlists: ReturnType<typeof namePlaylists>) => playlists.map(({ file, rows }) => [file, rows])

describe("namePlaylists", () => {
  it("numbers new playlists as their groups are, and holds the most typical tracks of each", () => {
    const playlists = namePlaylists([group(1, "loud", [5, 4, 3, 2, 1]), group(2, "quiet", [9, 8])], [], free)

    expect(playlists).toEqual([
      { file: "01 loud.m3u8", name: "loud", rows: [5, 4, 3, 2], isKept: false },
      { file: "02 quiet.m3u8", name: "quiet", rows: [9, 8], isKept: false }
    ])
  })

  it("keeps file, name and order where most tracks stay together, whatever the clusters are called now", () => {
    const last = [
      { file: "01 loud.m3u8", name: "loud", rows: [5, 4, 3] },
      { file: "Sunday.m3u8", name: "my Sunday", rows: [8, 9] }
    ]

    const playlists = namePlaylists([group(1, "still", [9, 8, 7]), group(2, "noisy", [3, 6, 5, 4])], last, free)

    expect(playlists.map(({ name }) => name)).toEqual(["my Sunday", "loud"])
    expect(short(playlists)).toEqual([["Sunday.m3u8", [8, 9, 7]], ["01 loud.m3u8", [5, 4, 3, 6]]])
  })

  it("gives a group of half an earlier playlist a number that none has had", () => {
    const last = [{ file: "01 loud.m3u8", name: "loud", rows: [1, 2, 3, 4] }]

    const playlists = namePlaylists([group(1, "a", [1, 2]), group(2, "b", [3, 4])], last, free)

    expect(short(playlists)).toEqual([["02 a.m3u8", [1, 2]], ["03 b.m3u8", [3, 4]]])
  })

  it("lets an earlier playlist of a cluster that was split go on in the larger part, and one of two that were joined", () => {
    const split = namePlaylists([group(1, "a", [1]), group(2, "b", [2, 3])], [{
      file: "07 x.m3u8",
      name: "x",
      rows: [1, 2, 3]
    }], free)
    const joined = namePlaylists([group(1, "a", [1, 2, 3])], [
      { file: "07 x.m3u8", name: "x", rows: [1] },
      { file: "08 y.m3u8", name: "y", rows: [2, 3] }
    ], free)

    expect(split.map(({ file }) => file)).toEqual(["01 a.m3u8", "07 x.m3u8"])
    expect(joined.map(({ file }) => file)).toEqual(["08 y.m3u8"])
  })

  it("keeps the tracks that still belong and fills up with the most typical, or chooses all anew", () => {
    const last = [{ file: "01 x.m3u8", name: "x", rows: [6, 4, 9] }]
    const groups = [group(1, "a", [1, 2, 3, 4, 5, 6])]

    const kept = namePlaylists(groups, last, { ...free, size: 3 })
    const anew = namePlaylists(groups, last, { ...free, size: 3, isAnew: true })

    expect(short(kept)).toEqual([["01 x.m3u8", [6, 4, 1]]])
    expect(short(anew)).toEqual([["01 x.m3u8", [1, 2, 3]]])
  })

  it("takes no two tracks with a key in common, and no name of a file that is somebody else's", () => {
    const keys = (row: number) => [row < 3 ? "artist a" : null, `bytes ${row % 4}`]

    const playlists = namePlaylists(
      [group(1, "a", [1, 2, 3, 7, 6])],
      [],
      { size: 9, isAnew: false, keys },
      (file) => file.startsWith("01")
    )

    expect(short(playlists)).toEqual([["02 a.m3u8", [1, 3, 6]]])
  })
})

it("clusters that would be called the same name a track of theirs", () => {
  const caption = (cluster: number, listName: string) => ({
    cluster,
    name: "",
    about: "",
    listName,
    rows: [cluster + 10]
  })

  const groups = clusterGroups([caption(-1, "noise"), caption(0, "loud"), caption(1, "slow"), caption(2, "loud")], {
    titleOf: String
  })

  expect(groups.map(({ name, number }) => [number, name])).toEqual([
    [0, "noise"],
    [1, "loud, like 10"],
    [2, "slow"],
    [3, "loud, like 12"]
  ])
})
