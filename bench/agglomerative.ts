/** How long agglomerative clustering takes beside scikit-learn on one thread. */
import { agglomerate } from "../src/learn/cluster/agglomerative.ts"
import { gaussianMixture } from "./gaussian-data.ts"
import { race } from "./peers/race.ts"

for (const linkage of ["ward", "average", "complete", "single"] as const) {
  process.env["LINKAGE"] = linkage
  await race({
    title: `Agglomerative, ${linkage} linkage; values: the last height`,
    peer: "sklearn_agglomerative.py",
    rounds: 3,
    cases: [[1000, 16], [1000, 57], [10_000, 16]].map(([n, d]) => ({ n: n!, d: d!, x: gaussianMixture(n!, d!, 10) })),
    run: (x) => agglomerate(x, linkage).heights.at(-1)!
  })
}
