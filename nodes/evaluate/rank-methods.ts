/** Puts the scores of many methods and runs into one table, in order, and tests their differences. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { bootstrap } from "../../src/learn/metric/resampling/bootstrap.ts"
import { compareMethods } from "../../src/learn/metric/test/compare-methods.ts"
import { type RankedMethod, rankMethods as rank } from "../../src/learn/metric/test/rank-methods.ts"
import { Random } from "../../src/math/random.ts"
import { LabelColumn, ScoredAgainst } from "../row/label-column.ts"
import { MethodScore } from "../row/method-score.ts"
import { ComparisonRow, RankedRow } from "../row/ranking.ts"

/** Scores that cannot stand in one table. */
export class CannotRank extends Schema.TaggedError<CannotRank>()("CannotRank", { problem: Schema.String }) {
  get hint() {
    return "score-method: give each method and space its own names and number its runs 0, 1, …"
  }
  override get message() {
    return `The methods cannot be ranked: ${this.problem}.`
  }
}

const Params = Schema.Struct({
  /** The metric that ranks, and the space or label column it is against, as score-method names them. */
  metric: Schema.Literals(["silhouette", "Calinski–Harabasz", "Davies–Bouldin", "ARI", "NMI", "AMI", "purity"]),
  against: ScoredAgainst,
  /** Label column of the agreement shown beside. */
  shown: LabelColumn,
  /** Draws of the sign-flip test, where runs are too many to try all signs. */
  permutations: Param.positiveInt,
  /** Share of draws within an interval, such as 0.95. */
  level: Param.properShare,
  /** Draws of each interval over runs. */
  resamples: Param.positiveInt
})

const nameOf = ({ method, space }: Pick<MethodScore, "method" | "space">): string => `${method}, ${space}`

const meanOf = (values: ReadonlyArray<number | null>): number | null =>
  values.length === 0 || values.includes(null) ? null : values.reduce<number>((sum, v) => sum + v!, 0) / values.length

/** What there is instead of two clusters, or null. */
const whyNoClusters = ({ clusters, coverage, tracks }: MethodScore): string | null => {
  if (clusters > 1) return null
  const noise = Math.round(tracks * (1 - coverage))
  if (clusters === 0) return `no clusters: all ${tracks} tracks are noise`
  return noise === 0
    ? `no clusters: all ${tracks} tracks are in one`
    : `no clusters: ${tracks - noise} tracks are in one, the other ${noise} are noise`
}

/** Fewer than two clusters are no result: every number about them is one about the tracks, or about chance. */
const unlessNoClusters = (score: MethodScore): MethodScore => {
  const reason = whyNoClusters(score)
  return reason === null ? score : {
    ...score,
    value: null,
    low: null,
    high: null,
    nullMean: null,
    nullLow: null,
    nullHigh: null,
    p: null,
    reason
  }
}

/** One row: `own` are the method's scores that count every track. */
const rowOf = (
  ranked: RankedMethod,
  own: ReadonlyArray<MethodScore>,
  { params, random }: { readonly params: typeof Params.Type; readonly random: Random }
): RankedRow => {
  const of = (metric: string, against: string) => own.filter((s) => s.metric === metric && s.against === against)
  const mean = (metric: string, against: string) => meanOf(of(metric, against).map(({ value }) => value))
  const leading = of(params.metric, params.against)
  const ps = leading.map(({ p }) => p)
  const { method, space } = own[0]!
  const { deviation, isLabelConditioned, reason, runs, values } = ranked
  const over = (drawn: Int32Array) => drawn.reduce((sum, i) => sum + values[i]!, 0) / drawn.length
  const interval = values.length < 2
    ? null
    : bootstrap(over, { tracks: values.length, resamples: params.resamples, level: params.level, random })
  return {
    rank: ranked.rank,
    method,
    space,
    isLabelConditioned,
    runs: runs.length,
    clusters: meanOf(leading.map(({ clusters }) => clusters))!,
    coverage: meanOf(leading.map(({ coverage }) => coverage))!,
    value: ranked.mean,
    deviation,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    tracksLow: meanOf(leading.map(({ low }) => low)),
    tracksHigh: meanOf(leading.map(({ high }) => high)),
    nullMean: meanOf(leading.map(({ nullMean }) => nullMean)),
    nullLow: meanOf(leading.map(({ nullLow }) => nullLow)),
    nullHigh: meanOf(leading.map(({ nullHigh }) => nullHigh)),
    p: ps.includes(null) ? null : Math.max(...ps.map((p) => p!)),
    silhouetteOwn: mean("silhouette", "own space"),
    silhouetteCommon: mean("silhouette", "common space"),
    calinskiHarabasz: mean("Calinski–Harabasz", "own space"),
    daviesBouldin: mean("Davies–Bouldin", "own space"),
    ari: mean("ARI", params.shown),
    nmi: mean("NMI", params.shown),
    ami: mean("AMI", params.shown),
    purity: mean("purity", params.shown),
    reason
  }
}

/** Ranked methods that share the most runs any of them has; a method run on other seeds cannot be paired. */
const paired = (methods: ReadonlyArray<RankedMethod>): ReadonlyArray<RankedMethod> => {
  const ranked = methods.filter((method) => method.rank !== null)
  const runs = ranked.reduce<ReadonlyArray<number>>(
    (most, method) => method.runs.length > most.length ? method.runs : most,
    []
  )
    .join()
  return ranked.filter((method) => method.runs.join() === runs)
}

const build = (all: ReadonlyArray<MethodScore>, params: typeof Params.Type, random: Random) => {
  const counted = all.filter(({ noise }) => noise !== "excluded").map(unlessNoClusters)
  const leading = counted.filter((s) => s.metric === params.metric && s.against === params.against)
  const methods = rank(
    leading.map((score) => ({ ...score, method: nameOf(score) })),
    leading[0]?.better ?? "higher"
  )
  const own = Map.groupBy(counted, nameOf)
  const ranking = methods.map((method) =>
    rowOf(method, own.get(method.method)!, { params, random: random.fork(method.method) })
  )
  const compared = paired(methods)
  const comparisons = compareMethods(compared, { ...params, random: random.fork("pairs") })
  return { ranking, comparisons: comparisons.map((row) => ({ ...row, runs: compared[0]!.runs.length })) }
}

/**
 * @example
 * ```ts
 * import { rankMethods } from "partita/nodes/evaluate"
 * function* part(wires: Parameters<typeof rankMethods>[0]) { // scores
 *   const { ranking, comparisons, scores } = yield* rankMethods(wires, {
 *     metric: "ARI", against: "label", shown: "label", level: 0.95, permutations: 2000,
 *     resamples: 1000
 *   })
 *   return { ranking, comparisons, scores }
 * }
 * ```
 */
export const rankMethods = /*#__PURE__*/ Node.make("rank-methods", {
  labels: "evaluates",
  seeded: true,
  params: Params,
  inputs: { scores: many(table(MethodScore)) },
  outputs: { ranking: table(RankedRow), comparisons: table(ComparisonRow), scores: table(MethodScore) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const all = (yield* Effect.forEach(inputs.scores, (scores) => scores.rows)).flat()
    const { comparisons, ranking } = yield* attempt(
      () => build(all, params, new Random(seed)),
      RangeError,
      ({ message }) => new CannotRank({ problem: message })
    )
    const best = ranking.find((row) => row.rank === 1)
    report.summary(
      best === undefined
        ? `none of ${ranking.length} methods can be ranked`
        : `${best.method} on ${best.space} leads ${ranking.length} by ${params.metric}`
    )
    return { ranking, comparisons, scores: all }
  })
})
