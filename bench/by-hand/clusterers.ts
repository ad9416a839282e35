/** Our K-Means and DBSCAN beside ml-kmeans and density-clustering, which tests call as witnesses. */
import { kmeans } from "ml-kmeans"
import { createRequire } from "node:module"
import { dbscan } from "../../src/learn/cluster/dbscan.ts"
import { kMeans } from "../../src/learn/cluster/k-means.ts"
import { takeRows } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { gaussianMixture } from "../gaussian-data.ts"
import { least, report } from "./least.ts"

const { DBSCAN } = createRequire(import.meta.url)("density-clustering") as {
  readonly DBSCAN: new() => { run(data: ReadonlyArray<ReadonlyArray<number>>, radius: number, least: number): unknown }
}

for (const [n, d] of [[1000, 16], [4000, 16]] as const) {
  const x = gaussianMixture(n, d, 10)
  const rows = Array.from({ length: n }, (_, i) => Array.from(x.data.subarray(i * d, (i + 1) * d)))
  const init = takeRows(x, Array.from({ length: 10 }, (_, c) => c))
  report(
    `K-Means ${n} × ${d}, k = 10, same start`,
    await least(41, {
      ours: () => kMeans(x, { k: 10, init, restarts: 1, maxIterations: 300, tolerance: 0, random: new Random(1) }),
      "ml-kmeans": () => kmeans(rows, 10, { initialization: rows.slice(0, 10), maxIterations: 300, tolerance: 0 })
    })
  )
  report(
    `DBSCAN ${n} × ${d}, radius 4`,
    await least(3, {
      ours: () => dbscan(x, { radius: 4, minSamples: 5 }),
      "density-clustering": () => new DBSCAN().run(rows, 4, 5)
    })
  )
}
