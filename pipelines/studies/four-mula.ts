/**
 * 512 mel statistics and lyrics: VAEs with β = 1, 2, 4 and 8, one told the genre, a convolutional one of spectrograms, an
 * autoencoder, and fusions; k = 6. Repeats Nadim-Mahmud-23/CSE-715---FALL-2025---Project on 4MuLA tiny (`--data
 * 4mula_tiny.parquet`); the embedded corpus stands in. Its code is not stored: what is assumed is marked "rule".
 * Numbers: docs/papers.md, pipelines/parts/published-four-mula.ts.
 */
import { writeTables } from "../../nodes/report/write-tables.ts"
import { Trainer } from "../../nodes/row/trainer.ts"
import * as Pipeline from "../../src/dataflow/dsl/pipeline.ts"
import type { Space } from "../parts/cluster-and-score.ts"
import { clusterEachAsPublished, type PublishedClusterer } from "../parts/cluster-as-published.ts"
import { dataSource } from "../parts/data-source.ts"
import { heardReconstructions } from "../parts/heard-model.ts"
import { drawMaps, mapOf, type PlacedMap } from "../parts/map-grid.ts"
import { type MelSpaces, melSpaces } from "../parts/mel-spaces.ts"
import {
  easyMethods,
  easyMetrics,
  hardMethods,
  hardMetrics,
  hardNumbers,
  mediumMethods,
  mediumMetrics,
  mediumNumbers,
  resultTables
} from "../parts/published-four-mula.ts"
import { reportStudy, type StudiedModel } from "../parts/report-study.ts"
import { betweenLabels, reconstructionsPerLabel } from "../parts/shown-by-model.ts"
import { clustersAgainst, methodsCompared, selectionOfK, trainingCurves } from "../parts/study-figures.ts"
import { studyWords } from "../parts/study-words.ts"
import { floorDb } from "../parts/training.ts"

const k = 6
const kMeans = { name: "K-Means", k } as const // as its files have it; its README says 10
const ward = { name: "Ward", k } as const
const dbscan = { name: "DBSCAN", eps: "knee", minSamples: 5 } as const // rule: its radius is called adaptive and not stated

/** The clusterings of its Medium and its Hard task, chance and the majority. */
const clusterings = (found: MelSpaces): ReadonlyArray<readonly [Space, PublishedClusterer]> => {
  const { autoencoder, betas: [, ...others], conv, linear, raw, sung, sungConv, told, untold, vae, withGenre } = found
  return [
    ...[vae, conv, sung, sungConv, linear].flatMap((space) =>
      [kMeans, ward, dbscan].map((clusterer) => [space, clusterer] as const)
    ),
    ...others.map((space) => [space, kMeans] as const),
    [autoencoder, kMeans],
    [raw, kMeans],
    [raw, { ...kMeans, name: "spectral" }],
    [raw, { ...kMeans, name: "random labels" }],
    [raw, { name: "one cluster" }],
    [told, kMeans],
    [untold, kMeans],
    [withGenre, kMeans]
  ]
}

type ClustersOf = (space: Space) => Parameters<typeof mapOf>[1]["assignments"]

const cluster = { by: "cluster", groupTitle: "cluster", largest: null } as const
const language = { by: "language", groupTitle: "language", largest: 5 } as const
const fiveGenres = { by: "label", groupTitle: "genre", largest: 5 } as const

/** Maps: t-SNE of VAE and PCA, UMAP of the VAE alone and with lyrics, and t-SNE of each β. */
function* maps(
  { betas: spacesOfBetas, linear, sung, tracks, vae }: MelSpaces,
  clustersOf: ClustersOf
) {
  const mapped = (method: "t-SNE" | "UMAP", space: Space) => mapOf(method, { space, assignments: clustersOf(space) })
  const ofBetas: Array<PlacedMap> = []
  for (const space of spacesOfBetas) ofBetas.push(yield* mapped("t-SNE", space))
  const ofVae = ofBetas[0]!
  const ofPca = yield* mapped("t-SNE", linear)
  const alone = yield* mapped("UMAP", vae)
  const fused = yield* mapped("UMAP", sung)
  const grid = (id: string, title: string) => ({ id, title, tracks })
  return [
    yield* drawMaps([ofVae, ofPca], [cluster, language], grid("tsne-visualization", "t-SNE of VAE and PCA")),
    yield* drawMaps([alone], [cluster, language, fiveGenres], grid("umap-visualization", "UMAP of the VAE")),
    yield* drawMaps([fused], [cluster, language, fiveGenres], grid("hybrid-umap-visualization", "UMAP, with lyrics")),
    yield* drawMaps(ofBetas, [cluster, language], {
      ...grid("beta-vae-latent-spaces", "t-SNE of the latents, by β"),
      isColumnPerMap: true
    })
  ]
}

/** Training curves of the models of features, and of the VAE for each β. */
function* trainings({ models: { autoencoder, basic, byBeta, conditional } }: MelSpaces) {
  return [
    yield* trainingCurves([basic, { ...conditional, isConditional: true }, autoencoder], {
      id: "training-curves",
      title: "Training",
      subtitle: "on 512 mel statistics"
    }),
    yield* trainingCurves(byBeta, {
      id: "beta-vae-training-curves",
      title: "Training, by β",
      subtitle: "totals of different β do not compare"
    })
  ]
}

