import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { audioFiles } from "../../../src/app/library/audio-files.ts"
import { SheetsOfFolders } from "../../../src/app/library/cut-files.ts"
import type { AudioEncoder } from "../../../src/app/library/encode-audio.ts"
import { findDuplicates } from "../../../src/app/library/find-duplicates.ts"
import { findTracks } from "../../../src/app/library/find-track.ts"
import { lastPlaylists } from "../../../src/app/library/last-playlists.ts"
import type { Library } from "../../../src/app/library/library.ts"
import { LivingLibrary } from "../../../src/app/library/living-library.ts"
import { lookAtMusic } from "../../../src/app/library/look-at-music.ts"
import { placeKey, playlistText } from "../../../src/app/library/playlists.ts"
import { tagTitles } from "../../../src/app/library/tag-titles.ts"
import { type Placing, takeIn } from "../../../src/app/library/take-in.ts"
import { matrix } from "../../../src/math/matrix.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"
import { readAudioFolder } from "../../../src/music/ingest/dataset/audio-folder.ts"
import { hrefOf } from "../../../src/page/report/map-html.ts"
import { pointsOf } from "../../../src/page/report/report-tables.ts"
import { m3u8 } from "../../../src/page/web/playlist.ts"

let root: string
beforeAll(() => void (root = fs.mkdtempSync(path.join(os.tmpdir(), "cut-tracks-"))))
afterAll(() => fs.rmSync(root, { recursive: true }))

const track = (id: string, startSec: number | null, endSec: number | null) => ({
  id,
  title: id,
  artist: null,
  path: "a b.flac",
  digest: "same",
  label: null,
  language: null,
  lyrics: null,
  group: null,
  split: null,
  startSec,
  endSec
})

/** A library of one whole file. */
const libraryOf = (name: string): Library => ({
  tracks: [{ ...track(name, null, null), path: `${name}.wav`, digest: name }],
  axes: ["x"],
  points: matrix([[0]]),
  labels: Int32Array.of(0),
  confidence: null,
  words: [],
  heard: null
})
const album = [track("one", 0, 180.2), track("two", 180.2, 400), track("three", 400, null)]

const sheet = (...minutes: ReadonlyArray<number>): string =>
  `PERFORMER "P"\nFILE "x.wav" WAVE\n` +
  minutes.map((at, i) => `TRACK ${i + 1} AUDIO\nTITLE "t${i + 1}"\nINDEX 01 00:0${at}:00\n`).join("")

it("a playlist leads VLC to each track of an album, and is read back as those tracks", () => {
  const tracks = album.map(({ artist, endSec, path, startSec, title }) => ({
    path: `/m/${path}`,
    title,
    artist,
    durationSec: null,
    cut: { startSec: startSec!, endSec }
  }))
  const text = playlistText({ mark: "# made", name: "all", tracks }, (file) => file)
  fs.writeFileSync(path.join(root, "all.m3u8"), text)
  const rowOf = new Map(["0", "180.2", "400"].map((start, row) => [placeKey("/m/a b.flac", start), row]))

  expect(text.split("\n").slice(3, 8)).toEqual([
    "#EXTINF:-1,one",
    "#EXTVLCOPT:start-time=0",
    "#EXTVLCOPT:stop-time=180.2",
    "/m/a b.flac",
    "#EXTINF:-1,two"
  ])
  expect(text).not.toContain("stop-time=null")
  expect(lastPlaylists(root, ["# made"], rowOf)).toMatchObject([{ places: 3, rows: [0, 1, 2] }])
})

it("tracks of one album are no duplicates of each other and are all found, and the same stretch twice is", () => {
  const known = (tracks: typeof album) =>
    findDuplicates({ tracks, features: matrix(tracks.map(() => [])), durations: tracks.map(() => null) }, 0.2)

  expect(known(album)).toEqual([])
  expect(known([...album, track("copy", 180.2, 400)])).toMatchObject([{
    row: 1,
    others: [{ row: 3, relation: "same file" }]
  }])
  expect(findTracks(album, "a b.flac", { folder: "/", root: undefined })).toEqual([0, 1, 2])
})

