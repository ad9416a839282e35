/** A throw-away project that clusters a little music for real: three models, six clusterings, a page that shows one. */
import * as fs from "node:fs"
import * as path from "node:path"
import { encodeWav16 } from "../../../src/music/audio/wav.ts"
import { corpusTrack, renderTrack } from "../../../src/music/corpus/corpus.ts"
import { corpusSampleRateHz } from "../../../src/music/corpus/oscillator.ts"
import { Studio } from "./studio.ts"

const page = `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Assignment } from "@src/../nodes/row/assignment.ts"
import { document } from "@src/dataflow/kind/files.ts"
import { table } from "@src/dataflow/kind/table.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
export const page = /*#__PURE__*/ Node.make("page", {
  params: Schema.Struct({}),
  inputs: { assignments: table(Assignment) },
  outputs: { page: document },
  run: () => Effect.succeed({ page: { "page.html": "<p>clusters" } })
})
`

const pipelineHead = `import { dbscan } from "@src/../nodes/cluster/dbscan.ts"
import { agglomerative } from "@src/../nodes/cluster/agglomerative.ts"
import { gaussianMixture } from "@src/../nodes/cluster/gaussian-mixture.ts"
import { kMeans } from "@src/../nodes/cluster/k-means.ts"
import { encode } from "@src/../nodes/embed/encode.ts"
import { pca } from "@src/../nodes/embed/pca.ts"
import { describeClusters } from "@src/../nodes/evaluate/describe-clusters.ts"
import { standardize } from "@src/../nodes/features/standardize.ts"
import { viewFeatures } from "@src/../nodes/features/view-features.ts"
import { viewSpectrograms } from "@src/../nodes/features/view-spectrograms.ts"
import { viewPresent } from "@src/../nodes/fuse/view-present.ts"
import { keepMeasured } from "@src/../nodes/ingest/keep-measured.ts"
import { dataSource } from "@src/../pipelines/parts/data-source.ts"
import { measuredTracks } from "@src/../pipelines/parts/measured-tracks.ts"
import { lyricsOf } from "@src/../pipelines/parts/lyrics-of.ts"
import { trainConvVae } from "@src/../nodes/train/conv-vae.ts"
import { trainProductOfExpertsVae } from "@src/../nodes/train/product-of-experts-vae.ts"
import { Trainer } from "@src/../nodes/row/trainer.ts"
import { trainVae } from "@src/../nodes/train/vae.ts"
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { page } from "../nodes/page.ts"
const training = { likelihood: "gaussian", logVarLimit: 10, epochs: 3, batchSize: 8, learningRate: 1e-3,
  learningRateSchedule: "constant", weightDecay: 0, beta: 0.5, klWarmupEpochs: 0, klCycles: 1, freeBits: 0,
  reduction: "sum", gradientClipNorm: 100, validationShare: 0.2, patience: null, backend: "ort", threads: 1 } as const
const lloyd = { k: 3, kMin: 2, kMax: 3, restarts: 3, maxIterations: 50, tolerance: 0 }
`

const songs = `${pipelineHead}
const songs = Pipeline.gen("songs", { seed: 7, request: dataSource }, function*(data) {
  const { features: raw, tracks } = yield* measuredTracks(data)
  const { features } = yield* standardize({ features: raw }, { method: "yeo-johnson" })
  const { components } = yield* pca({ features }, { components: 2 })
  yield* kMeans.as("linear")({ vectors: components }, lloyd)
  const { view } = yield* viewFeatures({ features }, {})
  const { model } = yield* trainVae({ view }, { ...training, hidden: [16], latents: 4 })
  const { latents } = yield* encode({ model, view }, { take: "mean" })
  yield* dbscan.as("dense")({ vectors: latents }, { eps: "knee", minSamples: 2 })
  yield* gaussianMixture.as("mixture")({ vectors: latents }, {
    k: 2, kMin: 2, kMax: 2, covariance: "diag", restarts: 1, maxIterations: 100, tolerance: 1e-3, regularization: 1e-6
  })
  const { assignments } = yield* kMeans.as("groups")({ vectors: latents }, lloyd)
  const { clusters } = yield* describeClusters({ vectors: latents, assignments, tracks }, { exemplars: 2, column: "label" })
  const { page: shown } = yield* page({ assignments }, {})
  return { shown, clusters }
})
export default Pipeline.provide(songs, Trainer.layer)
`

const pictures = `${pipelineHead}
const pictures = Pipeline.gen("pictures", { seed: 7, request: dataSource }, function*(data) {
  const { features, logMel, tracks: found } = yield* measuredTracks(data)
  const { tracks } = yield* keepMeasured({ tracks: found, features }, { fewest: 1 })
  if (logMel === null) return {}
  const { view } = yield* viewSpectrograms({ logMel, features }, { floorDb: -80, blockRows: 256 })
  const { model } = yield* trainConvVae({ view }, {
    ...training, epochs: 1, channels: [4, 8], kernel: 3, latents: 4, likelihood: "bernoulli"
  })
  const { latents } = yield* encode.as("encode-spectrograms")({ model, view }, { take: "mean" })
  const { embedding, lyrics } = yield* lyricsOf(tracks)
  const branch = { hidden: [8], likelihood: "gaussian", weight: 1 } as const
  const { likelihood: _, ...both } = training
  const inputs = yield* viewPresent({ audio: features, embedding, lyrics }, {})
  const experts = yield* trainProductOfExpertsVae(inputs, { ...both, audio: branch, lyrics: branch, latents: 3 })
  const joint = yield* encode.as("encode-present")({ model: experts.model, ...inputs }, { take: "mean" })
  yield* kMeans.as("joint")({ vectors: joint.latents }, lloyd)
  const { assignments } = yield* agglomerative({ vectors: latents }, { linkage: "ward", k: 3, kMin: 2, kMax: 3 })
  const { page: shown } = yield* page({ assignments }, {})
  return { shown }
})
export default Pipeline.provide(pictures, Trainer.layer)
`

/** Pipelines "songs" (features) and "pictures" (spectrograms and lyrics), and a folder "music" of short tracks of the corpus. */
export class SmallMusic extends Studio {
  constructor(tracks: number) {
    super()
    this.write("nodes/page.ts", page)
    this.write("pipelines/songs.ts", songs)
    this.write("pipelines/pictures.ts", pictures)
    for (let i = 0; i < tracks; i++) this.addTrack(i)
  }

  /** One step at a time: each worker loads anew what trains and reads tables. */
  override run(options: Parameters<Studio["run"]>[0] = {}): ReturnType<Studio["run"]> {
    return super.run({ jobs: 1, ...options })
  }

  /** Renders one track; answers with its path below the project. */
  addTrack(index: number, folder = "music"): string {
    const track = corpusTrack(3, index)
    const file = path.join(folder, track.genre, `${track.id}.wav`)
    const full = path.join(this.root, file)
    fs.mkdirSync(path.dirname(full), { recursive: true })
    fs.writeFileSync(full, encodeWav16(renderTrack(track, 2), corpusSampleRateHz))
    return file
  }

  /** What a command answers with `--json`, to the last digit. */
  answer(args: ReadonlyArray<string>): unknown {
    return JSON.parse(this.said([...args, "--json"]).stdout)
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.root, file), "utf8")
  }
}
