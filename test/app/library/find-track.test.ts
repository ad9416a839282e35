import { expect, it } from "vitest"
import { findTracks } from "../../../src/app/library/find-track.ts"

const track = (id: string, artist: string | null, title: string, file: string, digest = id) => ({
  id,
  artist,
  title,
  path: file,
  digest
})
const tracks = [
  track("t0", "Björk", "Jóga", "homogenic/02 joga.flac"),
  track("t1", "Ada", "Blue Lantern", "ada/blue.mp3"),
  track("t2", "Ada", "Blue Lantern", "copies/blue.mp3", "t1"),
  track("t3", "Night Ferry", "Blue Lantern (live)", "live/blue lantern.ogg"),
  track("t4", null, "জলের গান", "gaan.wav"),
  track("t5", "Sign", "!!!", "sign/!!!.wav"),
  track("t6", "t1", "Id of another", "100%25.wav")
]
const found = (word: string) => findTracks(tracks, word, { folder: "/home/me", root: "/home/me/music" })

it("knows a track by id, by its path there and here, and by the name of its file", () => {
  const words = [
    "t1",
    "live/blue lantern.ogg",
    "music/gaan.wav",
    "/home/me/music/gaan.wav",
    "./music/100%.wav",
    "02 joga.flac"
  ]

  expect(words.map(found)).toEqual([[1], [3], [4], [4], [6], [0]])
})

it("knows a title and \"artist – title\" whatever the accents, case and signs, and scripts keep their marks", () => {
  expect(["joga", "BJORK - JOGA", "জলের গান", "জলর গন", "!!!"].map(found)).toEqual([[0], [0], [4], [], [5]])
})

it("prefers a whole title to words that begin so, and counts copies of the same bytes once", () => {
  expect(["Blue Lantern", "blue lant", "live ferry", ""].map(found)).toEqual([[1], [1, 3], [3], []])
})
