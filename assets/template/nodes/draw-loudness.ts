/** Draws loudness over time, one line a file. */
import { figure, Node, Schema, table } from "partita"
import { renderSvg } from "partita/page"
import { Frame } from "./loudness.ts"

export const drawLoudness = Node.fn({
  params: { title: Schema.String },
  inputs: { frames: table(Frame) },
  outputs: { figure },
  run: async ({ inputs, params }) => {
    const svg = await renderSvg({
      title: params.title,
      width: 480,
      height: 200,
      data: { values: inputs.frames },
      mark: "line",
      encoding: {
        x: { field: "atSec", type: "quantitative", title: "seconds" },
        y: { field: "levelDb", type: "quantitative", title: "dB", scale: { zero: false } },
        color: { field: "file", type: "nominal", title: null }
      }
    })
    return { figure: { "loudness.svg": svg } }
  }
})
