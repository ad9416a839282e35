/** Draws loudness over time, one line a file: as SVG and PNG, with its numbers as CSV. */
import { figure, Node, Schema, table } from "partita"
import { chartFiles } from "partita/page"
import { bundledFonts } from "partita/rows"
import { Frame } from "./loudness.ts"

export const drawLoudness = Node.fn({
  params: { title: Schema.String },
  inputs: { frames: table(Frame) },
  outputs: { figure },
  run: async ({ inputs, params }) => {
    const loudness = {
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
    }
    return { figure: await chartFiles({ loudness }, bundledFonts()) }
  }
})
