/** How long the mean silhouette takes beside scikit-learn on one thread. */
import { silhouette } from "../src/learn/metric/clustering/silhouette.ts"
import { gaussianMixture } from "./gaussian-data.ts"
import { race } from "./peers/race.ts"

const k = 10

await race({
  title: `Mean silhouette of ${k} clusters`,
  peer: "sklearn_silhouette.py",
  rounds: 3,
  cases: [1000, 10_000].flatMap((n) => [16, 57].map((d) => ({ n, d, x: gaussianMixture(n, d, k) }))),
  run: (x) => silhouette(x, Int32Array.from({ length: x.rows }, (_, i) => i % k))
})
