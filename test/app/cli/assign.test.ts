import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { displayWidth } from "../../../src/app/cli/render/display-width.ts"
import { changedCode } from "../../../src/app/library/changed-code.ts"
import { chooseClustering } from "../../../src/app/library/choose-clustering.ts"
import { readTable } from "../../../src/format/parquet.ts"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"
import { parseCsv } from "../../../src/music/ingest/reader/csv.ts"
import { SmallMusic } from "./small-music.ts"

const library = 10 // tracks of the folder that "songs" ran on
const embedded = 7 // tracks of the corpus that "pictures" ran on, with and without lyrics

let music: SmallMusic
let files: ReadonlyArray<string>
beforeAll(async () => {
  music = new SmallMusic(library)
  files = fs.readdirSync(path.join(music.root, "music"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".wav")).map((file) => `music/${file}`).sort()
  const data = path.join(music.root, "music")
  await music.run({
    name: "pictures",
    set: { "corpus.tracks": String(embedded), "corpus.seed": "4", "render-corpus.durationSec": "2" }
  })
  await music.run({ name: "songs", data })
}, 60_000)
afterAll(() => music[Symbol.dispose]())

const assign = (...args: ReadonlyArray<string>) => music.pipeline(["assign", ...args])

interface Answer {
  readonly node: string
  readonly clusters: ReadonlyArray<{ readonly name: string; readonly about: string; readonly size: number }>
  readonly assigned: ReadonlyArray<{
    readonly file: string
    readonly cluster: number
    readonly confidence: number
    readonly isInLibrary: boolean
    readonly nearest: ReadonlyArray<{ readonly id: string; readonly cluster: number; readonly distance: number }>
  }>
  readonly failed: ReadonlyArray<{ readonly file: string; readonly reason: string }>
}

const answer = (...args: ReadonlyArray<string>): Answer => music.answer(["assign", ...args]) as Answer

/** What a run recorded of every track, by id. */
const recorded = async (pipeline: string, step: string): Promise<ReadonlyMap<unknown, unknown>> => {
  const store = music.store()
  const output = store.peek(store.ref(pipeline)!.steps[step]!.key)!.outputs["assignments"]!
  const rows = await readTable(store.objectPath(output.digest))
  return new Map(rows.map(({ cluster, id }) => [id, cluster]))
}

/** The cluster each file was assigned to, by the id of the library track it lies on. */
const found = ({ assigned }: Answer): ReadonlyMap<unknown, unknown> =>
  new Map(assigned.filter(({ isInLibrary }) => isInLibrary).map(({ cluster, nearest }) => [nearest[0]!.id, cluster]))

describe("assigning the library's own files again", () => {
  it("gives each its own cluster, itself nearest at distance 0", async () => {
    const result = answer("songs", "music")

    expect(result.node).toBe("groups")
    expect(result.failed).toEqual([])
    expect(result.assigned.map(({ file }) => file)).toEqual(files)
    expect(result.assigned.map(({ nearest }) => nearest[0]!.distance)).toEqual(files.map(() => 0))
    expect(found(result)).toEqual(await recorded("songs", "groups"))
  })

  it("does so for spectrograms and a clustering without centres", async () => {
    const result = answer("pictures", "artifacts/pictures/render-corpus/audio")

    expect(result.node).toBe("agglomerative")
    expect(result.assigned.map(({ nearest }) => nearest[0]!.distance)).toEqual(
      Array.from({ length: embedded }, () => 0)
    )
    expect(found(result)).toEqual(await recorded("pictures", "agglomerative"))
  })

  it("does so for tracks without lyrics under a model of audio and lyrics", async () => {
    const result = answer("pictures", "artifacts/pictures/render-corpus/audio", "--from", "joint")

    const store = music.store()
    const { digest } = store.peek(store.ref("pictures")!.steps["judge-lyrics"]!.key)!.outputs["lyrics"]!
    const wordless = (await readTable(store.objectPath(digest))).filter(({ state }) => state !== "present")
    expect(wordless.length).toBeGreaterThan(0)
    expect(result.assigned.length).toBe(embedded)
    expect(new Set(found(result).keys())).toEqual(new Set(wordless.map(({ id }) => id)))
  })

  it("does so for the clusters of the nodes that --from names: by density, noise included, and by a mixture", async () => {
    const results = ["dense", "mixture"].map((node) => answer("songs", "music", "--from", node))

    expect(results.map(({ node }) => node)).toEqual(["dense", "mixture"])
    expect(found(results[0]!)).toEqual(await recorded("songs", "dense"))
    expect(found(results[1]!)).toEqual(await recorded("songs", "mixture"))
  })
})

