/** Drawn charts with their titles and captions, as a report shows them. */
import type { Chapter } from "./chapter.ts"
import type { ReportFigure } from "./report-model.ts"

/** Charts of one figure: title and caption by file name. */
export interface Captions {
  readonly id: string
  readonly chapter?: Chapter
  readonly charts: Readonly<Record<string, readonly [string, string]>>
}

/** Charts of a figure in the order of its captions; one that was not drawn is left out. `drawn` holds SVG by file name. */
export const captioned = (
  drawn: ReadonlyMap<string, string>,
  { chapter, charts, id: prefix }: Captions
): ReadonlyArray<ReportFigure> =>
  Object.entries(charts).flatMap(([name, [title, caption]]) => {
    const svg = drawn.get(`${name}.svg`)
    return svg === undefined
      ? []
      : [{ id: `${prefix}-${name}`, title, caption, svg, ...(chapter === undefined ? {} : { chapter }) }]
  })
