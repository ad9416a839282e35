/** Files of pictures of what the convolutional VAE makes of tracks, and of the way between two of them, for papers. */
import { chooseExamples } from "../../nodes/embed/choose-examples.ts"
import { decode } from "../../nodes/embed/decode.ts"
import { drawReconstructions } from "../../nodes/report/draw-reconstructions.ts"
import { drawWalk } from "../../nodes/report/draw-walk.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import type { heardModel } from "./heard-model.ts"
import type { SharedSpaces } from "./shared-spaces.ts"
import { floorDb } from "./training.ts"

/** Places them: the report shows the same pictures with their sound. None where there is no sound. */
export function* convFigures({ conv, tracks }: SharedSpaces, { way }: PartsOf<typeof heardModel>) {
  if (conv === null || way === null) return
  const { errors, latents, model, view } = conv
  const { points } = yield* chooseExamples({ latents, errors }, { count: 6 })
  const { view: decoded } = yield* decode.as("decode-examples")({ model, points }, { floorDb })
  yield* drawReconstructions({ tracks, view, points, decoded, errors }, {
    column: "label",
    valueTitle: "share of the peak"
  })
  yield* drawWalk({ decoded: way }, { title: "Between two tracks", perRow: 6, valueTitle: "share of the peak" })
}
