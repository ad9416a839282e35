import { describe, expect, it } from "vitest"
import { trackFinder } from "../../../src/music/ingest/dataset/track-finder.ts"

const paths = ["rock/a.wav", "folk/a.wav", "folk/Bé b.MP3", "x/y/c.flac", "d.d.ogg"]
const find = trackFinder(paths)

describe("the track a table means", () => {
  it.each<[string, string]>([
    ["rock/a.wav", "rock/a.wav"],
    ["./rock/a.wav", "rock/a.wav"],
    ["rock\\a.wav", "rock/a.wav"],
    ["C:\\Users\\me\\Music\\rock\\a.wav", "rock/a.wav"],
    ["/home/me/music/folk/a.wav", "folk/a.wav"],
    ["file:///home/me/folk/B%C3%A9%20b.MP3", "folk/Bé b.MP3"],
    ["data/rock/a.wav", "rock/a.wav"],
    ["/elsewhere/c.flac", "x/y/c.flac"],
    ["y/c.flac", "x/y/c.flac"],
    ["c", "x/y/c.flac"],
    ["FOLK/be\u0301 b.mp3", "folk/Bé b.MP3"],
    ["d.d", "d.d.ogg"]
  ])("is found for %s", (written, path) => {
    expect(find(written)).toEqual([path])
  })

  it("may be one of several", () => {
    expect(find("a.wav")).toEqual(["rock/a.wav", "folk/a.wav"])
    expect(find("/mnt/a.wav")).toEqual(["rock/a.wav", "folk/a.wav"])
  })

  it.each(["", "jazz/c.flac", "e.wav", "/", "wav", "ock/a.wav"])("is none for %j", (written) => {
    expect(find(written)).toEqual([])
  })
})
