/** How long HDBSCAN takes beside scikit-learn on one thread. */
import { hdbscan } from "../src/learn/cluster/hdbscan.ts"
import { gaussianMixture } from "./gaussian-data.ts"
import { race } from "./peers/race.ts"

await race({
  title: "HDBSCAN, clusters of 10, 5 samples; values: clusters",
  peer: "sklearn_hdbscan.py",
  rounds: 3,
  cases: [[1000, 2], [1000, 16], [1000, 57], [10_000, 2], [10_000, 16], [10_000, 57], [100_000, 2], [100_000, 16]].map(
    ([n, d]) => ({ n: n!, d: d!, x: gaussianMixture(n!, d!, 10) })
  ),
  run: (x) => hdbscan(x, { minClusterSize: 10, minSamples: 5, allowSingleCluster: false }).clusters
})