it("a report links to the stretch, and its playlists say it in VLC's words", () => {
  const points = pointsOf([0, 0, 1, 1, 2, 2], [0, 0, 0].map((cluster) => ({ cluster })), album, "x/audio")
  const links = points.map(hrefOf)

  expect(links).toEqual(["#t=0,180.2", "#t=180.2,400", "#t=400"].map((end) => `x/audio/a%20b.flac${end}`))
  expect(m3u8([{ title: "two", artist: null, audio: `file:///${links[1]}` }]).split("\n").slice(1, 5)).toEqual([
    "#EXTINF:-1,two",
    "#EXTVLCOPT:start-time=180.2",
    "#EXTVLCOPT:stop-time=400",
    "file:///x/audio/a%20b.flac"
  ])
  expect(m3u8([{ title: "a", artist: null, audio: "file:///%23t=1.mp3" }])).not.toContain("VLC")
})

it("files to be assigned are cut by the sheets beside them, which say what is wrong with them", async () => {
  const folder = path.join(root, "Ä %41 album")
  fs.mkdirSync(folder)
  for (const name of ["x.wav", "y.wav", "z.wav"]) {
    fs.writeFileSync(path.join(folder, name), encodeWav16(new Float32Array(99), 8000))
  }
  fs.writeFileSync(path.join(folder, "x.cue"), sheet(0, 1, 3))
  fs.writeFileSync(path.join(folder, "y.cue"), "FILE y.wav WAVE\nTRACK")

  for (const word of [folder, path.join(folder, "x.wav"), path.relative(process.cwd(), path.join(folder, "x.wav"))]) {
    const { files, unusable } = audioFiles([word])
    const own = files.filter(({ shown }) => shown.includes("x.wav"))

    expect(own.map(({ cut }) => cut)).toEqual(
      [[0, 1], [1, 3], [3, null]].map(([startSec, endSec]) => ({ startSec, endSec }))
    )
    expect(own[2]!.shown).toMatch(/x\.wav from 0:03$/)
    expect([...(await tagTitles(own)).values()]).toEqual(["P – t1", "P – t2", "P – t3"])
    expect(unusable.map(({ file }) => path.basename(file))).toEqual(["y.cue:2"])
  }
})

it("an album that comes to a watched folder is its tracks, moves as those, and is cut anew with its sound", async () => {
  const folder = path.join(root, "watched")
  fs.mkdirSync(folder)
  const write = (name: string, samples: number) =>
    fs.writeFileSync(path.join(folder, name), encodeWav16(new Float32Array(samples).fill(0.1), 8000))
  const base = libraryOf("old")
  const living = new LivingLibrary(base, [])
  const encoder: AudioEncoder = {
    measure: (_file, _name, cut) => Promise.resolve({ names: ["x"], values: [cut?.startSec ?? -1] }),
    encode: (tracks) => Promise.resolve(matrix(tracks.map(({ values }) => Array.from(values))))
  }
  const placing = (...there: ReadonlyArray<string>): Placing => ({
    root: folder,
    store: { fileDigest: () => ({ digest: "other than the run read", sizeBytes: 0 }) } as never,
    base,
    rule: { by: "centre" },
    encoder,
    isThere: (file) => there.includes(file),
    asRead: new Map(),
    sheets: new SheetsOfFolders(folder)
  })
  const take = async (file: string, ...there: ReadonlyArray<string>) => {
    const done = await Effect.runPromise(takeIn(living, placing("old.wav", file, ...there), [file]))
    return done.map((each) => [each._tag, each.file])
  }
  const at = (file: string) => living.tracksAt(file).map(({ startSec, title }) => [title, startSec])
  const tracks = [["P – t1", 0], ["P – t2", 2], ["P – t3", 4]]

  write("x.wav", 48_000)
  fs.writeFileSync(path.join(folder, "x.cue"), sheet(0, 2, 4))
  expect(await take("x.wav")).toEqual([0, 2, 4].map((sec) => ["Placed", `x.wav from 0:0${sec}`]))
  expect(at("x.wav")).toEqual(tracks)

  fs.renameSync(path.join(folder, "x.wav"), path.join(folder, "y.wav"))
  fs.renameSync(path.join(folder, "x.cue"), path.join(folder, "y.cue"))
  expect(await take("y.wav")).toEqual([0, 2, 4].map((sec) => ["Moved", `y.wav from 0:0${sec}`]))
  expect([at("x.wav"), at("y.wav")]).toEqual([[], tracks])

  write("y.wav", 40_000)
  fs.writeFileSync(path.join(folder, "y.cue"), sheet(0, 3))
  expect(await take("y.wav")).toEqual([
    ["SetAside", "y.wav"],
    ...[0, 3].map((sec) => ["Placed", `y.wav from 0:0${sec}`])
  ])
  expect(at("y.wav")).toEqual([["P – t1", 0], ["P – t2", 3]])
  expect([living.lose("y.wav"), at("y.wav")]).toEqual([true, []])
})

