/** Spectrograms as convolutional models take them, read from their file block by block. */
import * as Effect from "effect/Effect"
import { ArtifactError } from "../../src/engine/artifact.ts"
import type { Tensor } from "../../src/engine/kind/tensor.ts"
import { TensorFile } from "../../src/store/tensor-file.ts"
import { blockwise } from "../../src/training/blockwise.ts"
import type { TrainingData } from "../../src/training/data.ts"
import { peakScaled } from "../../src/training/row-sources.ts"

/** Tracks that lie together; a few such blocks are all that is in memory, 64 MiB of 128 × 128 pictures. */
const blockRows = 256

/** Rows [track, mel · frame] with each track's peak as 1 and `floorDb` below it as 0, and the size of a picture. The file stays open in the scope. */
export const spectrograms = Effect.fnUntraced(function*(
  logMel: Tensor<readonly ["track", "mel", "frame"]>,
  floorDb: number
) {
  const { path } = yield* logMel.file
  const file = yield* Effect.acquireRelease(
    Effect.try({
      try: () => TensorFile.open(path),
      catch: (cause) => new ArtifactError({ kind: "tensor", doing: "open", cause })
    }),
    (opened) => Effect.sync(() => opened.close())
  )
  const [, height = 0, width = 0] = file.shape
  const x = peakScaled(blockwise(file, blockRows), floorDb)
  const data: TrainingData = { x, condition: null, presence: null, groups: null, blockRows }
  return { data, height, width }
})
