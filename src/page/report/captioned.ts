/** Drawn charts with their titles and captions, as a report shows them. */
import type { Chapter } from "./chapter.ts"
import type { ChartParts } from "./figure-files.ts"
import type { ReportFigure } from "./report-model.ts"

/** A drawn chart: the picture as a page shows it, and its files. */
export interface DrawnFiles {
  readonly svg: string
  readonly files: ChartParts
  /** What to look for in it, written from its data. */
  readonly look?: string
}

/** What to look for first, then what is said of all such charts. */
export const captionOf = ({ look }: Pick<DrawnFiles, "look">, caption: string): string =>
  look === undefined ? caption : `${look} ${caption}`

/** Charts of one figure: title and caption by name. */
export interface Captions {
  readonly id: string
  readonly chapter?: Chapter
  readonly charts: Readonly<Record<string, readonly [string, string]>>
}

/** Charts of a figure in the order of its captions; one that was not drawn is left out. */
export const captioned = (
  drawn: ReadonlyMap<string, DrawnFiles>,
  { chapter, charts, id: prefix }: Captions
): ReadonlyArray<ReportFigure> =>
  Object.entries(charts).flatMap(([name, [title, caption]]) => {
    const found = drawn.get(name)
    if (found === undefined) return []
    const { files, svg } = found
    const figure = { id: `${prefix}-${name}`, title, caption: captionOf(found, caption), svg, files }
    return [chapter === undefined ? figure : { ...figure, chapter }]
  })