describe("assigning new audio", () => {
  it("places a new track near others and takes the latest run when no pipeline is named", () => {
    const file = music.addTrack(library + 3, "new")

    const { assigned, node } = answer(file)

    expect(node).toBe("groups")
    expect(assigned.map(({ isInLibrary, nearest }) => [isInLibrary, nearest.length])).toEqual([[false, 3]])
    expect(assigned[0]!.nearest[0]!.distance).toBeGreaterThan(1e-3)
    expect(assigned[0]!.confidence).toBeGreaterThanOrEqual(0)
    expect(assigned[0]!.confidence).toBeLessThanOrEqual(1)
  })

  it("names bad files with their reasons and goes on with the good one", () => {
    music.write("bad/text.mp3", "this is not music")
    fs.writeFileSync(path.join(music.root, "bad/silent.wav"), encodeWav16(new Float32Array(44_100), 22_050))

    const result = assign("songs", "bad", "gone.wav", files[0]!)

    expect(result.code).toBe(0)
    expect(result.stdout.split("\n")[0]).toBe("songs  10 tracks in 3 clusters  ·  groups")
    expect(result.stdout).toContain(path.basename(files[0]!))
    expect(result.stderr.split("\n").map((line) => line.slice(0, 50))).toEqual([
      "✗ gone.wav: there is no such file or folder",
      "✗ bad/silent.wav: it is silent (its loudest sample",
      "✗ bad/text.mp3: its first bytes match no known audio format".slice(0, 50),
      ""
    ])
  })

  it("ends with 1 when no file could be assigned", () => {
    const result = assign("songs", "gone.wav", "--md")

    expect(result.code).toBe(1)
    expect(result.stderr).toContain("✗ gone.wav")
  })

  it("never prints a line wider than 80 columns", () => {
    const lines = assign("songs", "music").stdout.split("\n")

    expect(lines.length).toBe(4 + 2 * library + 1)
    expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([])
  })
})

describe("writing the clusters of the library", () => {
  const pathsOf = (playlist: string) => playlist.split("\n").filter((line) => line !== "" && !line.startsWith("#"))
  const playlistsIn = (folder: string) =>
    fs.readdirSync(path.join(music.root, folder)).filter((file) => file.endsWith(".m3u8")).sort()

  it("makes playlists that hold every track once, by paths that exist, and replaces those of an earlier call", () => {
    music.write("lists/99 mostly old.m3u8", "#EXTM3U\n# made by pipeline assign\n")
    music.write("lists/99 my own.m3u8", "#EXTM3U\n")

    const result = music.program(["assign", "songs", "--playlists", "lists"])

    const [own, ...made] = playlistsIn("lists").reverse()
    const paths = made.flatMap((file) => pathsOf(music.read(`lists/${file}`)))
    expect(result).toEqual({ code: 0, stdout: "", stderr: "wrote 3 playlists to lists\n" })
    expect(own).toBe("99 my own.m3u8")
    expect(made.map((file) => file.slice(0, 3))).toEqual(["03 ", "02 ", "01 "])
    expect(paths.map((file) => path.join("lists", file)).sort()).toEqual(files)
    expect(music.read(`lists/${made[0]}`)).toMatch(
      /^#EXTM3U\n# made by pipeline playlists\n#PLAYLIST:.+\n#EXTINF:2,.+\n\.\.\/music\//
    )
  })

  it("makes playlists of the embedded corpus by the files laid out beside the report", () => {
    assign("pictures", "--playlists", "corpus lists")

    const paths = playlistsIn("corpus lists").flatMap((file) => pathsOf(music.read(`corpus lists/${file}`)))
    expect(new Set(paths).size).toBe(embedded)
    expect(paths.filter((file) => !fs.existsSync(path.join(music.root, "corpus lists", file)))).toEqual([])
  })

  it("writes paths relative to a playlist that lies with the music", () => {
    assign("songs", "--playlists", "music/lists")

    const paths = playlistsIn("music/lists").flatMap((file) => pathsOf(music.read(`music/lists/${file}`)))
    fs.rmSync(path.join(music.root, "music/lists"), { recursive: true })
    expect(paths.map((file) => path.join("music/lists", file)).sort()).toEqual(files)
  })

  it("writes the same clusters and latents as CSV and as Parquet", async () => {
    assign("songs", "--csv", "tables", "--parquet", "tables")

    const parquet = await readTable(path.join(music.root, "tables/assignments.parquet"))
    const csv = parseCsv(music.read("tables/assignments.csv"), "assignments.csv")
    const latents = await readTable(path.join(music.root, "tables/latents.parquet"))
    expect(Object.keys(parquet[0]!)).toEqual(["id", "title", "cluster", "cluster_name", "confidence"])
    expect(csv.rows).toEqual(parquet.map((row) => Object.values(row).map(String)))
    expect(Object.keys(latents[0]!)).toEqual(["id", "z1", "z2", "z3", "z4"])
    expect(latents.map(({ id }) => id)).toEqual(parquet.map(({ id }) => id))
  })
})