it("a sheet in a folder above cuts what it names below, for a watch as for a run, whatever lies beside", async () => {
  const folder = path.join(root, "above")
  fs.mkdirSync(path.join(folder, "album/disc 1"), { recursive: true })
  const file = "album/disc 1/Sound.flac.wav"
  fs.writeFileSync(path.join(folder, file), encodeWav16(new Float32Array(99), 8000))
  fs.writeFileSync(path.join(folder, "album/Album.cue"), sheet(0, 1).replace("x.wav", "Disc 1\\sound.FLAC.ape"))
  fs.writeFileSync(path.join(folder, "stray.cue"), "FILE y.wav WAVE\nTRACK")
  const paths = [file, "album/Album.cue", "stray.cue"].sort()
  const readFile = (name: string) => fs.readFileSync(path.join(folder, name))

  const ofRun = readAudioFolder({ name: "music", paths, readFile })
  const ofWatch = new SheetsOfFolders(folder)
  const cuts = ofWatch.cutsOf(Buffer.from(path.join(folder, file)))

  expect(ofRun.tracks.map(({ endSec, startSec, title }) => [title, startSec, endSec]))
    .toEqual([["t1", 0, 1], ["t2", 1, null]])
  expect(cuts!.map(({ cut, title }) => [title, cut.startSec, cut.endSec])).toEqual([["t1", 0, 1], ["t2", 1, null]])
  expect(ofWatch.problems.map((each) => path.basename(each.file))).toEqual(["stray.cue:2"])
  expect(new SheetsOfFolders(path.join(folder, "album/disc 1")).cutsOf(Buffer.from(path.join(folder, file))))
    .toBeUndefined() // whoever gives that folder alone
})

it("a file that a watch knows is cut when its sheet comes, and whole again when that goes", async () => {
  const folder = path.join(root, "later")
  fs.mkdirSync(folder)
  fs.writeFileSync(path.join(folder, "x.wav"), encodeWav16(new Float32Array(48_000).fill(0.1), 8000))
  const living = new LivingLibrary(libraryOf("x"), [])
  const take = async () => {
    const done = await Effect.runPromise(takeIn(living, {
      root: folder,
      store: { fileDigest: () => ({ digest: "as read", sizeBytes: 0 }) } as never,
      base: living.now().library,
      rule: { by: "centre" },
      encoder: {
        measure: (_file, _name, cut) => Promise.resolve({ names: ["x"], values: [cut?.startSec ?? -1] }),
        encode: (tracks) => Promise.resolve(matrix(tracks.map(({ values }) => Array.from(values))))
      },
      isThere: () => true,
      asRead: new Map([["x.wav", "as read"]]),
      sheets: new SheetsOfFolders(folder)
    }, ["x.wav"]))
    return done.map((each) => `${each._tag} ${each.file}`)
  }
  const seen = () => lookAtMusic(folder).files.get("x.wav")!.signature
  const signatures = [seen()]

  expect(await take()).toEqual([])
  fs.writeFileSync(path.join(folder, "x.cue"), sheet(0, 2))
  signatures.push(seen())
  expect(await take()).toEqual(["SetAside x.wav", "Placed x.wav from 0:00", "Placed x.wav from 0:02"])
  expect(await take()).toEqual([])
  fs.rmSync(path.join(folder, "x.cue"))
  signatures.push(seen())
  expect(await take()).toEqual(["SetAside x.wav", "Placed x.wav"])

  expect(signatures[1]).not.toBe(signatures[0])
  expect(signatures[2]).toBe(signatures[0])
})
