/** Pictures as they are, block by block from their file: what studies train on that scale nothing. */
import * as Effect from "effect/Effect"
import { ArtifactError } from "../../src/engine/artifact.ts"
import type { Tensor } from "../../src/engine/kind/tensor.ts"
import { TensorFile } from "../../src/store/tensor-file.ts"
import { blockwise } from "../../src/training/blockwise.ts"
import type { TrainingData } from "../../src/training/data.ts"

const blockRows = 64 // 20 MiB of 128 × 640 pictures

/** Rows [track, mel · frame] unchanged, and the size of a picture. The file stays open in the scope. */
export const frames = Effect.fnUntraced(function*(pictures: Tensor<readonly ["track", "mel", "frame"]>) {
  const { path } = yield* pictures.file
  const file = yield* Effect.acquireRelease(
    Effect.try({
      try: () => TensorFile.open(path),
      catch: (cause) => new ArtifactError({ kind: "tensor", doing: "open", cause })
    }),
    (opened) => Effect.sync(() => opened.close())
  )
  const [, height = 0, width = 0] = file.shape
  const x = blockwise(file, blockRows)
  const data: TrainingData = { x, condition: null, presence: null, groups: null, blockRows }
  return { data, height, width }
})
