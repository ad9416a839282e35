/** Draws loudness over time, one line a file. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { figure, Node, table } from "partita"
import { renderSvg } from "partita/page"
import { Frame } from "./loudness.ts"

export const drawLoudness = Node.make("draw-loudness", {
  params: Schema.Struct({ title: Schema.String }),
  inputs: { frames: table(Frame) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params }) {
    const values = yield* inputs.frames.rows
    const chart = {
      title: params.title,
      width: 480,
      height: 200,
      data: { values },
      mark: "line",
      encoding: {
        x: { field: "atSec", type: "quantitative", title: "seconds" },
        y: { field: "levelDb", type: "quantitative", title: "dB", scale: { zero: false } },
        color: { field: "file", type: "nominal", title: null }
      }
    }
    return { figure: { "loudness.svg": yield* Effect.promise(() => renderSvg(chart)) } }
  })
})
