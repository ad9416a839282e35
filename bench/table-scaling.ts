/**
 * What scaling does to the clusters of a feature table: K-Means over ten seeds, and Ward, k as many as there are labels.
 * Run: node bench/table-scaling.ts FILE.csv   (GTZAN's and BanglaBeats's published tables have known answers: docs/papers.md)
 */
import * as fs from "node:fs"
import { agglomerate, cutDendrogram } from "../src/learn/cluster/agglomerative.ts"
import { kMeans } from "../src/learn/cluster/k-means.ts"
import { adjustedRand } from "../src/learn/metric/clustering/adjusted-rand.ts"
import { normalizedMutualInformation } from "../src/learn/metric/clustering/mutual-information.ts"
import { purity } from "../src/learn/metric/clustering/purity.ts"
import { fitQuantileNormal } from "../src/learn/projection/quantile-normal.ts"
import { applyScaling, fitScaling, type Scaling, scalingMethods } from "../src/learn/projection/scaling.ts"
import { Random } from "../src/math/random.ts"
import { readFeatureTable } from "../src/music/ingest/reader/feature-table.ts"

const file = process.argv[2]
if (file === undefined) throw new Error("name a feature table: node bench/table-scaling.ts FILE.csv")
const { features, labels } = readFeatureTable(fs.readFileSync(file, "utf8"), { source: file })
// "Metal" of one collection is "metal" of the other
const said = (labels["label"] ?? Object.values(labels)[0])!.map((label) => label.toLowerCase())
const classes = [...new Set(said)]
const k = classes.length
const truth = Int32Array.from(said, (value) => classes.indexOf(value))

const scores = (found: Int32Array) => [
  adjustedRand(truth, found),
  normalizedMutualInformation(truth, found),
  purity(truth, found)
]

const print = (name: string, runs: ReadonlyArray<ReadonlyArray<number>>): void => {
  const cells = ["ARI", "NMI", "purity"].map((metric, at) => {
    const values = runs.map((run) => run[at]!)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
    return `${metric} ${mean.toFixed(3)}${runs.length > 1 ? ` ± ${spread.toFixed(3)}` : ""}`
  })
  console.log(`${name.padEnd(26)} ${cells.join(" · ")}`)
}

console.log(`${said.length} tracks, k = ${k}`)
const scalings: ReadonlyArray<readonly [string, Scaling]> = [
  ...scalingMethods.map((method) => [method, fitScaling(features.matrix, method)] as const),
  ["500 quantiles", { method: "quantile-normal", ...fitQuantileNormal(features.matrix, 500) }]
]
for (const [method, scaling] of scalings) {
  const x = applyScaling(features.matrix, scaling)
  const lloyd = { k, restarts: 10, maxIterations: 300, tolerance: 1e-4 }
  const seeds = Array.from({ length: 10 }, (_, i) => i + 1)
  print(`K-Means, ${method}`, seeds.map((seed) => scores(kMeans(x, { ...lloyd, random: new Random(seed) }).labels)))
  print(`Ward, ${method}`, [scores(cutDendrogram(agglomerate(x, "ward"), k))])
}