/** The VAE's clusters against languages and the ten largest genres. */
function* distributions({ tracks, vae }: MelSpaces, clustersOf: ClustersOf) {
  const title = "What the clusters hold"
  return [
    yield* clustersAgainst(clustersOf(vae), {
      id: "cluster-distributions-language",
      title: `${title}, by language`,
      column: "language",
      labelName: "language",
      largest: null,
      tracks
    }),
    yield* clustersAgainst(clustersOf(vae), {
      id: "cluster-distributions-genre",
      title: `${title}, by genre`,
      column: "label",
      labelName: "genre",
      largest: 10,
      tracks
    })
  ]
}

const study = Pipeline.gen("studies/four-mula", { seed: 7, request: dataSource }, function*(data) {
  const found = yield* melSpaces(data)
  const { features, models: { autoencoder, basic, byBeta, conditional, conv }, tracks } = found
  const results = yield* clusterEachAsPublished(clusterings(found), { tracks, common: features, permutations: 100 })
  const { scores } = results
  const clustersOf = ({ vectors }: Space) => results.of(vectors).assignments

  const shownAs = { tracks, column: "label", labelName: "genre", valueTitle: "standardised" } as const
  const examples = yield* reconstructionsPerLabel({ id: "vae", ...basic }, { ...shownAs, floorDb: null }, 6)
  const pictures = yield* reconstructionsPerLabel({ id: "conv-vae", ...conv }, { ...shownAs, floorDb }, 6)
  const heard = found.isFourMula
    ? []
    : [yield* heardReconstructions({ id: "conv-vae", ...conv }, { tracks, floorDb }, pictures)]
  const ends = found.isFourMula ? { from: "Rock", to: "Pop" } : { from: null, to: null } // as published
  const steps = 8
  const way = yield* betweenLabels({ id: "vae", ...basic }, { ...shownAs, floorDb: null }, { ...ends, steps })
  const { tables } = yield* writeTables({ scores }, { tables: [...resultTables] })
  const compared = { baselines: ["PCA", "features"] } as const
  const studied: ReadonlyArray<StudiedModel> = [...byBeta, conv]

  const page = yield* reportStudy({
    tracks,
    from: data,
    labelName: "genre",
    scores,
    tables: [{
      title: "Published and here",
      sentence: "Two of the published methods were given the genre that they are scored against; they are marked.",
      labelName: "genre",
      scores,
      numbers: hardNumbers
    }, {
      title: "Five spaces, three clusterers",
      sentence: "Its two best silhouettes are of one cluster and noise; twice DBSCAN found one cluster and no score.",
      labelName: "genre",
      scores,
      numbers: mediumNumbers
    }],
    models: studied,
    shown: null, // the maps are among those drawn
    drawn: [
      ...yield* trainings(found),
      yield* selectionOfK(found.vae, { id: "cluster-selection", taken: k }),
      yield* methodsCompared(scores, {
        ...compared,
        id: "metrics-comparison-easy",
        title: "The Easy task",
        columns: 2,
        methods: easyMethods,
        metrics: easyMetrics
      }),
      ...yield* maps(found, clustersOf),
      ...yield* distributions(found, clustersOf),
      yield* methodsCompared(scores, {
        ...compared,
        id: "medium-task-comparison",
        title: "Five spaces, three clusterers",
        columns: 2,
        methods: mediumMethods,
        metrics: mediumMetrics
      }),
      { ...examples.figure, name: "reconstruction-examples" },
      { ...pictures.figure, name: "reconstruction-examples-conv-vae" },
      { ...way, name: "latent-interpolation" },
      yield* methodsCompared(scores, {
        ...compared,
        id: "comprehensive-results",
        title: "Ten methods by six metrics",
        columns: 3,
        methods: hardMethods,
        metrics: hardMetrics
      })
    ],
    sections: heard,
    csv: [tables],
    words: {
      ...studyWords.fourMula,
      said: [],
      gains: [{ what: "lyrics beside latents", from: "VAE, β = 1", to: "VAE + lyrics", isControl: false }]
    },
    baselines: ["PCA", "features"],
    notes: [
      "rule: of the convolutional VAE only its 64 latents are stated. Here it has three layers of 8, 16 and 32 channels, " +
      "looks through windows of four, and sees each song as 128 × 128 levels down to 80 dB below its peak.",
      "rule: DBSCAN's radius is called adaptive and not stated; here it is the knee of the distances to the fifth neighbour.",
      found.isFourMula
        ? "A picture is a whole song in 128 frames, seconds apart: no sound can be made of it."
        : "Only the convolutional VAE can be heard: statistics have no order in time that sound could be made of.",
      "rule: one hidden width of 256 is stated; here a second layer of 128 follows.",
      ...(data._tag === "Embedded"
        ? ["The convolutional VAE of the stand-in trains for 20 epochs, of the data for 100."]
        : [])
    ]
  })
  return {
    ...page,
    tables,
    "basic-vae": basic.model,
    "beta-vae-2": byBeta[1]!.model,
    "beta-vae-4": byBeta[2]!.model,
    "beta-vae-8": byBeta[3]!.model,
    "conv-vae": conv.model,
    "cvae": conditional.model,
    "autoencoder": autoencoder.model
  }
})

export default Pipeline.provide(study, Trainer.layer)
