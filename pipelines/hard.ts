/**
 * Hard: everything Medium does, and more models of audio, of lyrics and of both, over three seeds, beside baselines that
 * learnt nothing. Models that are told the genre are label-conditioned: they are shown apart and never ranked.
 */
import { auditTracks } from "../nodes/audit/audit-tracks.ts"
import { priorComponents } from "../nodes/cluster/prior-components.ts"
import { chooseExamples } from "../nodes/embed/choose-examples.ts"
import { decodeSpectrograms } from "../nodes/embed/decode-spectrograms.ts"
import { encodeConditional } from "../nodes/embed/encode-conditional.ts"
import { encodePair } from "../nodes/embed/encode-pair.ts"
import { encodePresent } from "../nodes/embed/encode-present.ts"
import { encode } from "../nodes/embed/encode.ts"
import { interpolate } from "../nodes/embed/interpolate.ts"
import { untrained } from "../nodes/embed/untrained.ts"
import { clusterAndScore, type Clusterer, scoreSpace, type Space } from "../nodes/evaluate/cluster-and-score.ts"
import { clusterStability } from "../nodes/evaluate/cluster-stability.ts"
import { describeClusters } from "../nodes/evaluate/describe-clusters.ts"
import { probe } from "../nodes/evaluate/probe.ts"
import { randomProjection } from "../nodes/evaluate/random-projection.ts"
import { rankMethods } from "../nodes/evaluate/rank-methods.ts"
import { oneHot } from "../nodes/features/one-hot.ts"
import { tSne } from "../nodes/project/t-sne.ts"
import {
  clusterCaptions,
  languageCaptions,
  lossCaptions,
  mapCaptions,
  rankingCaptions,
  reconstructionCaptions,
  walkCaptions
} from "../nodes/report/captions.ts"
import { drawClusters } from "../nodes/report/draw-clusters.ts"
import { drawMap } from "../nodes/report/draw-map.ts"
import { drawRanking } from "../nodes/report/draw-ranking.ts"
import { drawReconstructions } from "../nodes/report/draw-reconstructions.ts"
import { drawTraining } from "../nodes/report/draw-training.ts"
import { drawWalk } from "../nodes/report/draw-walk.ts"
import { studyReport } from "../nodes/report/study-report.ts"
import { trainAutoencoder } from "../nodes/train/autoencoder.ts"
import { trainBetaTcVae } from "../nodes/train/beta-tc-vae.ts"
import { trainConditionalVae } from "../nodes/train/conditional-vae.ts"
import { trainHybridVae } from "../nodes/train/hybrid-vae.ts"
import { trainProductOfExpertsVae } from "../nodes/train/product-of-experts-vae.ts"
import { Trainer } from "../nodes/train/trainer.ts"
import { trainVade } from "../nodes/train/vade.ts"
import { trainVae } from "../nodes/train/vae.ts"
import * as Pipeline from "../src/engine/pipeline.ts"
import { dense, floorDb, mediumSpaces, scoring, training } from "./medium.ts"

const runs = [0, 1, 2]
const epochs = 100
const { logVarLimit: _, ...plain } = dense
const audioBranch = { hidden: [32], likelihood: "gaussian", weight: 1 } as const
const lyricsBranch = { hidden: [32], likelihood: "gaussian", weight: 50 } as const // unit length against 57 unit variances
const both = { audio: audioBranch, lyrics: lyricsBranch, latents: 8, logVarLimit: 10, ...training, epochs, beta: 0.5 }
const baselines = ["PCA", "features", "random projection", "untrained encoder"]
const mean = { take: "mean" } as const
const all: ReadonlyArray<Clusterer> = ["K-Means", "Ward", "DBSCAN", "HDBSCAN", "Gaussian mixture", "spectral"]
const probed = ["features", "PCA", "VAE", "ConvVAE", "lyrics", "product of experts"]

type Parts = Pipeline.PartsOf<typeof mediumSpaces>

