import { beforeAll, describe, expect, it } from "vitest"
import { readTensor } from "../../src/format/npy.ts"
import { readTable } from "../../src/format/parquet.ts"
import { readWeights } from "../../src/format/safetensors.ts"
import { Rig, type RunReport } from "../dataflow/rig.ts"

const training = `{
  epochs: 3, batchSize: 8, learningRate: 1e-2, learningRateSchedule: "cosine", weightDecay: 1e-3, beta: 1,
  klWarmupEpochs: 2, klCycles: 1, freeBits: 0.01, reduction: "sum", gradientClipNorm: 100, validationShare: 0.2,
  patience: null, backend: "ort", threads: 1
} as const`

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { smallTracks } from "@src/../test/nodes/small-tracks.ts"
import { oneHot } from "@src/../nodes/features/one-hot.ts"
import { Trainer } from "@src/../nodes/row/trainer.ts"
import { trainAutoencoder } from "@src/../nodes/train/autoencoder.ts"
import { trainVae } from "@src/../nodes/train/vae.ts"
import { trainConditionalVae } from "@src/../nodes/train/conditional-vae.ts"
import { trainConvVae } from "@src/../nodes/train/conv-vae.ts"
import { trainConditionalConvVae } from "@src/../nodes/train/conditional-conv-vae.ts"
import { trainHybridVae } from "@src/../nodes/train/hybrid-vae.ts"
import { encode } from "@src/../nodes/embed/encode.ts"
import { encodeConditional } from "@src/../nodes/embed/encode-conditional.ts"
import { encodeSpectrograms } from "@src/../nodes/embed/encode-spectrograms.ts"
import { encodePair } from "@src/../nodes/embed/encode-pair.ts"
import { trainVade } from "@src/../nodes/train/vade.ts"
import { trainBetaTcVae } from "@src/../nodes/train/beta-tc-vae.ts"
import { trainFactorVae } from "@src/../nodes/train/factor-vae.ts"
import { trainVqVae } from "@src/../nodes/train/vq-vae.ts"
import { priorComponents } from "@src/../nodes/cluster/prior-components.ts"
import { untrained } from "@src/../nodes/embed/untrained.ts"
import { encodePresent } from "@src/../nodes/embed/encode-present.ts"
import { concatenate } from "@src/../nodes/fuse/concatenate.ts"
import { trainProductOfExpertsVae } from "@src/../nodes/train/product-of-experts-vae.ts"
import { traverse } from "@src/../nodes/embed/traverse.ts"
import { interpolate } from "@src/../nodes/embed/interpolate.ts"
import { drawPrior } from "@src/../nodes/embed/draw-prior.ts"
import { decode } from "@src/../nodes/embed/decode.ts"
import { decodeConditional } from "@src/../nodes/embed/decode-conditional.ts"
import { decodeSpectrograms } from "@src/../nodes/embed/decode-spectrograms.ts"

const training = ${training}
const dense = { hidden: [5], latents: 2, likelihood: "gaussian" } as const
const spectral = { channels: [4, 6], kernel: 3, latents: 3, likelihood: "bernoulli", logVarLimit: 8, floorDb: -80 } as const
const branch = { hidden: [4], likelihood: "gaussian", weight: 1 } as const

