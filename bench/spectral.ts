/** How long spectral clustering takes beside scikit-learn on one thread. */
import { spectral } from "../src/learn/cluster/spectral.ts"
import { Random } from "../src/math/random.ts"
import { gaussianMixture } from "./gaussian-data.ts"
import { race } from "./peers/race.ts"

const options = { k: 10, affinity: { kind: "neighbours", neighbours: 10 }, restarts: 10 } as const

await race({
  title: "Spectral clustering, k = 10, 10 neighbours; values: clusters",
  peer: "sklearn_spectral.py",
  rounds: 3,
  cases: [[1000, 2], [1000, 16], [1000, 57], [10_000, 2], [10_000, 16], [10_000, 57]].map(([n, d]) => ({
    n: n!,
    d: d!,
    x: gaussianMixture(n!, d!, 10)
  })),
  run: (x) => new Set(spectral(x, { ...options, random: new Random(1) }).labels).size
})
