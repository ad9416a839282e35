import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { readManifest } from "../../src/format/manifest.ts"
import { readTensor } from "../../src/format/npy.ts"
import { readTable } from "../../src/format/parquet.ts"
import { readWeights } from "../../src/format/safetensors.ts"
import { type RunReport, SerialRig } from "../dataflow/rig.ts"

const training = `{
  epochs: 3, batchSize: 8, learningRate: 1e-2, learningRateSchedule: "cosine", weightDecay: 1e-3, beta: 1,
  klWarmupEpochs: 2, klCycles: 1, freeBits: 0.01, reduction: "sum", gradientClipNorm: 100, validationShare: 0.2,
  patience: null, backend: "ort", threads: 1
} as const`

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { smallTracks } from "@src/../test/nodes/small-tracks.ts"
import { oneHot } from "@src/../nodes/features/one-hot.ts"
import { tell } from "@src/../nodes/features/tell.ts"
import { viewFeatures } from "@src/../nodes/features/view-features.ts"
import { viewSpectrograms } from "@src/../nodes/features/view-spectrograms.ts"
import { viewPair } from "@src/../nodes/fuse/view-pair.ts"
import { viewPresent } from "@src/../nodes/fuse/view-present.ts"
import { Trainer } from "@src/../nodes/row/trainer.ts"
import { trainAutoencoder } from "@src/../nodes/train/autoencoder.ts"
import { trainVae } from "@src/../nodes/train/vae.ts"
import { trainConditionalVae } from "@src/../nodes/train/conditional-vae.ts"
import { trainConvVae } from "@src/../nodes/train/conv-vae.ts"
import { trainHybridVae } from "@src/../nodes/train/hybrid-vae.ts"
import { encode } from "@src/../nodes/embed/encode.ts"
import { trainVade } from "@src/../nodes/train/vade.ts"
import { trainBetaTcVae } from "@src/../nodes/train/beta-tc-vae.ts"
import { trainFactorVae } from "@src/../nodes/train/factor-vae.ts"
import { trainVqVae } from "@src/../nodes/train/vq-vae.ts"
import { priorComponents } from "@src/../nodes/cluster/prior-components.ts"
import { kMeans } from "@src/../nodes/cluster/k-means.ts"
import { untrained } from "@src/../nodes/embed/untrained.ts"
import { concatenate } from "@src/../nodes/fuse/concatenate.ts"
import { trainProductOfExpertsVae } from "@src/../nodes/train/product-of-experts-vae.ts"
import { traverse } from "@src/../nodes/embed/traverse.ts"
import { interpolate } from "@src/../nodes/embed/interpolate.ts"
import { interpolateLabels } from "@src/../nodes/embed/interpolate-labels.ts"
import { chooseExamples } from "@src/../nodes/embed/choose-examples.ts"
import { choosePerLabel } from "@src/../nodes/embed/choose-per-label.ts"
import { drawReconstructions } from "@src/../nodes/report/draw-reconstructions.ts"
import { compareTold } from "@src/../nodes/study/compare-told.ts"
import { drawPrior } from "@src/../nodes/embed/draw-prior.ts"
import { decode } from "@src/../nodes/embed/decode.ts"

const training = ${training}
const dense = { hidden: [5], latents: 2, likelihood: "gaussian" } as const
const spectral = { channels: [4, 6], kernel: 3, latents: 3, likelihood: "bernoulli", logVarLimit: 8 } as const
const conditions = { labels: "conditions" } as const
const branch = { hidden: [4], likelihood: "gaussian", weight: 1 } as const

