/** One clustering in detail: what its clusters hold, whether they come back, how many there should be, and its map. */
import { chooseK } from "../../nodes/cluster/choose-k.ts"
import { clusterStability } from "../../nodes/evaluate/cluster-stability.ts"
import { describeClusters } from "../../nodes/evaluate/describe-clusters.ts"
import { describeFeatures } from "../../nodes/evaluate/describe-features.ts"
import { tSne } from "../../nodes/project/t-sne.ts"
import { umap } from "../../nodes/project/umap.ts"
import { drawClusters } from "../../nodes/report/draw-clusters.ts"
import { drawMap } from "../../nodes/report/draw-map.ts"
import { showStability } from "../../nodes/section/show-stability.ts"
import { describeWords } from "../../nodes/text/describe-words.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import { clusterCaptions, languageCaptions, mapCaptions } from "./captions.ts"
import type { clusterAndScore, Space } from "./cluster-and-score.ts"
import { wordsOf } from "./lyrics-of.ts"
import { previewsOf } from "./previews.ts"
import type { SharedSpaces } from "./shared-spaces.ts"

const subsamples = { share: 0.8, restarts: 5, maxIterations: 300, tolerance: 0 } as const

/** A clustering by K-Means and the space it is of. */
export type Shown = Pick<PartsOf<typeof clusterAndScore>, "assignments" | "choice"> & { readonly space: Space }

/** Places descriptions, stability, five criteria of k and figures with captions. */
export function* closerLook(
  { assignments, choice, space }: Shown,
  { audio, features, lyrics, rawFeatures, tracks }: SharedSpaces
) {
  const { name, vectors } = space
  const inputs = { vectors, assignments, tracks }
  const byLabel = yield* describeClusters(inputs, { exemplars: 5, column: "label" })
  const byLanguage = yield* describeClusters.as("describe-languages")(inputs, { exemplars: 5, column: "language" })
  const sung = yield* describeWords({ ...yield* wordsOf(lyrics), lyrics, assignments }, { words: 6 })
  const telling = yield* describeFeatures({ features, measured: rawFeatures, assignments }, { features: 4 })
  const stability = yield* clusterStability({ vectors, choice, assignments }, { ...subsamples, repeats: 20 })
  const again = yield* showStability(stability, { space: name })
  const asked = yield* chooseK({ vectors }, { ...subsamples, kMax: 15, references: 10, repetitions: 10 })
  const { map } = yield* tSne({ vectors }, { perplexity: 30, iterations: 750 })
  const other = yield* umap({ vectors }, { neighbours: 15, minimumDistance: 0.1 })
  const maps = yield* drawMap({ map, assignments, tracks }, { title: `t-SNE of ${name}` })
  const made = yield* drawClusters({ clusters: byLabel.clusters }, { space: name })
  const languages = yield* drawClusters.as("draw-languages")({ clusters: byLanguage.clusters }, { space: name })
  return {
    inputs: {
      assignments,
      choice,
      clusters: byLabel.clusters,
      words: [sung.clusters],
      telling: [telling.clusters],
      stability: [stability.clusters],
      sections: [again.section],
      criteria: [asked.criteria],
      picks: [asked.picks],
      map,
      maps: [other.map],
      previews: yield* previewsOf(audio, { tracks, assignments, clusters: byLabel.clusters })
    },
    shown: { space: name, clusterer: "K-Means" },
    maps: [`UMAP of ${name}`],
    figures: [
      { figure: maps.figure, captions: mapCaptions },
      { figure: made.figure, captions: clusterCaptions },
      { figure: languages.figure, captions: languageCaptions }
    ]
  }
}
