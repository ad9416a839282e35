/** Charts of a figure artifact as a report shows them. */
import * as Effect from "effect/Effect"
import type { Files } from "../../src/dataflow/kind/files.ts"
import type { ReportFigure } from "../../src/page/report/report-model.ts"
import type { FigureCaptions } from "./captions.ts"

/** Charts of a figure by name, as the report shows them; a chart that was not drawn is left out. */
export const chartsOf = Effect.fnUntraced(function*(
  files: Files<"figure">,
  { charts, id: prefix }: FigureCaptions
) {
  const drawn = new Set((yield* files.entries).map((entry) => entry.path))
  const figures: Array<ReportFigure> = []
  for (const [name, [title, caption]] of Object.entries(charts)) {
    const path = `${name}.svg`
    if (!drawn.has(path)) continue
    const svg = new TextDecoder().decode(yield* files.read(path))
    figures.push({ id: `${prefix}-${name}`, title, caption, svg })
  }
  return figures
})

/** Charts of all figures; `captions` are in the order of `figures`. */
export const chartsOfAll = Effect.fnUntraced(function*(
  figures: ReadonlyArray<Files<"figure">>,
  captions: ReadonlyArray<FigureCaptions>
) {
  return (yield* Effect.forEach(figures, (files, i) => chartsOf(files, captions[i]!))).flat()
})
