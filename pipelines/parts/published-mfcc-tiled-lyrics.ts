/** The numbers that shafinkhanruet/music-clustering-vae states, and those that a repetition with other code gave. Where they stand: docs/papers.md. */
import type { PublishedTable } from "./report-study.ts"

const silhouette = { method: "K-Means", metric: "silhouette", against: "own space", recomputed: null } as const
const ari = { method: "K-Means", metric: "ARI", against: "label", published: null } as const
const noisy = "0.338 to 0.365"
/** What its files state, in the order of its tasks. */
export const numbers: PublishedTable["numbers"] = [
  { ...silhouette, space: "VAE", published: 0.2267 },
  { ...silhouette, space: "VAE", metric: "Calinski–Harabasz", published: 452.61 },
  { ...silhouette, space: "β-VAE", published: 0.1948 },
  { ...silhouette, space: "β-VAE", metric: "Calinski–Harabasz", published: 307.46 },
  { ...silhouette, space: "β-VAE", metric: "Davies–Bouldin", published: 1.3293 },
  { ...silhouette, space: "VAE + tiled lyrics", published: 0.4165 },
  { ...silhouette, space: "VAE + tiled lyrics", metric: "Davies–Bouldin", published: 1.0579 },
  { ...silhouette, space: "VAE + tiled lyrics", method: "Ward", published: 0.3947 },
  { ...silhouette, space: "VAE + tiled lyrics", method: "Ward", metric: "Davies–Bouldin", published: 1.1546 },
  { ...silhouette, space: "VAE + tiled lyrics", method: "DBSCAN", metric: "coverage", published: 0 },
  { ...silhouette, space: "VAE + tiled lyrics", method: "DBSCAN at the knee", metric: "coverage", published: null },
  { ...silhouette, space: "VAE + shuffled lyrics", published: null },
  { ...silhouette, space: "noise + tiled lyrics", published: null, recomputed: noisy },
  {
    ...silhouette,
    space: "noise + tiled lyrics",
    method: "DBSCAN",
    metric: "coverage",
    published: null,
    recomputed: "0"
  },
  { ...silhouette, space: "noise", published: null },
  { ...ari, space: "VAE", recomputed: null },
  { ...ari, space: "VAE + tiled lyrics", recomputed: null }
]

/** Agreement with the line that a track was given, which the system did not ask for. */
export const ofLines: PublishedTable["numbers"] = [
  { ...ari, space: "VAE + tiled lyrics", recomputed: null },
  { ...ari, space: "noise + tiled lyrics", recomputed: "0.87 to 1.00" }
]