const p = Pipeline.gen("p", { seed: 5 }, function*() {
  const { tracks, features, lyrics, logMel, words } = yield* smallTracks({}, { tracks: 40, poisoned: null })
  const { condition } = yield* oneHot({ tracks }, { column: "label", told: "own" })
  const { condition: marginal } = yield* oneHot.as("marginal")({ tracks }, { column: "label", told: "marginal" })
  const { view } = yield* viewFeatures({ features }, {})
  const plain = yield* trainAutoencoder({ view }, { ...dense, ...training })
  yield* encode.as("encode-ae")({ model: plain.model, view }, { take: "mean" })
  const vae = yield* trainVae({ view, groups: [tracks] }, { ...dense, logVarLimit: 10, ...training })
  const { errors, latents } = yield* encode({ model: vae.model, view }, { take: "mean" })
  yield* chooseExamples({ latents, errors }, { count: 1 })
  const { points } = yield* choosePerLabel({ latents, errors, tracks }, { column: "label", most: 5 })
  const remade = yield* decode.as("decode-chosen", conditions)({ model: vae.model, points }, { floorDb: null })
  yield* drawReconstructions({ tracks, view, points, decoded: remade.view, errors }, {
    column: "label", valueTitle: "standardised"
  })
  yield* interpolateLabels({ latents, tracks }, { column: "label", from: "loud", to: null, steps: 3 })
  const deep = yield* trainVade({ view, pretrained: vae.model }, { components: 3, restarts: 2, ...training })
  const placed = yield* encode.as("encode-vade")({ model: deep.model, view }, { take: "mean" })
  yield* priorComponents({ model: deep.model, latents: placed.latents }, {})
  const untied = yield* trainBetaTcVae({ view }, { ...dense, logVarLimit: 10, totalCorrelationWeight: 2, ...training })
  yield* encode.as("encode-tc")({ model: untied.model, view }, { take: "mean" })
  const judged = yield* trainFactorVae({ view }, {
    ...dense, logVarLimit: 10, totalCorrelationWeight: 2, discriminator: [6], ...training
  })
  yield* encode.as("encode-factor")({ model: judged.model, view }, { take: "mean" })
  const coded = yield* trainVqVae({ view }, { ...dense, slots: 2, codes: 4, commitment: 0.25, ...training })
  yield* encode.as("encode-vq")({ model: coded.model, view }, { take: "mean" })
  yield* untrained({ view }, { ...dense, logVarLimit: 10, backend: "ort", threads: 1 })
  yield* encode.as("sampled")({ model: vae.model, view }, { take: "sample" })
  const walk = yield* traverse({ latents }, { steps: 3, reach: 2 })
  yield* decode.as("decode-walk")({ model: vae.model, points: walk.points }, { floorDb: null })
  const way = yield* interpolate({ latents }, { from: "track0", to: null, steps: 5 })
  yield* decode.as("decode-way")({ model: vae.model, points: way.points }, { floorDb: null })
  const own = yield* tell({ view, condition }, {})
  const shares = yield* tell.as("tell-shares")({ view, condition: marginal }, {})
  const told = yield* trainConditionalVae(own, { ...dense, logVarLimit: 10, ...training })
  const untold = yield* encode.as("encode-conditional", conditions)({ model: told.model, ...shares }, { take: "mean" })
  const another = yield* oneHot.as("another")({ tracks }, { column: "label", told: "another" })
  const lies = yield* tell.as("tell-another")({ view, condition: another.condition }, {})
  const truthful = yield* encode.as("encode-own", conditions)({ model: told.model, ...own }, { take: "mean" })
  const deceived = yield* encode.as("encode-another", conditions)({ model: told.model, ...lies }, { take: "mean" })
  const byKind = yield* kMeans({ vectors: latents }, { k: 2, kMin: 2, kMax: 2, restarts: 2, maxIterations: 50, tolerance: 0 })
  yield* compareTold({
    tracks,
    errors: [truthful.errors, untold.errors, deceived.errors],
    assignments: [byKind.assignments, byKind.assignments, byKind.assignments],
    conditions: [condition, marginal, another.condition]
  }, { column: "label", labelName: "kind", tellings: ["own", "shares", "another"] })
  const drawn = yield* drawPrior({ model: told.model, condition }, { draws: 2 })
  yield* decode.as("decode-conditional", conditions)(
    { model: told.model, points: drawn.points, condition: [drawn.condition] },
    { floorDb: null }
  )
  const pictures = yield* viewSpectrograms({ logMel, features }, { floorDb: -80, blockRows: 256 })
  const conv = yield* trainConvVae(pictures, { ...spectral, ...training })
  const seen = yield* encode.as("encode-spectrograms")({ model: conv.model, ...pictures }, { take: "mean" })
  yield* decode.as("decode-spectrograms")({ model: conv.model, points: seen.latents }, { floorDb: -80 })
  const toldPictures = yield* tell.as("tell-pictures")({ ...pictures, condition }, {})
  yield* trainConvVae.as("train-conditional-conv-vae", conditions)(toldPictures, { ...spectral, ...training })
  const pair = yield* viewPair({ audio: features, lyrics }, {})
  const hybrid = yield* trainHybridVae(pair, {
    audio: branch, lyrics: branch, latents: 2, logVarLimit: 10, ...training
  })
  const joint = yield* encode.as("encode-pair")({ model: hybrid.model, ...pair }, { take: "mean" })
  yield* decode.as("decode-pair")({ model: hybrid.model, points: joint.latents }, { floorDb: null })
  const present = yield* viewPresent({ audio: features, embedding: lyrics, lyrics: words }, {})
  const experts = yield* trainProductOfExpertsVae(present, {
    audio: branch, lyrics: branch, latents: 2, logVarLimit: 10, ...training
  })
  yield* encode.as("encode-present")({ model: experts.model, ...present }, { take: "mean" })
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

/** What is drawn is drawn with the bundled fonts. */
const withFonts = (rig: SerialRig): SerialRig => {
  fs.symlinkSync(path.join(import.meta.dirname, "..", "..", "assets"), path.join(rig.root, "assets"))
  return rig
}

let rig: SerialRig
let report: RunReport
beforeAll(async () => {
  rig = withFonts(new SerialRig({ "pipelines/p.ts": pipeline }))
  report = await rig.run({ keepGoing: true })
  return () => rig[Symbol.dispose]()
}, 60_000)

const bytesOf = (output: string): Uint8Array => rig.store().readObject(report.digests[output]!)
const rowsOf = (output: string) => readTable(rig.store().objectPath(report.digests[output]!))

/** One file of a figure. */
const fileOf = (output: string, path: string): Uint8Array => {
  const entry = readManifest(bytesOf(output)).entries.find((each) => each.path === path)!
  return rig.store().readObject(entry.digest)
}

/** Where a part of a view lies. */
const partOf = (output: string, part: string): string => {
  const { parts } = JSON.parse(new TextDecoder().decode(bytesOf(output))) as {
    readonly parts: Readonly<Record<string, { readonly digest: string }>>
  }
  return rig.store().objectPath(parts[part]!.digest)
}
const columnsOf = async (output: string, part: string) => Object.keys((await readTable(partOf(output, part)))[0]!)

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
    expect(await columnsOf("decode-walk.view", "features")).toEqual(["id", "a", "b", "c", "d", "e", "f"])
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

  it("show of each label the track of the median error, and alone that of all", async () => {
    const errors = await rowsOf("encode.errors")
    const middle = (rows: typeof errors) =>
      rows.toSorted((a, b) => Number(a["error"]) - Number(b["error"]))[(rows.length - 1) >> 1]!["id"]

    const chosen = (await rowsOf("choose-per-label.points")).map(({ id }) => id)

    expect(chosen).toEqual([middle(errors.filter((_, i) => i % 2 === 0)), middle(errors.filter((_, i) => i % 2 === 1))])
    expect((await rowsOf("choose-examples.points")).map(({ id }) => id)).toEqual([middle(errors)])
  })

  it("write below a reconstruction its label, its error and its mean square", async () => {
    const [first] = await rowsOf("choose-per-label.points")
    const error = (await rowsOf("encode.errors")).find(({ id }) => id === first!["id"])!["error"]
    const svg = new TextDecoder().decode(fileOf("draw-reconstructions.figure", "reconstructions.svg"))

    expect(svg).toContain(`calm: error ${Number(error).toFixed(0)}, MSE ${(Number(error) / 6).toPrecision(2)}`)
  })

  it("lead from a typical track of one label to one of another", async () => {
    const points = await rowsOf("interpolate-labels.points")
    const latents = await rowsOf("encode.latents")
    const loud = latents.filter((_, i) => i % 2 === 1)
    const mean = (axis: string) => loud.reduce((sum, row) => sum + Number(row[axis]), 0) / loud.length
    const away = (row: Record<string, unknown>) =>
      Math.hypot(Number(row["z1"]) - mean("z1"), Number(row["z2"]) - mean("z2"))
    const typical = loud.toSorted((a, b) => away(a) - away(b))[0]!

    expect(points.map(({ id }) => id)).toEqual(["loud", "0.50 of the way", "calm"])
    expect([points[0]!["z1"], points[0]!["z2"]]).toEqual([typical["z1"], typical["z2"]])
  })

  it("can be told of each track a class that is not its own, and what that changes is counted", async () => {
    const told = await rowsOf("another.condition")
    const rows = await rowsOf("compare-told.told")
    const [own, another] = await Promise.all([rowsOf("encode-own.errors"), rowsOf("encode-another.errors")])

    expect(told.map(({ calm, loud }) => [calm, loud])).toEqual(told.map((_, i) => i % 2 === 0 ? [0, 1] : [1, 0]))
    const worse = another.filter(({ error }, i) => Number(error) > Number(own[i]!["error"])).length
    expect(rows[2]).toMatchObject({ telling: "another", tracks: 40, worse: worse / 40, ariFirst: 1 })
    expect(rows[0]).toMatchObject({ ratio: 1, worse: 0 })
    expect(rows[1]!["ariTold"]).toBeNull() // all are told the same
  })

  it("generate one idea under every class, and make the class matter", async () => {
    const made = await readTable(partOf("decode-conditional.view", "features"))

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
    const { data, shape } = readTensor(fs.readFileSync(partOf("decode-spectrograms.view", "pictures")))

    expect(shape).toEqual([40, 12, 10])
    expect([...data].every((level) => level >= -80 && level <= 0)).toBe(true)
  })
})

describe("training that cannot go on", () => {
  it("names the track whose feature is no number", async () => {
    using broken = withFonts(new SerialRig({ "pipelines/p.ts": pipeline.replace("poisoned: null", "poisoned: 17") }))

    const { events } = await broken.run({ targets: ["train-vae"] })

    const failure = events.find((event) => event._tag === "NodeFailed" && event.node === "train-vae")
    expect(JSON.stringify(failure)).toContain("track17")
  })
})
