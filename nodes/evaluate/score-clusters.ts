/**
 * Scores of one clustering, each beside its permutation null, tracks of noise as clusters of their own. Maths:
 * src/learn/metric/clustering/, one file a metric (silhouette.ts). Labels enter here and only here.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { externalMetrics, internalMetrics } from "../../src/learn/metric/clustering/clustering-metrics.ts"
import { internalNull } from "../../src/learn/metric/clustering/internal-null.ts"
import { coverageOf, noiseAsSingletons } from "../../src/learn/metric/clustering/noise.ts"
import { agreementErrors, silhouetteErrors } from "../../src/learn/metric/clustering/score-errors.ts"
import { type Halves, halvesWithin } from "../../src/learn/metric/resampling/group-halves.ts"
import { errorInterval } from "../../src/learn/metric/resampling/half-sample.ts"
import type { Null } from "../../src/learn/metric/resampling/null.ts"
import { permutationNull } from "../../src/learn/metric/resampling/permutation-null.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { Assignment } from "../row/assignment.ts"
import { coverageSentence } from "../row/coverage.ts"
import { halvesOf, Halving } from "../row/halving.ts"
import { labelColumns } from "../row/label-column.ts"
import type { Score } from "../row/score.ts"
import { Score as ScoreRow } from "../row/score.ts"
import { Track } from "../row/track.ts"

/** What two methods can be compared by: separation in the space both started from, and agreement with labels. */
const headlines = new Set(["silhouette (features)", "ARI (label)", "ARI (language)"])

interface Work {
  readonly space: string
  readonly halves: Halves
  readonly level: number
  readonly permutations: number
  readonly random: Random
}

const intervalOf = (value: number, errors: Float64Array | null, level: number) => {
  if (errors === null) return { valueLow: null, valueHigh: null, errors }
  const { high, low } = errorInterval(value, errors, { level, most: 1 })
  return { valueLow: low, valueHigh: high, errors: [...errors] }
}

const scoreOf = (
  { level, space }: Work,
  score: Pick<Score, "metric" | "against" | "better" | "isExternal" | "value">,
  { chance, errors }: { readonly chance: Null; readonly errors: Float64Array | null }
): Score => ({
  space,
  ...score,
  ...intervalOf(score.value, errors, level),
  nullMean: chance.mean,
  nullLow: chance.low,
  nullHigh: chance.high,
  p: chance.p
})

/** Of clusters with noise only the silhouette: clusters of one track have no spread. */
const internalScores = (work: Work, against: string, x: Matrix, found: Int32Array): ReadonlyArray<Score> => {
  const labels = noiseAsSingletons(found)
  const clusters = new Set(labels).size
  if (clusters < 2 || clusters >= x.rows) return [] // undefined: said in the report by their absence
  const hasNoise = found.includes(-1)
  return internalMetrics.filter(({ metric }) => metric === "silhouette" || !hasNoise).map(
    ({ better, measure, metric, name }) => {
      const random = work.random.fork(`${metric} ${against}`)
      const chance = internalNull(metric, x, labels, { permutations: work.permutations, random })
      const errors = metric === "silhouette" ? silhouetteErrors(x, labels, work.halves) : null
      return scoreOf(work, { metric: name, against, better, isExternal: false, value: measure(x, labels) }, {
        chance,
        errors
      })
    }
  )
}

/** Scores against one label column, over the tracks that carry one. */
const externalScores = (
  work: Work,
  column: string,
  truth: ReadonlyArray<string | null>,
  labels: Int32Array
): ReadonlyArray<Score> => {
  const labelled = truth.flatMap((label, i) => label === null ? [] : [i])
  const names = [...new Set(labelled.map((i) => truth[i]!))].sort()
  if (names.length < 2) return []
  const truths = labelled.map((i) => names.indexOf(truth[i]!))
  const found = noiseAsSingletons(Int32Array.from(labelled, (i) => labels[i]!))
  const halves = halvesWithin(work.halves, labelled)
  return Object.entries(externalMetrics).map(([metric, measure]) => {
    const random = work.random.fork(`${metric} ${column}`)
    const { permutations } = work
    const chance = permutationNull((each) => measure(truths, each), found, { permutations, better: "higher", random })
    const value = measure(truths, found)
    const errors = agreementErrors(measure, { truths, found }, halves)
    return scoreOf(work, { metric, against: column, better: "higher", isExternal: true, value }, { chance, errors })
  })
}

/**
 * @example
 * ```ts
 * import { scoreClusters } from "partita/nodes/evaluate"
 * function* part({ vectors, features, assignments, tracks }: Parameters<typeof scoreClusters>[0]) {
 *   const { scores } = yield* scoreClusters({ vectors, features, assignments, tracks }, {
 *     space: "two principal components", permutations: 500,
 *     level: 0.95, resamples: 400, groups: "group, else artist", fewestGroups: 10, halves: 1
 *   })
 *   return { scores }
 * }
 * ```
 */
export const scoreClusters = /*#__PURE__*/ Node.make("score-clusters", {
  labels: "evaluates",
  seeded: true,
  params: Schema.Struct({
    /** What the clustered space is called in tables. */
    space: Schema.NonEmptyString,
    /** Draws of each null. */
    permutations: Param.positiveInt,
    ...Halving
  }),
  inputs: {
    vectors: vectors<string>("vector"),
    features: vectors("feature"),
    assignments: table(Assignment),
    tracks: table(Track)
  },
  outputs: { scores: table(ScoreRow) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const all = yield* inputs.tracks.rows
    const { assignments, features, tracks, vectors: own } = yield* aligned({
      vectors: inputs.vectors,
      features: inputs.features,
      assignments: inputs.assignments,
      tracks: all
    }, { wider: ["tracks"] })
    const labels = Int32Array.from(assignments, ({ cluster }) => cluster)
    if (coverageOf(labels).clusters === 0) { // as clusters of their own they would have a purity of 1
      report.summary(`no metric is defined: ${coverageSentence(labels)}`)
      return { scores: [] }
    }
    const work: Work = { ...params, halves: halvesOf(all, own.ids, params), random: new Random(seed) }
    const scores = [
      ...internalScores(work, "own space", own.matrix, labels),
      ...internalScores(work, "features", features.matrix, labels),
      ...labelColumns.flatMap((column) => externalScores(work, column, tracks.map((track) => track[column]), labels))
    ]
    for (const { against, better, metric, nullMean, value } of scores) {
      if (Number.isFinite(value) && Number.isFinite(nullMean)) {
        const name = `${metric} (${against})`
        report.metric(name, { value, better, baseline: nullMean, isHeadline: headlines.has(name) })
      }
    }
    const shown = scores.find((score) => score.metric === "ARI") ?? scores[0]
    report.summary(shown === undefined ? "no metric is defined" : `${shown.metric} ${shown.value.toFixed(3)}`)
    return { scores }
  })
})
