/** What is drawn in studies/language-balance: of the collections, of the three models of pictures, and of their clusters. */
import { tSne } from "../../nodes/project/t-sne.ts"
import { drawBalance } from "../../nodes/report/draw-balance.ts"
import { drawConfound } from "../../nodes/report/draw-confound.ts"
import { drawCrossTable } from "../../nodes/report/draw-cross-table.ts"
import { drawHistories } from "../../nodes/report/draw-histories.ts"
import { drawKDistances } from "../../nodes/report/draw-k-distances.ts"
import { drawMeanFeatures } from "../../nodes/report/draw-mean-features.ts"
import { drawMetricRanks } from "../../nodes/report/draw-metric-ranks.ts"
import { drawProjections } from "../../nodes/report/draw-projections.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import type { Space } from "./cluster-and-score.ts"
import type { clusterAsPublished, clusterEachAsPublished } from "./cluster-as-published.ts"
import type { Easy } from "./language-easy.ts"
import type { Pictured, PicturedSpaces } from "./language-pictures.ts"
import type { DrawnFigure } from "./report-study.ts"

const projecting = { perplexity: 30, iterations: 500 } as const

/** A figure of one chart, which is what its files are called after. */
const charted = (
  figure: DrawnFigure["figure"],
  name: string,
  chart: string,
  [title, caption]: readonly [string, string]
): DrawnFigure => ({
  figure,
  name,
  captions: { id: name, charts: { [chart]: [title, caption] } }
})

const contents = {
  language: { column: "language", labelName: "language", largest: null },
  genre: { column: "label", labelName: "genre", largest: 10 }
} as const

/** Places what the clusters of one space hold, as counts and as stacked shares; its files are `<id>-by-<what>-counts` and so on. */
function* crossed(
  { id, name }: { readonly id: string; readonly name: string },
  what: keyof typeof contents,
  wires: Parameters<typeof drawCrossTable>[0]
) {
  const place = `${id}-by-${what}`
  const title = `${name}: clusters by ${what}`
  const { figure } = yield* drawCrossTable.as(`draw-${place}`)(wires, { title, ...contents[what] })
  return {
    figure,
    name: place,
    captions: {
      id: place,
      charts: {
        counts: [title, "Counts; above them the purity beside what the largest alone would give."],
        shares: [`${title}, as shares`, "Each bar is one cluster."]
      }
    }
  } satisfies DrawnFigure
}

/** Places what is drawn of the collections themselves, whatever is then clustered, and of the Easy spaces. */
export function* collectionFigures({ areas, features, genres, linear, raw, rawFeatures, results, tracks, vae }: Easy) {
  const languages = yield* drawBalance.as("draw-languages")(
    { tracks },
    { title: "Tracks per language", column: "language", largest: null }
  )
  const balance = yield* drawBalance.as("draw-genres")(
    { tracks: genres },
    { title: "Tracks per genre", column: "label", largest: 20 }
  )
  const means = yield* drawMeanFeatures({ tracks, features }, { column: "language" })
  const confound = yield* drawConfound({ tracks, features: rawFeatures, scores: areas }, {})
  const shown = [vae, linear, raw]
  const maps = []
  for (const [map, { vectors }] of shown.entries()) {
    const step = ["t-sne-vae", "t-sne-pca", "t-sne-features"][map]!
    maps.push((yield* tSne.as(step)({ vectors }, projecting)).map)
  }
  const panels = ([["cluster", "Cluster"], ["language", "Language"]] as const).flatMap(([by, groupTitle]) =>
    shown.map(({ name }, map) => ({ map, by, largest: null, title: `${name}, by ${by}`, groupTitle }))
  )
  const assignments = shown.map(({ vectors }) => results.of(vectors).assignments)
  const easy = yield* drawProjections.as("draw-easy-maps")(
    { maps, assignments, tracks },
    { title: "Easy: t-SNE of two latents, of two components and of 57 features", columns: 3, panels }
  )
  const held = yield* crossed({ id: "easy-vae", name: "Easy, VAE" }, "language", {
    assignments: assignments[0]!,
    tracks
  })
  return [
    charted(languages.figure, "language-balance", "balance", [
      "Language balance",
      "How many tracks each language has."
    ]),
    charted(balance.figure, "genre-balance", "balance", ["Genre balance", "The twenty largest genres."]),
    charted(means.figure, "mean-features-per-language", "mean-features", [
      "Mean features per language",
      "Standard deviations from the mean of all tracks."
    ]),
    charted(confound.figure, "confound", "confound", [
      "Loudness tells the collections apart",
      "Shares of each collection; no model was asked."
    ]),
    charted(easy.figure, "easy-maps", "projections", [
      "Maps of the Easy task",
      "By K-Means with k = 2 and by language; for looking only."
    ]),
    held
  ]
}

