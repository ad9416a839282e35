/** How long K-Means takes beside scikit-learn on one thread. */
import { kMeans } from "../src/learn/cluster/k-means.ts"
import { Random } from "../src/math/random.ts"
import { gaussianMixture } from "./gaussian-data.ts"
import { race } from "./peers/race.ts"

const k = 10
const options = { k, restarts: 10, maxIterations: 300, tolerance: 1e-4 }

await race({
  title: `K-Means, k = ${k}, 10 restarts, tolerance 1e-4`,
  peer: "sklearn_k_means.py",
  rounds: 5,
  cases: [[1000, 16], [1000, 57], [10_000, 16], [10_000, 57], [100_000, 16]].map(([n, d]) => ({
    n: n!,
    d: d!,
    x: gaussianMixture(n!, d!, k)
  })),
  run: (x) => kMeans(x, { ...options, random: new Random(1) }).inertia
})
