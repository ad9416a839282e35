import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { SmallMusic } from "../small-music.ts"
import { Watched } from "./watched.ts"

const encoded = `import { kMeans } from "@src/../nodes/cluster/k-means.ts"
import { encode } from "@src/../nodes/embed/encode.ts"
import { standardize } from "@src/../nodes/features/standardize.ts"
import { viewFeatures } from "@src/../nodes/features/view-features.ts"
import { Trainer } from "@src/../nodes/row/trainer.ts"
import { trainVae } from "@src/../nodes/train/vae.ts"
import { dataSource } from "@src/../pipelines/parts/data-source.ts"
import { measuredTracks } from "@src/../pipelines/parts/measured-tracks.ts"
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
const heard = Pipeline.gen("heard", { seed: 7, request: dataSource }, function*(data) {
  const { features: raw } = yield* measuredTracks(data)
  const { features } = yield* standardize({ features: raw }, { method: "z" })
  const { view } = yield* viewFeatures({ features }, {})
  const { model } = yield* trainVae({ view }, { hidden: [8], latents: 3, likelihood: "gaussian", logVarLimit: 10, epochs: 2,
    batchSize: 8, learningRate: 1e-3, learningRateSchedule: "constant", weightDecay: 0, beta: 0.5, klWarmupEpochs: 0,
    klCycles: 1, freeBits: 0, reduction: "sum", gradientClipNorm: 100, validationShare: 0.2, patience: null, backend: "ort",
    threads: 1 })
  const { latents } = yield* encode({ model, view }, { take: "mean" })
  yield* kMeans({ vectors: latents }, { k: 2, kMin: 2, kMax: 2, restarts: 3, maxIterations: 50, tolerance: 0 })
  return {}
})
export default Pipeline.provide(heard, Trainer.layer)
`

let music: SmallMusic
let watched: Watched
beforeAll(async () => {
  music = new SmallMusic(8)
  music.write("pipelines/heard.ts", encoded)
  await music.run({ name: "heard", data: path.join(music.root, "music") })
  watched = new Watched(music.root, ["heard", "-o", "music/lists"], "watch")
}, 60_000)
afterAll(() => {
  watched[Symbol.dispose]()
  music[Symbol.dispose]()
})

const listed = () => {
  const folder = path.join(music.root, "music/lists")
  return fs.readdirSync(folder).sort()
    .flatMap((file) => fs.readFileSync(path.join(folder, file), "utf8").split("\n"))
    .filter((line) => line !== "" && !line.startsWith("#"))
}

it(
  "a new file is placed and listed, a broken one named, a renamed one keeps its place, a deleted one leaves",
  async () => {
    const began = await watched.until("wrote 2 playlists")
    const before = listed()
    const file = music.addTrack(11, "music/new")
    music.write("music/new/broken.mp3", "no sound at all")

    const added = await watched.until("wrote")
    const withNew = listed()
    const oldest = before[0]!.slice("../".length)
    fs.renameSync(path.join(music.root, "music", oldest), path.join(music.root, "music/renamed.wav"))
    const renamed = await watched.until("wrote")
    const afterRename = listed()
    fs.rmSync(path.join(music.root, "music/renamed.wav"))
    const removed = await watched.until("wrote")
    watched.interrupt()

    expect(began).toContain("8 tracks of heard")
    expect(added).toContain("✗ new/broken.mp3: ")
    expect(added).toMatch(/^\+ .*→ {2}C[12] /m)
    expect(withNew.filter((line) => !before.includes(line))).toEqual([`../${path.relative("music", file)}`])
    expect(withNew.filter((line) => before.includes(line))).toEqual(before)
    expect(renamed).toContain(`→ ${oldest}  is now  renamed.wav`)
    expect(afterRename.indexOf("../renamed.wav")).toBe(withNew.indexOf(`../${oldest}`))
    expect(removed).toContain("- renamed.wav")
    expect(listed()).toEqual(afterRename.filter((line) => line !== "../renamed.wav"))
    expect(await watched.ended).toBe(130)
  },
  60_000
)
