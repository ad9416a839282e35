// pipelines/: what runs, and every number that decides a result; one file per pipeline.
/**
 * Easy: features → {PCA, VAE} → K-Means → scores beside their nulls → maps → one report.
 * Tracks come from the embedded corpus, from a folder (`--data DIR`) or from a feature table (`--data FILE.csv`).
 */
import { kMeans } from "../nodes/cluster/k-means.ts"
import { encode } from "../nodes/embed/encode.ts"
import { pca } from "../nodes/embed/pca.ts"
import { describeClusters } from "../nodes/evaluate/describe-clusters.ts"
import { describeFeatures } from "../nodes/evaluate/describe-features.ts"
import { scoreClusters } from "../nodes/evaluate/score-clusters.ts"
import { standardize } from "../nodes/features/standardize.ts"
import { viewFeatures } from "../nodes/features/view-features.ts"
import { tSne } from "../nodes/project/t-sne.ts"
import { umap } from "../nodes/project/umap.ts"
import { drawClusters } from "../nodes/report/draw-clusters.ts"
import { drawMap } from "../nodes/report/draw-map.ts"
import { drawScores } from "../nodes/report/draw-scores.ts"
import { drawTraining } from "../nodes/report/draw-training.ts"
import { report } from "../nodes/report/report.ts"
import { Trainer } from "../nodes/row/trainer.ts"
import { trainVae } from "../nodes/train/vae.ts"
import * as Pipeline from "../src/dataflow/dsl/pipeline.ts"
import { dataSource } from "./parts/data-source.ts"
import { halving, level } from "./parts/halving.ts"
import { layoutChoice } from "./parts/layout-choice.ts"
import { measuredTracks } from "./parts/measured-tracks.ts"
import { previewsOf } from "./parts/previews.ts"

const clustering = { k: null, kMin: 2, kMax: 12, restarts: 10, maxIterations: 300, tolerance: 0 }
const permutations = 500

/** What a sweep looks for: separation in the space that the models started from, which needs no labels. */
const objectives = ["*.silhouette (features)"]

const options = { seed: 7, request: dataSource, objectives, ...layoutChoice }

const easy = Pipeline.gen("easy", options, function*(data, { label, layout }) {
  const { audio, audioFolder, features: raw, labelName, problems, quarantine, tracks } = yield* measuredTracks(data, {
    layout,
    label,
    fewest: 4 // below which there is no map
  })
  const { features } = yield* standardize({ features: raw }, { method: "z" })

  // the linear baseline
  const { components } = yield* pca({ features }, { components: 2 })
  const linear = yield* kMeans.as("cluster-pca")({ vectors: components }, clustering)
  const { scores: baselineScores } = yield* scoreClusters.as("score-pca")(
    { vectors: components, features, assignments: linear.assignments, tracks },
    { space: "two principal components", permutations, ...halving }
  )

  // the variational autoencoder
  const { view } = yield* viewFeatures({ features }, {})
  const { history, model } = yield* trainVae.as("train")({ view, groups: [tracks] }, {
    hidden: [32, 16],
    latents: 8,
    likelihood: "gaussian",
    epochs: 100,
    batchSize: 32,
    learningRate: 1e-3,
    learningRateSchedule: "constant",
    weightDecay: 0,
    beta: 0.5,
    klWarmupEpochs: 10,
    klCycles: 1,
    freeBits: 0,
    reduction: "sum",
    gradientClipNorm: 100,
    logVarLimit: 10,
    validationShare: 0.1,
    patience: null,
    backend: "ort",
    threads: 1
  })
  const { collapse, latents } = yield* encode({ model, view }, { take: "mean" })
  const { assignments, choice } = yield* kMeans.as("cluster")({ vectors: latents }, clustering)
  const { scores } = yield* scoreClusters.as("score")(
    { vectors: latents, features, assignments, tracks },
    { space: "the VAE latents", permutations, ...halving }
  )
  const { clusters } = yield* describeClusters({ vectors: latents, assignments, tracks }, {
    exemplars: 5,
    column: "label"
  })
  const telling = yield* describeFeatures({ features, measured: raw, assignments }, { features: 4 })

  // pictures and words
  const { map } = yield* tSne({ vectors: latents }, { perplexity: 30, iterations: 750 })
  const { map: umapMap } = yield* umap({ vectors: latents }, { neighbours: 15, minimumDistance: 0.1 })
  const { figure: tSneFigure } = yield* drawMap.as("draw-t-sne")(
    { map, assignments, tracks },
    { title: "t-SNE of the VAE latents" }
  )
  const { figure: umapFigure } = yield* drawMap.as("draw-umap")(
    { map: umapMap, assignments, tracks },
    { title: "UMAP of the VAE latents" }
  )
  const { figure: trainingFigure } = yield* drawTraining({ history }, { model: "VAE" })
  const { figure: clusterFigure } = yield* drawClusters({ clusters }, { space: "the VAE latents" })
  const { figure: scoreFigure } = yield* drawScores(
    { scores, baseline: baselineScores, choice },
    { title: "VAE and PCA side by side" }
  )
  const { report: page } = yield* report({
    tracks,
    measured: raw,
    problems,
    quarantine,
    baselineScores,
    scores,
    baselineChoice: linear.choice,
    choice,
    assignments,
    clusters,
    telling: [telling.clusters],
    collapse,
    map,
    maps: [umapMap],
    clusterings: [linear.assignments],
    spaces: [latents, components],
    previews: yield* previewsOf(audio, { tracks, assignments, clusters }),
    tSneFigure,
    umapFigure,
    trainingFigure,
    clusterFigure,
    scoreFigure
  }, {
    audioFolder,
    labelName,
    model: "VAE",
    level,
    maps: ["UMAP of the VAE latents"],
    clusterings: ["K-Means on two principal components"],
    spaces: [{ name: "the VAE latents", clusterings: [0] }, { name: "two principal components", clusterings: [1] }]
  })
  return { report: page, scores, assignments, latents }
})

export default Pipeline.provide(easy, Trainer.layer)
