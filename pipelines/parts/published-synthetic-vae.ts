/** The numbers that shajid010/CSE425 states, and those that a repetition with other code gave. Where they stand: docs/papers.md. */
import type { PublishedTable } from "./report-study.ts"

const own = { method: "K-Means", metric: "silhouette", against: "own space", recomputed: null } as const
const ari = { method: "K-Means", metric: "ARI", against: "label" } as const
const known = { ...ari, method: "known", published: null } as const
/** What its files state, in the order of its tasks. */
export const numbers: PublishedTable["numbers"] = [
  { ...ari, space: "features", published: null, recomputed: "1.000" },
  { ...ari, space: "PCA", published: 1, recomputed: "1.000" },
  { ...ari, space: "VAE", published: 1, recomputed: null },
  { ...ari, space: "CVAE", published: 1, recomputed: null },
  { ...ari, space: "HybridVAE", published: 1, recomputed: null },
  { ...ari, space: "ConvVAE of pictures", published: 0.0317, recomputed: null },
  { ...ari, space: "ConvVAE of pictures", metric: "NMI", published: 0.0685, recomputed: null },
  { ...ari, space: "ConvVAE of pictures", metric: "purity", published: 0.281, recomputed: null },
  { ...known, space: "three patterns", recomputed: "0.614, the most there can be" },
  { ...known, space: "patterns and a coin", recomputed: "0.500, the most at k = 5" },
  ...([
    ["PCA", 0.8797, 14850, 0.1698],
    ["VAE", 0.9149, 28388, 0.1202],
    ["CVAE", 0.7546, 3224, 0.3549],
    ["HybridVAE", 0.7092, 2237, 0.433],
    ["ConvVAE of pictures", 0.1253, 76.8, 2.4215]
  ] as const).flatMap(([space, silhouette, calinskiHarabasz, daviesBouldin]) => [
    { ...own, space, published: silhouette, recomputed: space === "VAE" ? "0.768 to 0.789" : null },
    { ...own, space, metric: "Calinski–Harabasz" as const, published: calinskiHarabasz },
    { ...own, space, metric: "Davies–Bouldin" as const, published: daviesBouldin }
  ])
]