describe("code that has changed since the run", () => {
  it("is named, and only that", async () => {
    const store = music.store()
    const trace = await Effect.runPromise(
      chooseClustering(store, store.latestRun(({ pipeline }) => pipeline === "songs")!, {
        from: undefined,
        needsEncoder: true
      })
    )
    if ("lost" in trace.encoder) throw new Error(trace.encoder.lost)
    const steps = trace.encoder.steps.map((step) => step.node === "extract" ? { ...step, code: "other" } : step)

    const changed = changedCode(music.project, store, { ...trace, encoder: { ...trace.encoder, steps } })
    const unchanged = changedCode(music.project, store, trace)

    expect(await Effect.runPromise(changed)).toEqual(["extract"])
    expect(await Effect.runPromise(unchanged)).toEqual([])
  })
})

describe("what cannot be assigned to", () => {
  it("is told for a pipeline nobody knows, with the nearest name", () => {
    expect(assign("sogns", "new.wav")).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[unknown-pipeline]: "sogns" is neither a pipeline nor a file.
         assign sogns new.wav
                ^^^^^ did you mean "songs"?
         hint: pipelines here: demo, pictures, songs
      ",
        "stdout": "",
      }
    `)
  })

  it("is told for a pipeline that never ran", () => {
    expect(assign("demo", "new.wav")).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[no-run]: Pipeline "demo" has no run here.
         hint: pipeline run demo
      ",
        "stdout": "",
      }
    `)
  })

  it("is told for clusters of something else than one model's latents", () => {
    expect(assign("songs", files[0]!, "--from", "linear")).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[cannot-assign]: New audio has no place in the clusters of "linear" in pipeline "songs": "pca" made what was clustered, which is not the latent space of one model.
         hint: --from dense | groups | mixture
      ",
        "stdout": "",
      }
    `)
  })

  it("is told when there is nothing to do", () => {
    expect(assign("songs")).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[no-audio]: There is nothing to assign.
         hint: pipeline assign songs <file or folder> …
               --playlists DIR   writes the clusters of the library
      ",
        "stdout": "",
      }
    `)
  })

  it("is told when the cache no longer holds what the run made", () => {
    const store = music.store()
    const { digest } = store.peek(store.ref("pictures")!.steps["train-conv-vae"]!.key)!.outputs["model"]!
    const object = store.objectPath(digest)
    fs.renameSync(object, `${object}.away`)

    const result = assign("pictures", files[0]!)

    fs.renameSync(`${object}.away`, object)
    expect(result).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "error[cannot-assign]: What pipeline "pictures" made is no longer whole in the cache: a model is gone.
         hint: pipeline run pictures   makes it again
      ",
        "stdout": "",
      }
    `)
  })
})