/** Clusterings of the Medium and the Hard task. */
export interface Compared {
  /** By K-Means first, then by others; `of` gives the former. */
  readonly results: PartsOf<typeof clusterEachAsPublished>
  /** By DBSCAN, in the order of `mediumSpaces`. */
  readonly dense: ReadonlyArray<PartsOf<typeof clusterAsPublished>>
  readonly mediumSpaces: ReadonlyArray<Space>
  readonly hardSpaces: ReadonlyArray<Space>
}

/** Places what is drawn of the pictures' models, spaces and clusters. */
export function* pictureFigures(
  { autoencoder, beta, conv, pca: linear, spectral }: PicturedSpaces,
  { tracks }: Pictured,
  { dense, hardSpaces, mediumSpaces, results }: Compared
) {
  const trained = [conv, beta, autoencoder]
  const histories = yield* drawHistories({ histories: trained.map(({ history }) => history) }, {
    title: "Training, by β",
    subtitle: "totals of different β do not compare; the ConvAE's KL weighs nothing",
    models: trained.map(({ name }) => name)
  })
  const radii = yield* drawKDistances({
    density: dense.flatMap(({ density }) => density ?? []),
    assignments: dense.map(({ assignments }) => assignments)
  }, { spaces: mediumSpaces.map(({ name }) => name) as [string, ...Array<string>] })

  const placed = [conv.space, linear]
  const maps = []
  for (const [at, { vectors }] of placed.entries()) {
    maps.push((yield* tSne.as(["t-sne-conv-vae", "t-sne-pictures-pca"][at]!)({ vectors }, projecting)).map)
  }
  const assignments = placed.map(({ vectors }) => results.of(vectors).assignments)
  const grid = yield* drawProjections({ maps, assignments, tracks }, {
    title: "t-SNE of the ConvVAE beside PCA",
    columns: 3,
    panels: placed.flatMap(({ name }, map) =>
      ([["cluster", null, "Cluster"], ["language", null, "Language"], ["label", 5, "Genre"]] as const).map(
        ([by, largest, groupTitle]) => ({
          map,
          by,
          largest,
          title: `${name}, by ${groupTitle.toLowerCase()}`,
          groupTitle
        })
      )
    )
  })
  const held = []
  for (const [at, id] of ["conv-vae", "pictures-pca"].entries()) {
    const wires = { assignments: assignments[at]!, tracks }
    const about = { id, name: placed[at]!.name }
    held.push(yield* crossed(about, "language", wires), yield* crossed(about, "genre", wires))
  }
  const ranks = yield* drawMetricRanks({ scores: results.scores }, {
    title: "Hard: methods by five metrics, K-Means with k = 8",
    methods: [...hardSpaces, conv.space, linear].map(({ name }) => ({ name, space: name, method: "K-Means" })),
    metrics: ([
      ["silhouette", "own space"],
      ["Davies–Bouldin", "own space"],
      ["ARI", "label"],
      ["NMI", "label"],
      ["purity", "label"]
    ] as const).map(([metric, against]) => ({ name: metric, metric, against })),
    baselines: [linear.name, spectral.name],
    columns: 3
  })
  return [
    charted(histories.figure, "training-by-beta", "histories", [
      "Training of the three models",
      "The same layers, pictures and seed; only the weight of the KL differs."
    ]),
    charted(radii.figure, "k-distances", "k-distances", [
      "The radius of DBSCAN",
      "The original's is lost; here it is where the sorted distances bend."
    ]),
    charted(grid.figure, "tsne-conv-vae-and-pca", "projections", [
      "ConvVAE beside PCA",
      "By cluster, by language and by the five largest genres; for looking only."
    ]),
    ...held,
    charted(ranks.figure, "hard-metrics", "metric-ranks", [
      "Methods by each metric",
      "Silhouettes of different spaces do not compare. What was told the genre is marked."
    ])
  ]
}
