/** Pictures as they are, block by block from their file: what studies train on that scale nothing. */
import * as Effect from "effect/Effect"
import type { Tensor } from "../../src/dataflow/kind/tensor.ts"
import type { TrainingData } from "../../src/learn/training/data.ts"
import { pictureBlocks } from "../features/picture-blocks.ts"

const blockRows = 64 // 20 MiB of 128 × 640 pictures

/** Rows [track, mel · frame] unchanged, and the size of a picture. The file stays open in the scope. */
export const frames = Effect.fnUntraced(function*(pictures: Tensor<readonly ["track", "mel", "frame"]>) {
  const { height, width, x } = yield* pictureBlocks(pictures, blockRows)
  const data: TrainingData = { x, condition: null, presence: null, groups: null, blockRows }
  return { data, height, width }
})
