import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { displayWidth } from "../../../src/app/cli/render/display-width.ts"
import { SmallMusic } from "./small-music.ts"

const library = 10
const heard = `import { kMeans } from "@src/../nodes/cluster/k-means.ts"
import { pca } from "@src/../nodes/embed/pca.ts"
import { standardize } from "@src/../nodes/features/standardize.ts"
import { dataSource } from "@src/../pipelines/parts/data-source.ts"
import { measuredTracks } from "@src/../pipelines/parts/measured-tracks.ts"
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
export default Pipeline.gen("heard", { seed: 7, request: dataSource }, function*(data) {
  const { features: raw } = yield* measuredTracks(data)
  const { features } = yield* standardize({ features: raw }, { method: "z" })
  const { components } = yield* pca({ features }, { components: 3 })
  yield* kMeans({ vectors: components }, { k: 3, kMin: 2, kMax: 3, restarts: 3, maxIterations: 50, tolerance: 0 })
  return {}
})
`

let music: SmallMusic
beforeAll(async () => {
  music = new SmallMusic(library)
  music.write("pipelines/heard.ts", heard)
  await music.run({ name: "heard", data: path.join(music.root, "music") })
}, 60_000)
afterAll(() => music[Symbol.dispose]())

interface Answered {
  readonly id: string
  readonly path: string
  readonly distance?: number
  readonly step?: number | null
}
const similar = (...args: ReadonlyArray<string>) =>
  music.answer(["similar", ...args]) as { readonly track: Answered; readonly similar: ReadonlyArray<Answered> }
const way = (...args: ReadonlyArray<string>) =>
  (music.answer(["path", ...args]) as { readonly path: ReadonlyArray<Answered> }).path
const someTrack = () => similar(fs.readdirSync(path.join(music.root, "music/rock"))[0]!).track

/** Tracks of a playlist as files, however it writes them. */
const filesOf = (playlist: string) =>
  music.read(playlist).split("\n").filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => path.join(path.dirname(playlist), line))

describe("pipeline similar", () => {
  it("lists the others from the nearest on, the same for every way to name the track", () => {
    const { id, path: file } = someTrack()

    const byId = similar(id, "-n", "4")

    expect(byId.track.id).toBe(id)
    expect(byId.similar.length).toBe(4)
    expect(byId.similar.map((each) => each.id)).not.toContain(id)
    expect(byId.similar.map(({ distance }) => distance)).toEqual(
      byId.similar.map(({ distance }) => distance!).sort((a, b) => a - b)
    )
    expect(similar(`music/${file}`, "-n", "4", "--pipeline", "heard")).toEqual(byId)
  })

  it("says which tracks a word could mean, and which name comes nearest", () => {
    const { id } = someTrack()

    const several = music.pipeline(["similar", "r"])
    const none = music.pipeline(["similar", `${id}x`])

    expect([several.code, none.code]).toEqual([2, 2])
    expect(several.stderr).toContain("could be any of")
    expect(several.stderr.split("\n").filter((line) => displayWidth(line) > 80)).toEqual([])
    expect(none.stderr).toContain(`did you mean "${id}"?`)
  })

  it("writes the track and what is like it as a playlist, but not over a file of somebody else", () => {
    const { id, path: file } = someTrack()
    music.write("mine.m3u8", "#EXTM3U\nmy own\n")

    const written = music.program(["similar", id, "-n", "3", "-o", "lists/like.m3u8"])
    const refused = music.pipeline(["similar", id, "-o", "mine.m3u8"])

    expect(written).toMatchObject({ code: 0, stderr: "wrote 4 tracks to lists/like.m3u8\n" })
    expect(filesOf("lists/like.m3u8")[0]).toBe(`music/${file}`)
    expect(filesOf("lists/like.m3u8").filter((each) => !fs.existsSync(path.join(music.root, each)))).toEqual([])
    expect(refused.code).toBe(2)
    expect(music.read("mine.m3u8")).toBe("#EXTM3U\nmy own\n")
  })
})

describe("pipeline path", () => {
  it("leads from one to the other over distinct tracks, and says how large each step is", () => {
    const { similar: others, track } = similar(someTrack().id)
    const far = others.at(-1)!

    const tracks = way(track.id, far.id, "-n", "6")

    expect([tracks.length, tracks[0]!.id, tracks.at(-1)!.id]).toEqual([6, track.id, far.id])
    expect(new Set(tracks.map(({ id }) => id)).size).toBe(6)
    expect(tracks[0]!.step).toBeNull()
    const { similar: beforeLast } = similar(tracks[4]!.id)
    expect(tracks[5]!.step).toBe(beforeLast.find(({ id }) => id === far.id)!.distance)
  })

  it("takes no more tracks than there are, and says so", () => {
    const { similar: others, track } = similar(someTrack().id)

    const { code, stderr, stdout } = music.program(["path", track.id, others[0]!.id, "-n", "50"])

    expect([code, stderr]).toEqual([0, "the library has no more than 10 tracks for it\n"])
    expect(stdout.split("\n").length).toBe(4 + library + 1)
    expect(stdout.split("\n").filter((line) => displayWidth(line) > 80)).toEqual([])
  })
})

