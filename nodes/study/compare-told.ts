/**
 * What a label tells a conditional model: its errors and the clusters of its latents when it is told each track's own label,
 * and when it is told something else. Tellings: nodes/features/one-hot.ts. Chart: src/page/chart/dot-panels.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { type VectorData, vectors } from "../../src/dataflow/kind/vectors.ts"
import { adjustedRand } from "../../src/learn/metric/clustering/adjusted-rand.ts"
import { row } from "../../src/math/matrix.ts"
import { quantile } from "../../src/math/quantile.ts"
import { dotPanels } from "../../src/page/chart/dot-panels.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { Assignment } from "../row/assignment.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { LabelColumn } from "../row/label-column.ts"
import { placesByLabel } from "../row/places-by-label.ts"
import { ToldRow } from "../row/told-row.ts"
import { TrackError } from "../row/track-error.ts"
import { Track } from "../row/track.ts"

/** One telling, opened: all in the order of the tracks. */
interface Told {
  readonly telling: string
  readonly errors: Float64Array
  readonly clusters: Int32Array
  /** The class each track was said to be of, -1 where it was told no single one. */
  readonly said: Int32Array
}

const median = (values: ReadonlyArray<number>): number => quantile(values.toSorted((a, b) => a - b), 0.5)

const saidBy = (condition: VectorData): Int32Array =>
  Int32Array.from({ length: condition.ids.length }, (_, i) => row(condition.matrix, i).indexOf(1))

/** Labels as numbers, -1 for none. */
const numbered = (labels: ReadonlyArray<string | null>): Int32Array => {
  const known = [...new Set(labels)].filter((label) => label !== null)
  return Int32Array.from(labels, (label) => label === null ? -1 : known.indexOf(label))
}

const ratiosOf = (told: Told, first: Told): ReadonlyArray<number> =>
  Array.from(told.errors, (error, i) => error / Math.max(first.errors[i]!, Number.MIN_VALUE))

const rowOf = (told: Told, first: Told, labels: Int32Array): ToldRow => ({
  telling: told.telling,
  tracks: told.errors.length,
  medianError: median(Array.from(told.errors)),
  ratio: median(ratiosOf(told, first)),
  worse: told.errors.filter((error, i) => error > first.errors[i]!).length / told.errors.length,
  ariOwn: adjustedRand(labels, told.clusters),
  ariTold: new Set(told.said).size < 2 ? null : adjustedRand(told.said, told.clusters),
  ariFirst: adjustedRand(first.clusters, told.clusters)
})

const chartOf = (
  rows: ReadonlyArray<ToldRow>,
  told: ReadonlyArray<Told>,
  { labelName, labels }: { readonly labelName: string; readonly labels: ReturnType<typeof placesByLabel> }
) => {
  const first = told[0]!
  const errors = told.slice(1).flatMap((each) => {
    const ratios = ratiosOf(each, first)
    return labels.map(([label, places]) => ({
      row: label,
      group: each.telling,
      value: median(places.map((i) => ratios[i]!))
    }))
  })
  const ways = {
    ariOwn: `its own ${labelName}`,
    ariTold: `the ${labelName} told`,
    ariFirst: `clusters when ${first.telling}`
  }
  const agreement = rows.flatMap((each) =>
    (Object.keys(ways) as ReadonlyArray<keyof typeof ways>).flatMap((way) => {
      const value = each[way]
      return value === null || way === "ariFirst" && each.telling === first.telling
        ? []
        : [{ row: ways[way], group: each.telling, value }]
    })
  )
  const last = rows.at(-1)!
  return dotPanels({
    title: `What the ${labelName} tells the model`,
    subtitle: `${last.telling}: ${(100 * last.worse).toFixed(0)} % of ${last.tracks} tracks are reconstructed worse, ` +
      `the median error is ${last.ratio.toFixed(2)} times as high`,
    panels: [
      {
        title: `Error by ${labelName}`,
        axis: `median, as a multiple of that when ${first.telling}`,
        rows: labels.map(([label]) => label),
        points: errors,
        reference: 1
      },
      {
        title: "What the clusters agree with",
        axis: "adjusted Rand index",
        rows: Object.values(ways),
        points: agreement,
        reference: 0
      }
    ],
    groups: told.map(({ telling }) => telling)
  })
}

/**
 * @example
 * ```ts
 * import { compareTold } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof compareTold>[0]) { // tracks; of each telling errors, assignments, conditions
 *   const { told, figure } = yield* compareTold(wires, {
 *     column: "label", labelName: "genre", tellings: ["told the truth", "told another"]
 *   })
 *   return { told, figure }
 * }
 * ```
 */
export const compareTold = /*#__PURE__*/ Node.make("compare-told", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({
    column: LabelColumn,
    /** What a label is called, such as "genre". */
    labelName: Schema.NonEmptyString,
    /** What each telling is called, the first being the truth; in the order of the inputs. */
    tellings: Schema.Array(Schema.NonEmptyString).check(Schema.isMinLength(2))
  }),
  inputs: {
    tracks: table(Track),
    errors: many(table(TrackError)),
    assignments: many(table(Assignment)),
    conditions: many(vectors("condition"))
  },
  outputs: { told: table(ToldRow), figure },
  run: Effect.fnUntraced(function*({ inputs, params: { column, labelName, tellings }, report }) {
    const tracks = yield* inputs.tracks.rows
    const told = yield* Effect.forEach(tellings, (telling, i) =>
      Effect.map(
        aligned({
          tracks,
          errors: inputs.errors[i]!,
          assignments: inputs.assignments[i]!,
          condition: inputs.conditions[i]!
        }),
        ({ assignments, condition, errors }): Told => ({
          telling,
          errors: Float64Array.from(errors, ({ error }) => error),
          clusters: Int32Array.from(assignments, ({ cluster }) => cluster),
          said: saidBy(condition)
        })
      ))
    const labels = numbered(tracks.map((track) => track[column]))
    const rows = told.map((each) => rowOf(each, told[0]!, labels))
    report.summary(rows.slice(1).map(({ ratio, telling }) => `${telling}: error × ${ratio.toFixed(2)}`).join(", "))
    const chart = chartOf(rows, told, { labelName, labels: placesByLabel(tracks, column) })
    return { told: rows, figure: yield* saving("figure", () => chartFiles({ told: chart }, bundledFonts())) }
  })
})
