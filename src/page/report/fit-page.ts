/** Keeps a page within its size: what its files beside it hold too goes first, and of the sound the least telling. */
import { visibleJson } from "../../format/visible.ts"
import { entryOf, packed } from "./figure-data.ts"
import { fitPreviews } from "./fit-previews.ts"
import type { ReportFigure, ReportModel } from "./report-model.ts"

/** What a page weighs at most. Units: bytes. */
export const pageBytes = 6_000_000

const carried = (figure: ReportFigure): number => packed(visibleJson(entryOf(figure))).length

/** The figures with the data of the largest ones linked, as many as weigh `excess` bytes. */
const linked = (figures: ReadonlyArray<ReportFigure>, excess: number): ReadonlyArray<ReportFigure> => {
  const sizes = new Map(
    figures.filter(({ files, isLinked }) => files !== undefined && isLinked !== true)
      .map((figure) => [figure, carried(figure)])
  )
  const chosen = new Set<ReportFigure>()
  let saved = 0
  for (const [figure, size] of [...sizes].toSorted(([, a], [, b]) => b - a)) {
    if (saved >= excess) break
    saved += size
    chosen.add(figure)
  }
  return figures.map((figure) => chosen.has(figure) ? { ...figure, isLinked: true } : figure)
}

type Lighter = (model: ReportModel, excess: number) => ReportModel

const steps: ReadonlyArray<Lighter> = [
  (model, excess) => ({ ...model, figures: linked(model.figures, excess) }),
  (model) => ({ ...model, figures: linked(model.figures, Infinity) }), // apart they pack worse than together
  (model, excess) => ({ ...model, points: fitPreviews(model.points, model.clusters, excess) })
]

/** The page as `render` writes it, of as much of the model as fits; one that is too large without all that stays so. */
export const fitPage = <Page extends { readonly html: string }>(
  model: ReportModel,
  render: (model: ReportModel) => Page
): Page => {
  let [fitted, page] = [model, render(model)]
  for (const lighter of steps) {
    const excess = Buffer.byteLength(page.html) - pageBytes
    if (excess <= 0) break
    fitted = lighter(fitted, excess)
    page = render(fitted)
  }
  return page
}
