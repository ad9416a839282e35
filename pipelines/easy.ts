/**
 * Easy: features → {PCA, VAE} → K-Means → scores beside their nulls → maps → one report.
 * Tracks come from the embedded corpus, from a folder (`--data DIR`) or from a feature table (`--data FILE.csv`).
 */
import { kMeans } from "../nodes/cluster/k-means.ts"
import { pca } from "../nodes/embed/pca.ts"
import { scoreClusters } from "../nodes/evaluate/score-clusters.ts"
import { standardize } from "../nodes/features/standardize.ts"
import { measuredTracks } from "../nodes/ingest/measured-tracks.ts"
import * as Pipeline from "../src/engine/pipeline.ts"

const clustering = { k: null, kMin: 2, kMax: 12, restarts: 10, maxIterations: 300, tolerance: 1e-4 }
const permutations = { internal: 40, external: 500 }

export default Pipeline.gen("easy", { seed: 7 }, function*(data) {
  const { features: raw, tracks } = yield* measuredTracks(data)
  const { features } = yield* standardize({ features: raw }, {})

  const { components } = yield* pca({ features }, { components: 2 })
  const { assignments } = yield* kMeans.as("cluster-pca")({ vectors: components }, clustering)
  const { scores } = yield* scoreClusters.as("score-pca")(
    { vectors: components, features, assignments, tracks },
    { space: "PCA", permutations }
  )
  return { scores }
})
