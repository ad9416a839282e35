import { expect, it } from "vitest"
import type { ClusterCaption } from "../../../src/app/library/cluster-captions.ts"
import type { Library } from "../../../src/app/library/library.ts"
import { LivingLibrary } from "../../../src/app/library/living-library.ts"
import { refitDue, usualReach } from "../../../src/app/library/refit-due.ts"
import { matrix } from "../../../src/math/matrix.ts"

const track = (path: string, digest: string) => ({
  id: path,
  title: path,
  artist: null,
  path,
  digest,
  label: null,
  language: null,
  lyrics: null,
  group: null,
  split: null
})
const base: Library = {
  tracks: ["a", "b", "c", "d"].map((name) => track(`${name}.mp3`, `of ${name}`)),
  axes: ["x"],
  points: matrix([[0], [1], [10], [11]]),
  labels: Int32Array.of(0, 0, 1, 1),
  confidence: null,
  words: [],
  heard: null
}
const captions: ReadonlyArray<ClusterCaption> = [0, 1].map((cluster) => ({
  cluster,
  name: `C${cluster + 1}`,
  about: "",
  listName: `list ${cluster}`,
  rows: [2 * cluster, 2 * cluster + 1]
}))

it("a newcomer stands last in its cluster, a changed track moves to another, a lost one is lost until it is back", () => {
  const living = new LivingLibrary(base, captions)

  living.put({ track: track("e.mp3", "of e"), point: Float64Array.of(2), cluster: 0 })
  living.put({ track: track("a.mp3", "new a"), point: Float64Array.of(12), cluster: 1 })

  expect(living.now().captions.map(({ rows }) => rows)).toEqual([[1, 4], [2, 3, 0]])
  expect([living.lose("d.mp3"), living.lose("d.mp3"), living.lose("nobody.mp3")]).toEqual([true, false, false])
  expect(living.tracksAt("d.mp3")).toEqual([])
  living.put({ track: track("d.mp3", "of d"), point: Float64Array.of(11), cluster: 1 })
  expect([...living.lost]).toEqual([])
})

it("a file with known bytes is the known track under another path where the old file is gone, else its copy", () => {
  const living = new LivingLibrary(base, captions)

  const copy = living.twinOf({ digest: "of b" }, () => true)
  const moved = living.twinOf({ digest: "of b" }, (path) => path !== "b.mp3")
  living.rename(moved!.goneRow!, "new/b.mp3")

  expect([copy!.goneRow, moved!.goneRow, copy!.cluster]).toEqual([undefined, 1, 0])
  expect(living.tracksAt("new/b.mp3")[0]!.digest).toBe("of b")
  expect([...living.formerly]).toEqual([[1, "b.mp3"]])
  expect(living.lose("b.mp3")).toBe(false)
})

it("a refit is due for newcomers unlike the library, for many, and for many that went; not for a few alike", () => {
  expect(usualReach(base.points)).toBe(1)
  const since = { fitted: 100, newcomers: 0, far: 0, gone: 0 }

  expect(refitDue({ ...since, newcomers: 20, far: 3 })).toBeUndefined() // by chance 3 or more in 13 looks
  expect(refitDue({ ...since, newcomers: 4, far: 4 })).toBeUndefined()
  expect(refitDue({ ...since, newcomers: 20, far: 7 })).toContain("7 of 20 new tracks are unlike")
  expect(refitDue({ ...since, newcomers: 25 })).toBe("25 tracks have joined 100")
  expect(refitDue({ ...since, gone: 30 })).toBe("30 of 100 tracks are gone")
})
