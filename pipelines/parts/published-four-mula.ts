/** What Nadim-Mahmud-23/CSE-715---FALL-2025---Project published, and its three tables: the numbers of studies/four-mula.ts. */
import type { Published } from "../../nodes/row/published.ts"

type Row = readonly [space: string, method: string, ...values: ReadonlyArray<number | null>]

const separation = [
  { metric: "silhouette", against: "own space" },
  { metric: "Davies–Bouldin", against: "own space" },
  { metric: "Calinski–Harabasz", against: "own space" }
] as const
const ari = { metric: "ARI", against: "label" } as const
const agreement = [ari, { metric: "NMI", against: "label" }, { metric: "purity", against: "label" }] as const

/** The columns of its hard_task_results.csv, but for the number of clusters. */
export const hardMetrics = [...separation, ...agreement]
/** Those of medium_task_results.csv. */
export const mediumMetrics = [...separation, ari]
/** Those of easy_task_results.csv. */
export const easyMetrics = [separation[0], separation[2]]

/** In the order of `hardMetrics`; its README has other numbers, and K = 10. */
const hard: ReadonlyArray<Row> = [
  ["VAE + lyrics + genre", "K-Means", 0.0227, 4.2, 48.9, 0.0758, 0.1648, 0.2767],
  ["VAE + lyrics", "K-Means", 0.0196, 4.11, 51.2, 0.0763, 0.1383, 0.2741],
  ["VAE, β = 2", "K-Means", 0.2246, 1.777, 258.6, 0.0225, 0.0803, 0.2098],
  ["VAE, β = 4", "K-Means", 0.2834, 1.502, 321.9, 0.0169, 0.0716, 0.1957],
  ["VAE, β = 8", "K-Means", 0.3692, 1.278, 515.2, 0.0177, 0.0691, 0.2017],
  ["VAE, β = 1", "K-Means", 0.2633, 1.549, 233.9, 0.0159, 0.06, 0.1891],
  ["CVAE", "K-Means", 0.1362, 2.583, 129.9, 0.0123, 0.0519, 0.1866],
  ["autoencoder", "K-Means", 0.2462, 1.686, 357.9, 0.0127, 0.0513, 0.1896],
  ["features", "spectral", 0.2253, 2.081, 217.7, 0.0062, 0.036, 0.1831],
  ["PCA", "K-Means", 0.3224, 1.506, 321.8, 0.0055, 0.0343, 0.1826]
]

/** In the order of `mediumMetrics`; null where its one cluster has no score. */
const medium: ReadonlyArray<Row> = [
  ["VAE, β = 1", "K-Means", 0.2633, 1.549, 233.9, 0.0159],
  ["VAE, β = 1", "Ward", 0.1362, 1.725, 194.1, 0.0085],
  ["VAE, β = 1", "DBSCAN", 0.4714, 0.646, 30.8, 0.0006],
  ["Conv-VAE", "K-Means", 0.1413, 3.296, 78.3, 0.0079],
  ["Conv-VAE", "Ward", 0.1248, 3.431, 64.5, 0.0041],
  ["Conv-VAE", "DBSCAN", null, null, null, null],
  ["VAE + lyrics", "K-Means", 0.0196, 4.112, 51.2, 0.0763],
  ["VAE + lyrics", "Ward", -0.0076, 4.889, 38, 0.0592],
  ["VAE + lyrics", "DBSCAN", 0.4313, 0.638, 24.3, 0.0004],
  ["Conv-VAE + lyrics", "K-Means", 0.0159, 4.348, 47.2, 0.0767],
  ["Conv-VAE + lyrics", "Ward", -0.0079, 5.23, 33.3, 0.0642],
  ["Conv-VAE + lyrics", "DBSCAN", 0.4182, 0.668, 22.9, 0.0004],
  ["PCA", "K-Means", 0.3224, 1.506, 321.8, 0.0055],
  ["PCA", "Ward", 0.2835, 1.539, 288.6, 0.007],
  ["PCA", "DBSCAN", null, null, null, null]
]

const numbersOf = (
  rows: ReadonlyArray<Row>,
  metrics: ReadonlyArray<Pick<Published, "metric" | "against">>
): ReadonlyArray<Published> =>
  rows.flatMap(([space, method, ...values]) =>
    metrics.map((asked, i) => ({ space, method, ...asked, published: values[i] ?? null, recomputed: null }))
  )

const methodsOf = (rows: ReadonlyArray<Row>) => rows.map(([space, method]) => ({ space, method }))

/** The Easy task has the first and the last row of the Medium task's K-Means, on two metrics. */
export const easyMethods = [{ space: "VAE, β = 1", method: "K-Means" }, { space: "PCA", method: "K-Means" }]
export const mediumMethods = methodsOf(medium)
export const hardMethods = methodsOf(hard)
export const mediumNumbers = numbersOf(medium, mediumMetrics)
export const hardNumbers = numbersOf(hard, hardMetrics)

/** Its three CSV files, under its names; chance and the majority stand below the last. */
export const resultTables = [
  { file: "easy_task_results", methods: easyMethods, metrics: easyMetrics },
  { file: "medium_task_results", methods: mediumMethods, metrics: mediumMetrics },
  {
    file: "hard_task_results",
    methods: [
      ...hardMethods,
      { space: "CVAE, all genres", method: "K-Means" },
      { space: "features", method: "random labels" },
      { space: "features", method: "one cluster" }
    ],
    metrics: hardMetrics
  }
]
