/** Titles and captions of the figures that pipelines share, by file name: what reports are given as `captions`. */
import type { FigureCaptions } from "../../nodes/row/figure-captions.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"

export const mapCaptions: FigureCaptions = {
  id: "tsne",
  chapter: "groups",
  charts: {
    "by-cluster": ["t-SNE, by cluster", "For looking only: no number in this report is computed in a map."],
    "by-label": ["t-SNE, by label", "The same map. Labels played no part in it."]
  }
}

export const clusterCaptions: FigureCaptions = {
  id: "clusters",
  chapter: "groups",
  charts: {
    composition: ["Labels within clusters", "Share of each label in a cluster, with counts."],
    sizes: ["Cluster sizes", "Tracks per cluster."],
    silhouettes: ["Silhouettes", "One line per track; negative ones sit closer to another cluster."]
  }
}

export const languageCaptions: FigureCaptions = {
  id: "languages",
  chapter: "groups",
  charts: { composition: ["Languages within clusters", "Share of each language in a cluster, with counts."] }
}

export const rankingCaptions: FigureCaptions = {
  id: "ranking",
  chapter: "evidence",
  charts: {
    agreement: [
      "Agreement with labels",
      "Values with their intervals, nulls in grey; label-conditioned methods are left out."
    ],
    separation: [
      "Separation in the common space",
      "Silhouettes in the space of the features, the same for all methods."
    ]
  }
}

export const reconstructionCaptions: FigureCaptions = {
  id: "reconstructions",
  charts: {
    reconstructions: [
      "Reconstructions",
      "From the best to the worst reconstructed track, in even steps; nobody chose them."
    ]
  }
}

/** Loss curves of a model. */
export const lossCaptions = (model: string): FigureCaptions => ({
  id: `training-${slug(model)}`,
  charts: {
    losses: [`Training of the ${model}`, "Reconstruction and KL per track; a KL near zero would mean unused latents."]
  }
})

/** Spectrograms along a way through the latents. */
export const walkCaptions = (id: string, title: string, caption: string): FigureCaptions => ({
  id,
  charts: { walk: [title, caption] }
})

/** Several maps in one figure. */
export const projectionCaptions = (id: string, title: string): FigureCaptions => ({
  id,
  charts: { projections: [title, "For looking only: no number in this report is computed in a map."] }
})

/** Trainings of several models. */
export const historyCaptions = (id: string, title: string, caption: string): FigureCaptions => ({
  id,
  charts: { histories: [title, caption] }
})

/** Methods sorted by each metric. */
export const metricRankCaptions = (id: string, title: string): FigureCaptions => ({
  id,
  charts: {
    "metric-ranks": [
      title,
      "Internal metrics are of each method's own space, so only those against labels compare methods."
    ]
  }
})

/** Clusters against labels or languages; `many` is what the column holds, such as "genres". */
export const crossTableCaptions = (id: string, many: string): FigureCaptions => ({
  id,
  charts: {
    counts: [
      `Clusters × ${many}, counts`,
      `Each number counts tracks; a row's ${many} shade by their share of the cluster.`
    ],
    shares: [`Clusters × ${many}, shares`, "Every bar is one cluster; the number behind it counts its tracks."]
  }
})

/** Tracks per label or language. */
export const balanceCaptions = (id: string, title: string): FigureCaptions => ({
  id,
  charts: { balance: [title, "Purity and agreement are to be read beside the largest share."] }
})
