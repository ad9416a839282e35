import { expect, it } from "vitest"
import { readCollections } from "../../../src/music/ingest/dataset/collections.ts"

const metadata = [
  "Audio_Song,Lyric_Song,Quadrant,Artist,Title,Genres",
  "A1,L1,Q1,Someone,Rain,\"Pop/Rock, Folk\"",
  "A2,L2,Q3,Someone else,Snow,Rap",
  "A3,L3,Q4,A third,Fog,Jazz"
].join("\n")
const texts: Readonly<Record<string, string>> = {
  "m/merge_bimodal_complete_metadata.csv": metadata,
  "m/lyrics/Q1/L1.txt": "walking home\n",
  "m/lyrics/Q4/L3.txt": "no sound of this"
}
const clips = [1, 2, 9, 10, 11, 21, 101].flatMap((n) => [`b/Adhunik/${n}.wav`, `b/Rock/${n}.wav`])
const folder = {
  name: "both",
  paths: [...Object.keys(texts), "m/audio/Q1/A1.mp3", "m/audio/Q3/A2.mp3", ...clips],
  readFile: (path: string) => new TextEncoder().encode(texts[path])
}
const both = [{ layout: "merge", within: "m" }, { layout: "banglabeats", within: "b" }] as const

it("two collections are one table: languages by collection, genres as labels, lyrics where there are any", () => {
  const { tracks } = readCollections(both, folder)

  expect(tracks.slice(0, 2)).toMatchObject([
    { path: "m/audio/Q1/A1.mp3", label: "Pop/Rock", language: "en", lyrics: "walking home", group: "Someone" },
    { path: "m/audio/Q3/A2.mp3", label: "Rap", language: "en", lyrics: null }
  ])
  expect(new Set(tracks.slice(2).map(({ language, lyrics }) => `${language} ${lyrics}`))).toEqual(new Set(["bn null"]))
})

it("a song of BanglaBeats is the first of its ten clips, and what is left out is said", () => {
  const { problems, tracks } = readCollections(both, folder)

  expect(tracks.filter(({ label }) => label === "Adhunik").map(({ path }) => path)).toEqual(
    [1, 11, 21, 101].map((n) => `b/Adhunik/${n}.wav`)
  )
  expect(problems).toContainEqual({ where: "MERGE", problem: "1 of 3 tracks have no audio, left out" })
  expect(problems).toContainEqual({
    where: "BanglaBeats",
    problem: "8 of 14 clips are taken: the first of every song"
  })
})

it("one collection alone may be the folder itself, and one without audio is refused by name", () => {
  const own = { ...folder, paths: clips.map((path) => path.slice(2)) }
  const silent = { ...folder, paths: folder.paths.filter((path) => !path.endsWith(".mp3")) }

  expect(readCollections([{ layout: "banglabeats", within: "" }], own).tracks).toHaveLength(8)
  expect(() => readCollections(both, silent)).toThrow(/MERGE has no audio/)
})
