/** Pictures block by block from their file, in which they may be more than memory holds. */
import * as Effect from "effect/Effect"
import { ArtifactError } from "../../src/dataflow/kind/artifact.ts"
import type { Tensor } from "../../src/dataflow/kind/tensor.ts"
import { TensorFile } from "../../src/format/npy-file.ts"
import { blockwise } from "../../src/learn/training/blockwise.ts"

/** Rows [track, mel · frame], and the size of a picture. The file stays open in the scope. */
export const pictureBlocks = Effect.fnUntraced(function*(
  pictures: Tensor<readonly ["track", "mel", "frame"]>,
  blockRows: number
) {
  const { path } = yield* pictures.file
  const file = yield* Effect.acquireRelease(
    Effect.try({
      try: () => TensorFile.open(path),
      catch: (cause) => new ArtifactError({ kind: "tensor", doing: "open", cause })
    }),
    (opened) => Effect.sync(() => opened.close())
  )
  const [, height = 0, width = 0] = file.shape
  return { x: blockwise(file, blockRows), height, width }
})