describe("pipeline playlists", () => {
  interface Playlists {
    readonly playlists: ReadonlyArray<{
      readonly file: string
      readonly isNew: boolean
      readonly name: string
      readonly tracks: ReadonlyArray<string>
    }>
    readonly removed: ReadonlyArray<string>
    readonly drift: unknown
  }
  const playlists = (...args: ReadonlyArray<string>) => music.answer(["playlists", ...args]) as Playlists

  it("writes each cluster by relative paths that exist, and the same files again when nothing has changed", () => {
    const first = playlists("-o", "mixes")
    const texts = first.playlists.map(({ file }) => music.read(`mixes/${file}`))
    const again = playlists("-o", "mixes")

    const files = first.playlists.flatMap(({ file }) => filesOf(`mixes/${file}`))
    expect(new Set(files).size).toBe(library)
    expect(files.filter((file) => !file.startsWith("music/") || !fs.existsSync(path.join(music.root, file)))).toEqual(
      []
    )
    expect(again.playlists.map(({ file, isNew }) => [file, isNew])).toEqual(
      first.playlists.map(({ file }) => [file, false])
    )
    expect(again.playlists.map(({ file }) => music.read(`mixes/${file}`))).toEqual(texts)
  })

  it("goes on with a playlist under the name that a person gave it, and leaves those of other libraries", () => {
    const [{ file, name } = { file: "", name: "" }] = playlists("-o", "mixes").playlists
    music.write("mixes/Sunday.m3u8", music.read(`mixes/${file}`).replace(`#PLAYLIST:${name}`, "#PLAYLIST:My Sunday"))
    fs.rmSync(path.join(music.root, "mixes", file))
    music.write("mixes/07 x.m3u8", "#EXTM3U\n# made by pipeline playlists\n#PLAYLIST:x\n../other/song.wav\n")

    const renamed = playlists("-o", "mixes")

    expect(renamed.playlists[0]).toMatchObject({ file: "Sunday.m3u8", name: "My Sunday", isNew: false })
    expect(fs.existsSync(path.join(music.root, "mixes", file))).toBe(false)
    expect(fs.existsSync(path.join(music.root, "mixes/07 x.m3u8"))).toBe(true)
    expect(renamed.removed).toEqual([])
  })

  it("moves nothing when a run finds other clusters, but proposes it, and does so where it is asked", () => {
    const all = fs.readdirSync(path.join(music.root, "music"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".wav")).map((file) => `../music/${file}\n`).join("")
    music.write("settled/01 all.m3u8", `#EXTM3U\n# made by pipeline playlists\n#PLAYLIST:all\n${all}`)

    const kept = playlists("-o", "settled")
    const said = music.pipeline(["playlists", "-o", "settled"])
    const renewed = playlists("-o", "settled", "--renew")

    expect(kept.playlists.map(({ file, tracks }) => [file, tracks.length])).toEqual([["01 all.m3u8", library]])
    expect(kept.drift).toMatchObject({ clusters: 3, playlists: 1 })
    expect(said.stderr).toContain("hint: --renew   follows the clusters of the run\n")
    expect(renewed.playlists.length).toBe(3)
    expect(renewed.drift).toBeNull()
  })

  it("paths lead to the music from a folder that is a link, and hold in a copy of all", () => {
    fs.mkdirSync(path.join(music.root, "deep/down"), { recursive: true })
    fs.symlinkSync(path.join(music.root, "deep/down"), path.join(music.root, "link"))

    const [first] = playlists("-o", "link/mixes").playlists
    const [place] = music.read(`deep/down/mixes/${first!.file}`).split("\n").filter((line) => /^[^#]/.test(line))

    expect(fs.existsSync(path.join(music.root, "deep/down/mixes", place!))).toBe(true)
    expect(place).toMatch(/^\.\.\/\.\.\/\.\.\/music\//)
  })

  it("makes neighbourhoods beside the clusters, of no artist twice where that is asked", () => {
    const clusters = playlists("-o", "both")
    const around = playlists("-o", "both", "--by", "neighbourhood", "--size", "4", "--no-repeat-artist")

    const artistOf = (line: string) => line.split(" - ")[0]!
    const artists = around.playlists.map(({ file }) =>
      music.read(`both/${file}`).split("\n").filter((line) => line.startsWith("#EXTINF") && line.includes(" - ")).map(
        artistOf
      )
    )
    expect(around.playlists.every(({ name, tracks }) => name.startsWith("around ") && tracks.length <= 4)).toBe(true)
    expect(artists.filter((each) => new Set(each).size < each.length)).toEqual([])
    expect(clusters.playlists.filter(({ file }) => !fs.existsSync(path.join(music.root, "both", file)))).toEqual([])
  })

  it("says what it wrote, and leaves out a track whose file is gone", () => {
    const { path: file } = someTrack()
    const full = path.join(music.root, "music", file)
    fs.renameSync(full, `${full}.away`)

    const { code, stderr } = music.program(["playlists", "-o", "fewer"])

    fs.renameSync(`${full}.away`, full)
    expect(code).toBe(0)
    expect(stderr).toContain("playlists to fewer: 0 as before, 3 new\nleft out as their files are gone: 1 track;")
  })
})

describe("pipeline duplicates", () => {
  it("measures the sound of every track, and lines fit the terminal", () => {
    const { songs } = music.answer(["duplicates", "--within", "50"]) as {
      readonly songs: ReadonlyArray<{
        readonly durationSec: number
        readonly others: ReadonlyArray<{ readonly distance: number; readonly tagger: string }>
      }>
    }
    const { code, stderr, stdout } = music.pipeline(["duplicates", "--within", "50"])

    expect([songs.length, songs[0]!.others.length, songs[0]!.durationSec]).toEqual([1, library - 1, 2])
    expect(songs[0]!.others.every(({ distance }) => distance > 0)).toBe(true)
    expect([code, stderr]).toEqual([0, "there more than once among 10 tracks: 1 song, 9 tracks to look at\n"])
    expect(stdout.split("\n").filter((line) => displayWidth(line) > 80)).toEqual([])
  })

  it("says so where there are none", () => {
    expect(music.program(["duplicates", "--within", "0"]).stdout).toBe("")
  })
})
