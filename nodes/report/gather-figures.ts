/** Puts the charts of many figures into one flat folder, named after what they show. Names: nodes/row/gathered-figure.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { areDistinct, GatheredFigure, gatheredName } from "../row/gathered-figure.ts"

/** There are not as many names as figures. */
export class FiguresWithoutNames extends Schema.TaggedError<FiguresWithoutNames>()("FiguresWithoutNames", {
  figures: Schema.Int,
  names: Schema.Int
}) {
  override get message() {
    return `${this.figures} figures came with ${this.names} names.`
  }
}

/** A figure holds a chart that was not announced, so no plan could tell its file. */
export class UnknownChart extends Schema.TaggedError<UnknownChart>()("UnknownChart", {
  figure: Schema.String,
  chart: Schema.String,
  charts: Schema.Array(Schema.String)
}) {
  get hint() {
    return `its charts are said to be: ${this.charts.join(", ")}`
  }
  override get message() {
    return `Figure "${this.figure}" holds a chart "${this.chart}" that is not among those named.`
  }
}

const partOfChart = /^(.+?)\.(svg|png|csv|vl\.json)$/

/**
 * @example
 * ```ts
 * import { gatherFigures } from "partita/nodes/report"
 * function* part(wires: Parameters<typeof gatherFigures>[0]) { // figures
 *   const gathered = yield* gatherFigures(wires, {
 *     names: [{ name: "tsne-vae", charts: ["by-cluster", "by-label"] }, { name: "training-vae", charts: ["losses"] }]
 *   })
 *   return { figures: gathered.figures } // tsne-vae-by-cluster.svg, tsne-vae-by-label.svg, training-vae.svg and as PNG, CSV and specification
 * }
 * ```
 */
export const gatherFigures = /*#__PURE__*/ Node.make("gather-figures", {
  labels: "evaluates",
  params: Schema.Struct({
    /** For each of `figures`, in the same order. */
    names: Schema.Array(GatheredFigure).check(Schema.makeFilter(areDistinct))
  }),
  inputs: { figures: many(figure) },
  outputs: { figures: figure },
  run: Effect.fnUntraced(function*({ inputs, params: { names }, report }) {
    if (names.length !== inputs.figures.length) {
      return yield* new FiguresWithoutNames({ figures: inputs.figures.length, names: names.length })
    }
    const files: Record<string, Uint8Array> = {}
    for (const [i, drawn] of inputs.figures.entries()) {
      const named = names[i]!
      for (const { path } of yield* drawn.entries) {
        const [, chart, extension] = partOfChart.exec(path) ?? []
        if (chart === undefined) continue
        if (!named.charts.includes(chart)) {
          return yield* new UnknownChart({ figure: named.name, chart, charts: named.charts })
        }
        files[`${gatheredName(named, chart)}.${extension}`] = yield* drawn.read(path)
      }
    }
    const charts = Object.keys(files).filter((name) => name.endsWith(".svg")).length
    report.summary(`${charts} charts of ${names.length} figures`)
    return { figures: files }
  })
})
