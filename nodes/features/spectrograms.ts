/** Spectrograms as convolutional models take them, read from their file block by block. */
import * as Effect from "effect/Effect"
import type { Tensor } from "../../src/dataflow/kind/tensor.ts"
import type { TrainingData } from "../../src/learn/training/data.ts"
import { peakScaled } from "../../src/learn/training/row-sources.ts"
import { pictureBlocks } from "./picture-blocks.ts"

/** Tracks that lie together; a few such blocks are all that is in memory, 64 MiB of 128 × 128 pictures. */
const blockRows = 256

/** Rows [track, mel · frame] with each track's peak as 1 and `floorDb` below it as 0, and the size of a picture. The file stays open in the scope. */
export const spectrograms = Effect.fnUntraced(function*(
  logMel: Tensor<readonly ["track", "mel", "frame"]>,
  floorDb: number
) {
  const { height, width, x: rows } = yield* pictureBlocks(logMel, blockRows)
  const x = peakScaled(rows, floorDb)
  const data: TrainingData = { x, condition: null, presence: null, groups: null, blockRows }
  return { data, height, width }
})
