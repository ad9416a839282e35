/** What ashrafulislamsami-design/CSE-425-Project-Fall-25 published, and its tables: the numbers of studies/fma-whisper.ts. */
import type { Published } from "../../nodes/row/published.ts"

const unpublished = { against: "label", published: null } as const

/** What the words alone give; the study did not publish it. */
export const ofWords: ReadonlyArray<Published> = ([
  ["TF-IDF", "K-Means", "purity", "0.2266"],
  ["TF-IDF", "K-Means", "NMI", "0.040"],
  ["TF-IDF, standardised", "K-Means", "purity", "0.2423"],
  ["TF-IDF, standardised", "K-Means", "NMI", "0.068"],
  ["TF-IDF", "random labels", "purity", "0.201"],
  ["TF-IDF", "one cluster", "purity", "0.200"] // the majority's share
] as const).map(([space, method, metric, recomputed]) => ({ space, method, metric, recomputed, ...unpublished }))

const own = { method: "K-Means", against: "own space", metric: "silhouette", recomputed: null } as const
const genre = { ...own, against: "label", metric: "ARI" } as const
/** What the study published, and what it would have had to beside it. */
export const numbers: ReadonlyArray<Published> = [
  { ...own, space: "PCA", published: 0.1033 },
  { ...own, space: "PCA", metric: "Calinski–Harabasz", published: 629.0 },
  { ...own, space: "VAE", published: 0.1145 },
  { ...own, space: "VAE", metric: "Calinski–Harabasz", published: 415.3 },
  { ...own, space: "ConvVAE + TF-IDF", published: 0.0121 },
  { ...own, space: "ConvVAE + TF-IDF", metric: "Davies–Bouldin", published: 4.4539 },
  { ...genre, space: "ConvVAE + TF-IDF", published: 0.0471 },
  { ...own, space: "ConvVAE + TF-IDF", method: "Ward", published: -0.0644 },
  { ...own, space: "ConvVAE + TF-IDF", method: "Ward", metric: "Davies–Bouldin", published: 4.6521 },
  { ...genre, space: "ConvVAE + TF-IDF", method: "Ward", published: 0.0313 },
  { ...own, space: "ConvVAE + TF-IDF", method: "DBSCAN", metric: "coverage", published: 0 },
  { ...own, space: "β-CVAE + TF-IDF", published: 0.0221 },
  { ...genre, space: "β-CVAE + TF-IDF", published: 0.0419 },
  { ...genre, space: "β-CVAE + TF-IDF", metric: "NMI", published: 0.0794 },
  { ...genre, space: "β-CVAE + TF-IDF", metric: "purity", published: 0.2731 },
  { ...genre, space: "β-CVAE + TF-IDF, all genres", metric: "purity", published: null },
  { ...genre, space: "β-CVAE + TF-IDF, another genre", metric: "purity", published: null },
  ...ofWords
]

const separation = [
  { metric: "silhouette", against: "own space" },
  { metric: "Calinski–Harabasz", against: "own space" },
  { metric: "Davies–Bouldin", against: "own space" }
] as const
const agreement = [
  { metric: "ARI", against: "label" },
  { metric: "NMI", against: "label" },
  { metric: "purity", against: "label" }
] as const
const each = (spaces: ReadonlyArray<string>, methods: ReadonlyArray<string>) =>
  spaces.flatMap((space) => methods.map((method) => ({ space, method })))
const clusterers = ["K-Means", "Ward", "DBSCAN"]

/** Its three tasks as tables; chance and the majority stand in the last. */
export const resultTables = [
  { file: "easy_task_results", methods: each(["PCA", "VAE"], clusterers), metrics: [...separation] },
  {
    file: "medium_task_results",
    methods: each(["ConvVAE", "ConvVAE + TF-IDF"], clusterers),
    metrics: [...separation, ...agreement]
  },
  {
    file: "hard_task_results",
    methods: [
      ...each(["β-CVAE + TF-IDF"], clusterers),
      ...each([
        "β-CVAE + TF-IDF, all genres",
        "β-CVAE + TF-IDF, another genre",
        "β-CVAE",
        "β-CVAE, all genres",
        "β-CVAE, another genre",
        "ConvVAE + TF-IDF",
        "TF-IDF",
        "TF-IDF, standardised"
      ], ["K-Means"]),
      ...each(["TF-IDF"], ["random labels", "one cluster"])
    ],
    metrics: [...separation, ...agreement]
  }
]