/** Spaces of one seed: of audio, and of audio and lyrics. The first VAE is Medium's. */
function* seededSpaces(run: number, { embedding, features, lyrics, tracks, vae }: Parts) {
  const groups = [tracks]
  const named = (step: string) => run === 0 ? step : `${step}-${run}`
  const vectors = { ...dense, ...training, epochs }

  const own = run === 0 ? vae : yield* trainVae.as(named("train-vae"))({ features, groups }, { ...vectors, beta: 0.5 })
  const strong = yield* trainVae.as(named("train-beta-vae"))({ features, groups }, { ...vectors, beta: 2 })
  const ae = yield* trainAutoencoder.as(named("train-ae"))({ features, groups }, {
    ...plain,
    ...training,
    epochs,
    beta: 0
  })
  const untied = yield* trainBetaTcVae.as(named("train-beta-tc-vae"))(
    { features, groups },
    { ...vectors, beta: 0.5, totalCorrelationWeight: 2 }
  )
  const deep = yield* trainVade.as(named("train-vade"))(
    { features, groups, pretrained: own.model },
    { ...training, klWarmupEpochs: 0, epochs: 50, beta: 0.5, components: 10, restarts: 3 }
  )
  const ofAudio = { AE: ae, "β-VAE": strong, "β-TCVAE": untied, ...(run === 0 ? {} : { VAE: own }) }
  const spaces: Array<Space> = []
  for (const [name, { model }] of Object.entries(ofAudio)) {
    const { latents } = yield* encode.as(named(`encode-${name.toLowerCase()}`))({ model, features }, mean)
    spaces.push({ name, vectors: latents, run })
  }
  const { latents } = yield* encode.as(named("encode-vade"))({ model: deep.model, features }, mean)
  const mixture = { name: "VaDE", vectors: latents, run }
  spaces.push(mixture)
  const step = named("components-vade")
  const { assignments } = yield* priorComponents.as(step)({ model: deep.model, latents }, {})

  const hybrid = yield* trainHybridVae.as(named("train-hybrid-vae"))(
    { audio: features, lyrics: embedding, groups },
    both
  )
  const pairs = { model: hybrid.model, audio: features, lyrics: embedding }
  spaces.push({
    name: "HybridVAE",
    vectors: (yield* encodePair.as(named("encode-hybrid-vae"))(pairs, mean)).latents,
    run
  })

  const inputs = { audio: features, embedding, lyrics }
  const experts = yield* trainProductOfExpertsVae.as(named("train-experts"))({ ...inputs, groups }, both)
  const joint = yield* encodePresent.as(named("encode-experts"))({ model: experts.model, ...inputs }, mean)
  spaces.push({ name: "product of experts", vectors: joint.latents, run })
  return { spaces, mixture: { space: mixture, step, assignments }, experts: { ...joint, history: experts.history } }
}

/** Spaces of models that are told the genre, encoded with each track's own and with all genres' shares. */
function* conditionedSpaces(run: number, { features, tracks }: Parts) {
  const named = (step: string) => run === 0 ? step : `${step}-${run}`
  const { condition } = yield* oneHot.as(named("genre"))({ tracks }, { column: "label", told: "own" })
  const { condition: shares } = yield* oneHot.as(named("genre-shares"))({ tracks }, {
    column: "label",
    told: "marginal"
  })
  const { model } = yield* trainConditionalVae.as(named("train-cvae"))(
    { features, condition, groups: [tracks] },
    { ...dense, ...training, epochs, beta: 0.5 }
  )
  const own = yield* encodeConditional.as(named("encode-cvae"))({ model, features, condition }, mean)
  const marginal = yield* encodeConditional.as(named("encode-cvae-shares"))(
    { model, features, condition: shares },
    mean
  )
  return [
    { name: "CVAE, own genre", vectors: own.latents, run, isLabelConditioned: true },
    { name: "CVAE, all genres", vectors: marginal.latents, run, isLabelConditioned: true }
  ] as const
}

/** Spaces that learnt nothing, and lyrics alone. */
function* baselineSpaces({ embedding, features }: Parts) {
  const { projected } = yield* randomProjection({ vectors: features }, { dims: 8 })
  const { backend, threads } = training
  const { latents } = yield* untrained({ features }, { ...dense, backend, threads })
  return [
    { name: "features", vectors: features, run: 0 },
    { name: "random projection", vectors: projected, run: 0 },
    { name: "untrained encoder", vectors: latents, run: 0 },
    { name: "lyrics", vectors: embedding, run: 0 }
  ] as const
}

/** Pictures of what the convolutional VAE makes of tracks, and of the way between two of them. */
function* convFigures({ conv, features, logMel, tracks }: Parts) {
  if (conv === null || logMel === null) return []
  const { errors, latents, model } = conv
  const { points } = yield* chooseExamples({ latents, errors }, { count: 6 })
  const { logMel: decoded } = yield* decodeSpectrograms.as("decode-examples")({ model, points }, { floorDb })
  const examples = yield* drawReconstructions({ tracks, features, logMel, points, decoded, errors }, { floorDb })
  const way = yield* interpolate({ latents }, { from: null, to: null, steps: 6 })
  const between = yield* decodeSpectrograms.as("decode-way")({ model, points: way.points }, { floorDb })
  const walk = yield* drawWalk({ points: way.points, decoded: between.logMel }, { perRow: 6, floorDb })
  const caption = "From the track farthest from all others to the one farthest from it, in even steps of the latents."
  return [
    { figure: examples.figure, captions: reconstructionCaptions },
    { figure: walk.figure, captions: walkCaptions("interpolation", "Between two tracks", caption) }
  ]
}

