/** How charts are called once the figures of many steps lie in one folder. */
import * as Schema from "effect/Schema"
import { ChapterName } from "./section.ts"

/**
 * One figure among several: what it is called among them, and the charts it may hold by file name. Both are stated, so
 * that a plan tells all file names and no name depends on what was drawn.
 */
export const GatheredFigure = Schema.Struct({
  name: Schema.NonEmptyString,
  charts: Schema.Array(Schema.NonEmptyString).check(Schema.isMinLength(1))
})
export type GatheredFigure = typeof GatheredFigure.Type

/** The name of a chart without extension: the only chart of a figure is called like the figure. */
export const gatheredName = ({ charts, name }: GatheredFigure, chart: string): string =>
  charts.length === 1 ? name : `${name}-${chart}`

const spoken = ({ name }: GatheredFigure, chart: string): string => `chart "${chart}" of "${name}"`

/** True, or which two charts would get the same name. */
export const areDistinct = (figures: ReadonlyArray<GatheredFigure>): true | string => {
  const taken = new Map<string, string>()
  for (const figure of figures) {
    for (const chart of figure.charts) {
      const name = gatheredName(figure, chart)
      const other = taken.get(name)
      if (other !== undefined) return `${other} and ${spoken(figure, chart)} would both be "${name}"`
      taken.set(name, spoken(figure, chart))
    }
  }
  return true
}

/** What a report says of one of them; charts of a `fold` are folded away under its name. */
export const ShownChart = Schema.Struct({
  name: Schema.NonEmptyString,
  title: Schema.String,
  caption: Schema.String,
  chapter: Schema.optionalKey(ChapterName),
  fold: Schema.optionalKey(Schema.NonEmptyString)
})
export type ShownChart = typeof ShownChart.Type
