/** How long 20 steps of EM take beside scikit-learn on one thread, K-Means start counted. */
import { gaussianMixture as fit } from "../src/learn/cluster/gaussian-mixture.ts"
import { Random } from "../src/math/random.ts"
import { gaussianMixture } from "./gaussian-data.ts"
import { race } from "./peers/race.ts"

const k = 10
const options = { k, restarts: 1, maxIterations: 20, tolerance: 0, regularization: 1e-6 }
const shapes = [[1000, 16], [1000, 57], [10_000, 16], [10_000, 57], [100_000, 16]] as const

for (const covariance of ["full", "tied", "diag", "spherical"] as const) {
  process.env["COVARIANCE"] = covariance
  await race({
    title: `Gaussian mixture, k = ${k}, ${covariance} covariance, 20 steps; values: mean log-likelihood`,
    peer: "sklearn_mixture.py",
    rounds: 3,
    cases: shapes.map(([n, d]) => ({
      n,
      d,
      x: gaussianMixture(n, d, k)
    })),
    run: (x) => fit(x, { ...options, covariance, random: new Random(1) }).logLikelihood
  })
}