const hard = Pipeline.gen("hard", { seed: 7 }, function*(data) {
  const parts = yield* mediumSpaces(data)
  const { audioFolder, features, found, labelName, lyrics, models, problems, quarantine, tracks } = parts
  const compared = { common: features, tracks, ...scoring }

  // every space under K-Means, the main ones under all clusterers
  const spaces: Array<Space> = [...parts.spaces, ...yield* baselineSpaces(parts)]
  const scores = []
  const seeds = []
  for (const run of runs) {
    const seeded = yield* seededSpaces(run, parts)
    seeds.push(seeded)
    spaces.push(...seeded.spaces, ...yield* conditionedSpaces(run, parts))
    const { assignments, space, step } = seeded.mixture
    scores.push((yield* scoreSpace(space, { step, clusterer: "its own components", assignments }, compared)).scores)
  }
  const clusterings = []
  for (const space of spaces) {
    const isMain = ["features", "PCA", "VAE", "product of experts"].includes(space.name) && space.run === 0
    for (const clusterer of isMain ? all : ["K-Means" as const]) {
      const result = yield* clusterAndScore(space, clusterer, compared)
      clusterings.push({ ...result, space, clusterer })
      scores.push(result.scores)
    }
  }
  const tests = { shown: "label", permutations: 2000, resamples: 1000 } as const
  const ranked = yield* rankMethods({ scores }, { metric: "ARI", against: "label", ...tests })
  const separated = yield* rankMethods.as("rank-unlabelled")(
    { scores },
    { metric: "silhouette", against: "common space", ...tests }
  )

  // the product of experts in detail, chosen beforehand and not for its score
  const { experts } = seeds[0]!
  const name = "product of experts"
  const { assignments, choice } = clusterings.find(({ clusterer, space }) =>
    clusterer === "K-Means" && space.name === name && space.run === 0
  )!
  const vectors = experts.latents
  const { clusters } = yield* describeClusters({ vectors, assignments, tracks }, { exemplars: 5, column: "label" })
  const spoken = yield* describeClusters.as("describe-languages")(
    { vectors, assignments, tracks },
    { exemplars: 5, column: "language" }
  )
  const { map } = yield* tSne({ vectors }, { perplexity: 30, iterations: 750 })
  const stability = yield* clusterStability({ vectors, choice }, {
    share: 0.8,
    repeats: 20,
    restarts: 5,
    maxIterations: 300,
    tolerance: 0
  })
  const audit = yield* auditTracks({ tracks, features: parts.rawFeatures, sound: [] }, {
    nearDistance: 0.2,
    quietRms: 1e-3,
    silentShare: 0.5,
    clippedShare: 0.01,
    oddLengthShare: 0.1,
    confoundArea: 0.8,
    dominantShare: 0.5,
    fewestTracks: 10,
    permutations: 500
  })
  const probes = []
  for (const space of spaces.filter(({ name: each, run }) => run === 0 && probed.includes(each))) {
    const { probes: rows } = yield* probe.as(`probe-${space.name.replaceAll(" ", "-").toLowerCase()}`)(
      { vectors: space.vectors, tracks },
      {
        space: space.name,
        folds: 5,
        groups: "group, else artist",
        penalty: 1,
        maxIterations: 500,
        tolerance: 1e-6,
        neighbours: 5
      }
    )
    probes.push(rows)
  }

  const ranking = yield* drawRanking({ ranking: ranked.ranking, unlabelled: separated.ranking }, {
    labelName,
    baselines
  })
  const maps = yield* drawMap({ map, assignments, tracks }, { title: `t-SNE of the ${name}` })
  const made = yield* drawClusters({ clusters }, { space: name })
  const languages = yield* drawClusters.as("draw-languages")({ clusters: spoken.clusters }, { space: name })
  const pictures = yield* convFigures(parts)
  const trained = [...models, { name: "product of experts", history: experts.history, collapse: experts.collapse }]
  const curves = []
  for (const { history, name: model } of trained) {
    curves.push(yield* drawTraining.as(`draw-${model.replaceAll(" ", "-").toLowerCase()}`)({ history }, { model }))
  }
  const { report } = yield* studyReport({
    found,
    tracks,
    lyrics,
    problems,
    quarantine,
    ranking: ranked.ranking,
    unlabelledRanking: separated.ranking,
    comparisons: ranked.comparisons,
    assignments,
    clusters,
    collapse: trained.map(({ collapse }) => collapse),
    audit: [audit.findings],
    probes,
    stability: [stability.clusters],
    map,
    figures: [
      ranking.figure,
      maps.figure,
      made.figure,
      languages.figure,
      ...pictures.map(({ figure }) => figure),
      ...curves.map(({ figure }) => figure)
    ]
  }, {
    audioFolder,
    labelName,
    shown: { space: name, clusterer: "K-Means" },
    baselines,
    models: trained.map((each) => each.name),
    captions: [
      rankingCaptions,
      mapCaptions,
      clusterCaptions,
      languageCaptions,
      ...pictures.map(({ captions }) => captions),
      ...trained.map((each) => lossCaptions(each.name))
    ],
    ablation: [
      { input: "audio", space: "VAE" },
      { input: "lyrics", space: "lyrics" },
      { input: "audio and lyrics", space: "VAE + lyrics" },
      { input: "audio and shuffled lyrics", space: "VAE + shuffled lyrics" },
      { input: "audio and lyrics, one model", space: "HybridVAE" },
      { input: "audio and lyrics where there are any", space: "product of experts" }
    ],
    notes: [`Models were trained from ${runs.length} seeds; spaces that learn nothing ran once.`]
  })
  return { report, ranking: ranked.ranking, assignments, latents: vectors }
})

export default Pipeline.provide(hard, Trainer.layer)
