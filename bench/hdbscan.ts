/** How long HDBSCAN takes beside scikit-learn on one thread. */
import { hdbscan } from "../src/cluster/hdbscan.ts"
import { gaussianMixture } from "./gaussian-mixture.ts"
import { race } from "./peers/race.ts"

race({
  title: "HDBSCAN, clusters of 10, 5 samples; values: clusters",
  peer: "sklearn_hdbscan.py",
  rounds: 3,
  cases: [1000, 10_000].flatMap((n) => [2, 16, 57].map((d) => ({ n, d, x: gaussianMixture(n, d, 10) }))),
  run: (x) => hdbscan(x, { minClusterSize: 10, minSamples: 5, allowSingleCluster: false }).clusters
})
