/** Pictures of what the convolutional VAE makes of tracks, and of the way between two of them. */
import { chooseExamples } from "../../nodes/embed/choose-examples.ts"
import { decode } from "../../nodes/embed/decode.ts"
import { interpolate } from "../../nodes/embed/interpolate.ts"
import { drawReconstructions } from "../../nodes/report/draw-reconstructions.ts"
import { drawWalk } from "../../nodes/report/draw-walk.ts"
import { reconstructionCaptions, walkCaptions } from "./captions.ts"
import type { SharedSpaces } from "./shared-spaces.ts"
import { floorDb } from "./training.ts"

/** Places them, with their captions; none where there is no sound. */
export function* convFigures({ conv, tracks }: SharedSpaces) {
  if (conv === null) return []
  const { errors, latents, model, view } = conv
  const { points } = yield* chooseExamples({ latents, errors }, { count: 6 })
  const { view: decoded } = yield* decode.as("decode-examples")({ model, points }, { floorDb })
  const examples = yield* drawReconstructions({ tracks, view, points, decoded, errors }, {
    column: "label",
    valueTitle: "share of the peak"
  })
  const way = yield* interpolate({ latents }, { from: null, to: null, steps: 6 })
  const between = yield* decode.as("decode-way")({ model, points: way.points }, { floorDb })
  const walk = yield* drawWalk({ decoded: between.view }, {
    title: "Between two tracks",
    perRow: 6,
    valueTitle: "share of the peak"
  })
  const caption = "From the track farthest from all others to the one farthest from it, in even steps of the latents."
  return [
    { figure: examples.figure, captions: reconstructionCaptions },
    { figure: walk.figure, captions: walkCaptions("interpolation", "Between two tracks", caption) }
  ]
}
