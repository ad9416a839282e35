/** Spaces that learnt nothing, and lyrics alone. */
import { untrained } from "../../nodes/embed/untrained.ts"
import { randomLabels } from "../../nodes/evaluate/random-labels.ts"
import { randomProjection } from "../../nodes/evaluate/random-projection.ts"
import { scoreSpace, type Space } from "./cluster-and-score.ts"
import { scoringOf } from "./compare-spaces.ts"
import type { SharedSpaces } from "./shared-spaces.ts"
import { spaceNames } from "./space-names.ts"
import { dense, training } from "./training.ts"

/** Names of spaces that a model has to beat. */
export const baselines = [
  spaceNames.pca,
  spaceNames.features,
  spaceNames.randomProjection,
  spaceNames.untrained
]

/** Places a random projection and an encoder nobody trained, beside the features and the lyrics themselves. */
export function* baselineSpaces({ embedding, features, mayHaveLyrics, view }: SharedSpaces) {
  const { projected } = yield* randomProjection({ vectors: features }, { dims: 8 })
  const { backend, threads } = training
  const { latents } = yield* untrained({ view }, { ...dense, backend, threads })
  const spaces: ReadonlyArray<Space> = [
    { name: spaceNames.features, vectors: features, run: 0 },
    { name: spaceNames.randomProjection, vectors: projected, run: 0 },
    { name: spaceNames.untrained, vectors: latents, run: 0 },
    ...(mayHaveLyrics ? [{ name: spaceNames.lyrics, vectors: embedding, run: 0, lyrics: embedding }] : [])
  ]
  return spaces
}

/** Places the clustering that looked at nothing, and its scores. */
export function* randomClustering(parts: SharedSpaces) {
  const { assignments } = yield* randomLabels({ vectors: parts.features }, { k: 8 })
  const space = { name: spaceNames.features, vectors: parts.features, run: 0 }
  return yield* scoreSpace(space, { step: "random-labels", clusterer: "random labels", assignments }, scoringOf(parts))
}