const p = Pipeline.gen("p", { seed: 5 }, function*() {
  const { tracks, features, lyrics, logMel, words } = yield* smallTracks({}, { tracks: 40, poisoned: null })
  const { condition } = yield* oneHot({ tracks }, { column: "label", told: "own" })
  const { condition: marginal } = yield* oneHot.as("marginal")({ tracks }, { column: "label", told: "marginal" })
  const plain = yield* trainAutoencoder({ features }, { ...dense, ...training })
  yield* encode.as("encode-ae")({ model: plain.model, features }, { take: "mean" })
  const vae = yield* trainVae({ features, groups: [tracks] }, { ...dense, logVarLimit: 10, ...training })
  const { latents } = yield* encode({ model: vae.model, features }, { take: "mean" })
  const deep = yield* trainVade({ features, pretrained: vae.model }, { components: 3, restarts: 2, ...training })
  const placed = yield* encode.as("encode-vade")({ model: deep.model, features }, { take: "mean" })
  yield* priorComponents({ model: deep.model, latents: placed.latents }, {})
  const untied = yield* trainBetaTcVae({ features }, { ...dense, logVarLimit: 10, totalCorrelationWeight: 2, ...training })
  yield* encode.as("encode-tc")({ model: untied.model, features }, { take: "mean" })
  const judged = yield* trainFactorVae({ features }, {
    ...dense, logVarLimit: 10, totalCorrelationWeight: 2, discriminator: [6], ...training
  })
  yield* encode.as("encode-factor")({ model: judged.model, features }, { take: "mean" })
  const coded = yield* trainVqVae({ features }, { ...dense, slots: 2, codes: 4, commitment: 0.25, ...training })
  yield* encode.as("encode-vq")({ model: coded.model, features }, { take: "mean" })
  yield* untrained({ features }, { ...dense, logVarLimit: 10, backend: "ort", threads: 1 })
  yield* encode.as("sampled")({ model: vae.model, features }, { take: "sample" })
  const walk = yield* traverse({ latents }, { steps: 3, reach: 2 })
  yield* decode.as("decode-walk")({ model: vae.model, points: walk.points }, {})
  const way = yield* interpolate({ latents }, { from: "track0", to: null, steps: 5 })
  yield* decode.as("decode-way")({ model: vae.model, points: way.points }, {})
  const told = yield* trainConditionalVae({ features, condition }, { ...dense, logVarLimit: 10, ...training })
  yield* encodeConditional({ model: told.model, features, condition: marginal }, { take: "mean" })
  const drawn = yield* drawPrior({ model: told.model, condition }, { draws: 2 })
  yield* decodeConditional({ model: told.model, points: drawn.points, condition: drawn.condition }, {})
  const conv = yield* trainConvVae({ logMel, features }, { ...spectral, ...training })
  const seen = yield* encodeSpectrograms({ model: conv.model, logMel, features }, { take: "mean", floorDb: -80 })
  yield* decodeSpectrograms({ model: conv.model, points: seen.latents }, { floorDb: -80 })
  yield* trainConditionalConvVae({ logMel, condition }, { ...spectral, ...training })
  const hybrid = yield* trainHybridVae({ audio: features, lyrics }, {
    audio: branch, lyrics: branch, latents: 2, logVarLimit: 10, ...training
  })
  yield* encodePair({ model: hybrid.model, audio: features, lyrics }, { take: "mean" })
  const experts = yield* trainProductOfExpertsVae({ audio: features, embedding: lyrics, lyrics: words }, {
    audio: branch, lyrics: branch, latents: 2, logVarLimit: 10, ...training
  })
  yield* encodePresent({ model: experts.model, audio: features, embedding: lyrics, lyrics: words }, { take: "mean" })
  yield* concatenate({ audio: latents, embedding: lyrics, lyrics: words }, {
    scaling: "blocks", audioWeight: 1, lyricsWeight: 2, components: null
  })
  yield* concatenate.as("reduced")({ audio: features, embedding: lyrics, lyrics: words }, {
    scaling: "columns", audioWeight: 1, lyricsWeight: 1, components: 3
  })
  return { latents }
})

