/**
 * What a VAE's latents say of a feature table's labels over several seeds, with the features themselves beside it.
 * Run: node bench/table-vae.ts FILE.csv   (GTZAN's and BanglaBeats's published tables have known answers: docs/papers.md)
 */
import * as fs from "node:fs"
import { kMeans } from "../src/learn/cluster/k-means.ts"
import { adjustedRand } from "../src/learn/metric/clustering/adjusted-rand.ts"
import { normalizedMutualInformation } from "../src/learn/metric/clustering/mutual-information.ts"
import { purity } from "../src/learn/metric/clustering/purity.ts"
import { silhouette } from "../src/learn/metric/clustering/silhouette.ts"
import { mlpVae } from "../src/learn/model/mlp-vae.ts"
import { fitStandardScaler, standardize } from "../src/learn/projection/standard-scaler.ts"
import { collapseDiagnostics } from "../src/learn/training/collapse.ts"
import { onlyFeatures } from "../src/learn/training/data.ts"
import { embed } from "../src/learn/training/embed.ts"
import { train } from "../src/learn/training/trainer.ts"
import type { Matrix } from "../src/math/matrix.ts"
import { Random } from "../src/math/random.ts"
import { readFeatureTable } from "../src/music/ingest/reader/feature-table.ts"
import { benchOptions } from "./training-options.ts"

const file = process.argv[2]
if (file === undefined) throw new Error("name a feature table: node bench/table-vae.ts FILE.csv")
const seeds = [1, 2, 3, 4, 5]
const latents = 16
const { features, labels } = readFeatureTable(fs.readFileSync(file, "utf8"), { source: file })
const said = Object.values(labels)[0]!
const classes = [...new Set(said)]
const truth = Int32Array.from(said, (value) => classes.indexOf(value))
const x = standardize(features.matrix, fitStandardScaler(features.matrix))

const score = (points: Matrix, seed: number) => {
  const options = { k: classes.length, restarts: 10, maxIterations: 300, tolerance: 1e-4, random: new Random(seed) }
  const found = kMeans(points, options).labels
  if (new Set(found).size < 2) return undefined // a collapsed posterior
  return {
    ARI: adjustedRand(truth, found),
    NMI: normalizedMutualInformation(truth, found),
    purity: purity(truth, found),
    "silhouette own": silhouette(points, found),
    "silhouette features": silhouette(x, found)
  }
}

const print = (name: string, rows: ReadonlyArray<Readonly<Record<string, number>>>): void => {
  const cells = Object.keys(rows[0]!).map((key) => {
    const values = rows.map((row) => row[key]!)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
    return `${key} ${mean.toFixed(3)} ± ${spread.toFixed(3)}`
  })
  console.log(`${name.padEnd(22)} ${cells.join(" · ")}`)
}

const hooks = {
  onEpoch: () => undefined,
  loadCheckpoint: () => undefined,
  saveCheckpoint: () => undefined,
  checkpointEveryMs: Infinity,
  nowMs: () => performance.now()
}

console.log(`${x.rows} tracks of ${x.cols} features, ${classes.length} classes, ${seeds.length} seeds`)
print("features", seeds.map((seed) => score(x, seed)!))
for (const hidden of [[64], [128, 64]]) {
  for (const effective of [1, 4]) {
    const rows = []
    let collapsed = 0
    for (const seed of seeds) {
      const model = mlpVae({ features: x.cols, hidden, latents, logVarLimit: 10, likelihood: "gaussian" })
      const { weights } = await train(model, onlyFeatures(x), {
        ...benchOptions,
        epochs: 120,
        beta: 2 * effective, // squared errors are twice a unit Gaussian's negative log likelihood
        klWarmupEpochs: 30, // without it whole runs collapse
        seed
      }, hooks)
      const { logVar, mean } = await embed({ model, weights, backend: "ort", threads: 1 }, onlyFeatures(x))
      const points = { rows: x.rows, cols: latents, data: Float64Array.from(mean) }
      const active = collapseDiagnostics(mean, logVar, latents).activeUnits
      const scores = score(points, seed)
      if (scores === undefined) collapsed++
      else rows.push({ ...scores, active })
    }
    if (collapsed > 0) console.log(`${collapsed} of ${seeds.length} collapsed`)
    if (rows.length > 1) print(`VAE ${hidden.join("-")}-${latents} β ${effective}`, rows)
  }
}
