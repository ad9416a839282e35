/** Scores one run of one method as rows for rank-methods.ts. Maths: src/learn/metric/clustering/score-clustering.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { coverageOf } from "../../src/learn/metric/clustering/noise.ts"
import { scoreClustering, type ScoreLine } from "../../src/learn/metric/clustering/score-clustering.ts"
import { type Matrix, row } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { Assignment } from "../row/assignment.ts"
import { coverageSentence } from "../row/coverage.ts"
import { halvesOf, Halving } from "../row/halving.ts"
import { labelColumns } from "../row/label-column.ts"
import { MethodScore } from "../row/method-score.ts"
import { Track } from "../row/track.ts"

const Params = Schema.Struct({
  /** What the clusterer is called in tables. */
  method: Schema.NonEmptyString,
  /** What the clustered space is called in tables. */
  space: Schema.NonEmptyString,
  /** Which repetition this is; methods are compared over equal numbers. */
  run: Param.count,
  /** Draws of each null. */
  permutations: Param.positiveInt,
  ...Halving
})

const numbersOf = ({ estimate, reason }: ScoreLine) => ({
  value: estimate?.value ?? null,
  low: estimate?.interval?.low ?? null,
  high: estimate?.interval?.high ?? null,
  errors: estimate === null || estimate.errors === null ? null : [...estimate.errors],
  nullMean: estimate?.chance.mean ?? null,
  nullLow: estimate?.chance.low ?? null,
  nullHigh: estimate?.chance.high ?? null,
  p: estimate?.chance.p ?? null,
  reason
})

/** Whether two tracks that have lyrics differ in them; those without lie at zero. */
const tellsApart = (lyrics: Matrix): boolean => {
  const sung = Array.from({ length: lyrics.rows }, (_, i) => row(lyrics, i)).filter((own) => own.some((v) => v !== 0))
  return sung.some((own) => own.some((value, j) => value !== sung[0]![j]))
}

/** Tracks of noise counted as clusters of their own have a purity of 1, so a clustering of none is not scored at all. */
const unlessAllNoise = (line: ScoreLine, labels: Int32Array): ScoreLine => {
  const { clusters, tracks } = coverageOf(labels)
  return clusters > 0 ? line : { ...line, estimate: null, reason: `no clusters: all ${tracks} tracks are noise` }
}

/**
 * @example
 * ```ts
 * import { scoreMethod } from "partita/nodes/evaluate"
 * function* part({ vectors, common, assignments, tracks }: Parameters<typeof scoreMethod>[0]) {
 *   const { scores } = yield* scoreMethod({ vectors, common, assignments, tracks }, {
 *     method: "K-Means", space: "PCA", run: 0, permutations: 200,
 *     level: 0.95, resamples: 400, groups: "group, else artist", fewestGroups: 10, halves: 1
 *   })
 *   return { scores }
 * }
 * ```
 */
export const scoreMethod = /*#__PURE__*/ Node.make("score-method", {
  labels: "evaluates",
  seeded: true,
  params: Params,
  inputs: {
    /** The space that was clustered. */
    vectors: vectors<string>("vector"),
    /** The space all methods are compared in. */
    common: vectors<string>("vector"),
    assignments: table(Assignment),
    tracks: table(Track),
    /** The lyrics in the space, if any: where no two tracks differ in them, it is audio alone and gets no scores. */
    lyrics: many(vectors("lyrics feature"))
  },
  outputs: { scores: table(MethodScore) },
  run: Effect.fnUntraced(function*({ inputs, isLabelConditioned, params, report, seed }) {
    const { level, method, permutations, run, space } = params
    const lyrics = yield* Effect.forEach(inputs.lyrics, (each) => each.load)
    if (lyrics.length > 0 && !lyrics.some(({ matrix }) => tellsApart(matrix))) {
      report.summary("no scores: no two tracks differ in their lyrics")
      return { scores: [] }
    }
    const all = yield* inputs.tracks.rows
    const { assignments, common, tracks: said, vectors: own } = yield* aligned({
      vectors: inputs.vectors,
      common: inputs.common,
      assignments: inputs.assignments,
      tracks: all
    }, { wider: ["tracks"] })
    const labels = Int32Array.from(assignments, ({ cluster }) => cluster)
    const lines = scoreClustering({
      labels,
      spaces: [{ name: "own space", matrix: own.matrix }, { name: "common space", matrix: common.matrix }],
      truths: labelColumns.map((name) => ({ name, labels: said.map((track) => track[name]) }))
    }, { permutations, halves: halvesOf(all, own.ids, params), level, random: new Random(seed) }).map((line) =>
      unlessAllNoise(line, labels)
    )
    const { clusters, share, tracks } = coverageOf(labels)
    report.summary(coverageSentence(labels))
    for (const { against, better, estimate, metric, noise } of lines) {
      if (estimate === null || !Number.isFinite(estimate.chance.mean)) continue
      const name = `${metric} (${against}${noise === "none" ? "" : `, noise ${noise}`})`
      report.metric(name, { value: estimate.value, better, baseline: estimate.chance.mean })
    }
    return {
      scores: lines.map((line): MethodScore => {
        const { against, better, isExternal, metric, noise } = line
        return {
          method,
          space,
          run,
          isLabelConditioned,
          tracks,
          clusters,
          coverage: share,
          noise,
          metric,
          against,
          isExternal,
          better,
          ...numbersOf(line)
        }
      })
    }
  })
})
