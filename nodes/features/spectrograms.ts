/** Spectrograms as convolutional models take them. */
import * as Effect from "effect/Effect"
import type { Tensor } from "../../src/engine/kind/tensor.ts"
import { rowsOf } from "../../src/training/data.ts"
import type { TrainingData } from "../../src/training/data.ts"
import { unitScaled } from "../../src/training/row-sources.ts"

/** Rows [track, mel · frame] with `floorDb` … 0 dB as 0 … 1, and the height and width of a picture. */
export const spectrograms = Effect.fnUntraced(function*(
  logMel: Tensor<readonly ["track", "mel", "frame"]>,
  floorDb: number
) {
  const { data, shape } = yield* logMel.load
  const [rows, height, width] = shape as readonly [number, number, number]
  const x = rowsOf({ rows, cols: height * width, data: data as Float32Array })
  const rest: TrainingData = {
    x: unitScaled(x, floorDb),
    condition: null,
    presence: null,
    groups: null,
    blockRows: null
  }
  return { data: rest, height, width }
})
