/** What tracks of each language are like on average, feature by feature. Chart: src/page/chart/mean-heat-map.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { columnOf } from "../../src/learn/metric/test/correlation.ts"
import { meanHeatMap } from "../../src/page/chart/mean-heat-map.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { LabelColumn } from "../row/label-column.ts"
import { Track } from "../row/track.ts"

const meanOf = (values: ReadonlyArray<number>): number => {
  const known = values.filter(Number.isFinite)
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length
}

const perPanel = 20
const mostPanels = 4 // of other features; tables of hundreds are not for looking at

/** Coefficients by number, their means before their variances; then all else. */
const panelsOf = (names: ReadonlyArray<string>) => {
  const kinds = [["MFCC means", /^mfcc\d+_mean$/], ["MFCC variances", /^mfcc\d+_var$/]] as const
  const taken = kinds.map(([name, pattern]) => ({ name, columns: names.filter((each) => pattern.test(each)) }))
  const rest = names.filter((name) => !taken.some(({ columns }) => columns.includes(name)))
  const others = Array.from({ length: Math.min(mostPanels, Math.ceil(rest.length / perPanel)) }, (_, i) => ({
    name: i === 0 ? "Other features" : `Other features, from ${i * perPanel + 1}`,
    columns: rest.slice(i * perPanel, (i + 1) * perPanel)
  }))
  return [...taken, ...others].filter(({ columns }) => columns.length > 0)
}

/** A column as its panel names it. */
const short = (name: string): string => /^mfcc\d+/.exec(name)?.[0].slice(4) ?? name.replaceAll("_", " ")

/**
 * @example
 * ```ts
 * import { drawMeanFeatures } from "partita/nodes/report"
 * function* part({ tracks, features }: Parameters<typeof drawMeanFeatures>[0]) { // features as z-scores
 *   const { figure } = yield* drawMeanFeatures({ tracks, features }, { column: "language" })
 *   return { figure }
 * }
 * ```
 */
export const drawMeanFeatures = /*#__PURE__*/ Node.make("draw-mean-features", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({ column: LabelColumn }),
  /** `features` have mean 0 and variance 1. */
  inputs: { tracks: table(Track), features: vectors("feature") },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { column } }) {
    const { features: { matrix, names }, tracks } = yield* aligned(
      { features: inputs.features, tracks: inputs.tracks },
      { wider: ["tracks"] }
    )
    const members = Map.groupBy(tracks.keys(), (i) => tracks[i]![column] ?? "unknown")
    const groups = [...members.keys()].sort()
    const rowName = (group: string): string => `${group} · ${members.get(group)!.length}`
    const panels = panelsOf(names)
    const cells = panels.flatMap(({ columns, name }) =>
      columns.flatMap((feature) => {
        const values = columnOf(matrix, names.indexOf(feature))
        return groups.map((group) => ({
          group: rowName(group),
          column: short(feature),
          panel: name,
          mean: meanOf(members.get(group)!.map((i) => values[i]!))
        }))
      })
    )
    const spec = meanHeatMap({
      title: `Mean features per ${column}`,
      subtitle: "0 is the mean of all tracks; rows of two groups mirror each other, weighed by their sizes",
      groups: groups.map(rowName),
      panels: panels.map(({ columns, name }) => ({ name, columns: columns.map(short) })),
      cells
    })
    return { figure: yield* saving("figure", () => chartFiles({ "mean-features": spec }, bundledFonts())) }
  })
})
