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

    const written = music.pipeline(["similar", id, "-n", "3", "-o", "lists/like.m3u8"])
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

    const { code, stderr, stdout } = music.pipeline(["path", track.id, others[0]!.id, "-n", "50"])

    expect([code, stderr]).toEqual([0, "the library has no more than 10 tracks for it\n"])
    expect(stdout.split("\n").length).toBe(4 + library + 1)
    expect(stdout.split("\n").filter((line) => displayWidth(line) > 80)).toEqual([])
  })
})
