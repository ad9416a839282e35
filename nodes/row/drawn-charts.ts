/** The charts of a figure that somebody drew, with all files that came of them. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type Files, textsOf } from "../../src/dataflow/kind/files.ts"
import type { DrawnFiles } from "../../src/page/report/captioned.ts"
import type { ChartParts } from "../../src/page/report/figure-files.ts"
import { lookIn } from "../../src/page/report/picture-look.ts"
import { withoutLetters } from "../../src/page/report/svg-letters.ts"

/** A file beside a chart is called like its specification and is none. */
export class NoSpecification extends Schema.TaggedError<NoSpecification>()("NoSpecification", { file: Schema.String }) {
  get hint() {
    return "write the chart's Vega-Lite specification there, as chartFiles of partita/page does, or call the file otherwise"
  }
  override get message() {
    return `"${this.file}" of a figure is no Vega-Lite specification: it holds no JSON object.`
  }
}

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Record(Schema.String, Schema.Json)))

/** The line of a specification that says what to look for. Fails where it is none. */
const lookOf = Effect.fnUntraced(function*(file: string, text: string) {
  const { description } = yield* Effect.mapError(decode(text), () => new NoSpecification({ file }))
  return typeof description === "string" ? description : undefined
})

/** Charts by name, such as "by-cluster"; a file that belongs to no SVG is no chart. */
export const chartsOf = Effect.fnUntraced(function*(figure: Files<"figure">) {
  const pictures = yield* textsOf(figure, ".svg")
  const tables = yield* textsOf(figure, ".csv")
  const specs = yield* textsOf(figure, ".vl.json")
  const paths = new Set((yield* figure.entries).map(({ path }) => path))
  const charts = new Map<string, DrawnFiles>()
  for (const [path, svg] of pictures) {
    const name = path.slice(0, -".svg".length)
    const [csv, spec] = [tables.get(`${name}.csv`), specs.get(`${name}.vl.json`)]
    const files: ChartParts = {
      svg,
      ...(paths.has(`${name}.png`) ? { png: yield* figure.read(`${name}.png`) } : {}),
      ...(csv === undefined ? {} : { csv }),
      ...(spec === undefined ? {} : { "vl.json": spec })
    }
    const { look: written, svg: picture } = lookIn(withoutLetters(svg))
    const look = spec === undefined ? written : yield* lookOf(`${name}.vl.json`, spec)
    charts.set(name, { svg: picture, files, ...(look === undefined ? {} : { look }) })
  }
  return charts as ReadonlyMap<string, DrawnFiles>
})
