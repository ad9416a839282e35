/** Spaces that learnt nothing, and lyrics alone. */
import { untrained } from "../embed/untrained.ts"
import type { Space } from "../evaluate/cluster-and-score.ts"
import { randomProjection } from "../evaluate/random-projection.ts"
import type { SharedSpaces } from "./shared-spaces.ts"
import { dense, training } from "./training.ts"

/** Names of spaces that a model has to beat. */
export const baselines = ["PCA", "features", "random projection", "untrained encoder"]

/** Places a random projection and an encoder nobody trained, beside the features and the lyrics themselves. */
export function* baselineSpaces({ embedding, features, mayHaveLyrics }: SharedSpaces) {
  const { projected } = yield* randomProjection({ vectors: features }, { dims: 8 })
  const { backend, threads } = training
  const { latents } = yield* untrained({ features }, { ...dense, backend, threads })
  const spaces: ReadonlyArray<Space> = [
    { name: "features", vectors: features, run: 0 },
    { name: "random projection", vectors: projected, run: 0 },
    { name: "untrained encoder", vectors: latents, run: 0 },
    ...(mayHaveLyrics ? [{ name: "lyrics", vectors: embedding, run: 0, lyrics: embedding }] : [])
  ]
  return spaces
}
