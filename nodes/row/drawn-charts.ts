/** The charts of a figure that somebody drew, with all files that came of them. */
import * as Effect from "effect/Effect"
import type { Files } from "../../src/dataflow/kind/files.ts"
import type { DrawnFiles } from "../../src/page/report/captioned.ts"
import { type ChartParts, figureEndings } from "../../src/page/report/figure-files.ts"
import { withoutLetters } from "../../src/page/report/svg-letters.ts"

/** Charts by name, such as "by-cluster"; a file that belongs to no SVG is no chart. */
export const chartsOf = Effect.fnUntraced(function*(figure: Files<"figure">) {
  const paths = new Set((yield* figure.entries).map(({ path }) => path))
  const charts = new Map<string, DrawnFiles>()
  for (const path of paths) {
    if (!path.endsWith(".svg")) continue
    const name = path.slice(0, -".svg".length)
    const files: { -readonly [ending in keyof ChartParts]: ChartParts[ending] } = {}
    for (const ending of figureEndings) {
      if (!paths.has(`${name}.${ending}`)) continue
      const bytes = yield* figure.read(`${name}.${ending}`)
      if (ending === "png") files.png = bytes
      else files[ending] = new TextDecoder().decode(bytes)
    }
    charts.set(name, { svg: withoutLetters(files.svg ?? ""), files })
  }
  return charts as ReadonlyMap<string, DrawnFiles>
})