export default Pipeline.provide(p, Trainer.layer)
`

let rig: Rig
let report: RunReport
beforeAll(async () => {
  rig = new Rig({ "pipelines/p.ts": pipeline })
  report = await rig.run({ keepGoing: true })
  return () => rig[Symbol.dispose]()
}, 60_000)

const bytesOf = (output: string): Uint8Array => rig.store().readObject(report.digests[output]!)
const rowsOf = (output: string) => readTable(rig.store().objectPath(report.digests[output]!))

describe("models as nodes", () => {
  it("train, encode and decode without a failure", () => {
    expect(report.failed).toEqual([])
    expect(report.skipped).toEqual([])
  })

  it("keep the architecture beside the weights, so that another process can rebuild them", () => {
    const { metadata, tensors } = readWeights(bytesOf("train-conv-vae.model"))

    expect(JSON.parse(metadata["config"]!)).toMatchObject({
      architecture: { kind: "conv-vae", height: 12, width: 10, channels: [4, 6], kernel: 3, latents: 3 },
      threads: 1
    })
    expect(Object.keys(tensors)).toContain("decoder.1.filter")
  })

  it("give every track its latents, means the same each time and samples around them", async () => {
    const means = await rowsOf("encode.latents")
    const samples = await rowsOf("sampled.latents")

    expect(means.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, i) => `track${i}`))
    expect(samples.every(({ z1 }, i) => z1 !== means[i]!["z1"])).toBe(true)
  })

  it("traverse each latent from one side of its mean to the other", async () => {
    const points = await rowsOf("traverse.points")

    expect(points.map(({ id }) => id)).toEqual(["z1 -2.00", "z1 0.00", "z1 2.00", "z2 -2.00", "z2 0.00", "z2 2.00"])
    expect(points[1]).toEqual({ ...points[4], id: "z1 0.00" })
    expect(Number(points[0]!["z1"])).toBeLessThan(Number(points[2]!["z1"]))
    expect(Object.keys((await rowsOf("decode-walk.features"))[0]!)).toEqual(["id", "a", "b", "c", "d", "e", "f"])
  })

  it("interpolate from the track named to the one farthest from it", async () => {
    const points = await rowsOf("interpolate.points")
    const latents = await rowsOf("encode.latents")
    const distance = (a: Record<string, unknown>, b: Record<string, unknown>) =>
      Math.hypot(Number(a["z1"]) - Number(b["z1"]), Number(a["z2"]) - Number(b["z2"]))

    const farthest = latents.toSorted((a, b) => distance(b, latents[0]!) - distance(a, latents[0]!))[0]!
    expect(distance(points[0]!, latents[0]!)).toBe(0)
    expect(distance(points[4]!, farthest)).toBe(0)
    expect(distance(points[2]!, points[0]!)).toBeCloseTo(distance(points[4]!, points[0]!) / 2, 6)
  })

  it("generate one idea under every class, and make the class matter", async () => {
    const made = await rowsOf("decode-conditional.features")

    expect(made.map(({ id }) => id)).toEqual(["calm #1", "loud #1", "calm #2", "loud #2"])
    expect(made[0]!["a"]).not.toBe(made[1]!["a"])
  })

  it("cluster by the components of a mixture prior, each track as sure as it can be of three", async () => {
    const rows = await rowsOf("prior-components.assignments")

    expect(rows).toHaveLength(40)
    expect(rows.every(({ cluster, confidence }) => Number(cluster) < 3 && Number(confidence) > 1 / 3)).toBe(true)
  })

  it("fuse audio with lyrics, the centre of the lyrics standing in for those who have none", async () => {
    const fused = await rowsOf("concatenate.fused")
    const reduced = await rowsOf("reduced.fused")

    expect(Object.keys(fused[0]!)).toEqual(["id", "audio z1", "audio z2", "lyrics l1", "lyrics l2", "lyrics l3"])
    expect(fused[3]).toMatchObject({ "lyrics l1": 0, "lyrics l2": 0, "lyrics l3": 0 }) // track3 has none
    expect(fused[4]!["lyrics l1"]).not.toBe(0)
    expect(Object.keys(reduced[0]!)).toEqual(["id", "pc1", "pc2", "pc3"])
  })

  it("decode spectrograms into decibels between the floor and the peak", () => {
    const { data, shape } = readTensor(bytesOf("decode-spectrograms.logMel"))

    expect(shape).toEqual([40, 12, 10])
    expect([...data].every((level) => level >= -80 && level <= 0)).toBe(true)
  })
})

describe("training that cannot go on", () => {
  it("names the track whose feature is no number", async () => {
    using broken = new Rig({ "pipelines/p.ts": pipeline.replace("poisoned: null", "poisoned: 17") })

    const { events } = await broken.run({ keepGoing: true })

    const failure = events.find((event) => event._tag === "NodeFailed" && event.node === "train-vae")
    expect(JSON.stringify(failure)).toContain("track17")
  })
})
